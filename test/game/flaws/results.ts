// What each seeded flaw showed, as it is kept between runs.
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

/** The last one of this very play. */
export const resultOf = (results: readonly Result[], play: Play): Result | null => {
  const same = ({ code, args, edit }: Play): Play => ({ code, args, edit });
  return results.findLast((one) => isDeepStrictEqual(same(one), { ...play })) ?? null;
};
