// Where the journals of a run are: its own, or those of the copies of the stack on which its drills were played side by side.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Several } from '../several.ts';

/** The folder of one copy's part of a run; `index` counts from 1 on. */
export const copyFolder = (folder: string, index: number): string => join(folder, 'copies', String(index));

/** Paths, in the order of the copies; null: no run of that folder has written any. */
export const journalsIn = (folder: string): Several<string> | null => {
  const own = join(folder, 'journal.ndjson');
  if (existsSync(own)) return [own];
  const [first, ...rest] = copiesIn(folder)
    .map((index) => join(copyFolder(folder, index), 'journal.ndjson'))
    // A copy that died before its first record has told nothing.
    .filter((file) => existsSync(file) && statSync(file).size > 0);
  return first === undefined ? null : [first, ...rest];
};

const copiesIn = (folder: string): readonly number[] => {
  const copies = join(folder, 'copies');
  return existsSync(copies)
    ? readdirSync(copies)
        .filter((name) => /^\d+$/.test(name))
        .map(Number)
        .toSorted((a, b) => a - b)
    : [];
};
