// What each seeded flaw showed, kept between runs: JSON lines to go on from.
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Edit } from './flaw.ts';

/** What was played, and by which state of the code. */
export interface Play {
  readonly code: string;
  readonly args: readonly string[];
  readonly edit: Edit | null;
}

export interface Result extends Play {
  readonly at: string;
  /** Load average of the machine when it was over. */
  readonly load: number;
  readonly seconds: number;
  /** `verdict reasonCode cleanup exit`; of a refusal the exit code alone. */
  readonly outcome: string;
  /** A line for each reason, with its code before it; of a refusal what was printed. */
  readonly reasons: string;
  readonly notes: string;
}

export const readResults = (file: string): readonly Result[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Result)
    : [];

export const addResult = (file: string, result: Result): void => {
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, `${JSON.stringify(result)}\n`);
};

/** The last one of this very play. */
export const resultOf = (results: readonly Result[], play: Play): Result | null => {
  const same = ({ code, args, edit }: Play): Play => ({ code, args, edit });
  return results.findLast((one) => isDeepStrictEqual(same(one), { ...play })) ?? null;
};
