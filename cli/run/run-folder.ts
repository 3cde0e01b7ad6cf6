// A run's name and folder, and `latest` beside it.
import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { basename, dirname, join, resolve } from 'node:path';
import type { Clock } from '../../core/clock.ts';
import { GamedayError, messageOf } from '../../core/errors.ts';

/** Sorts by time, and two runs of one second differ, e.g. `20261123-032932-7f3a`. */
export const newRunName = (clock: Clock): string =>
  `${clock.now().toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}-${randomBytes(2).toString('hex')}`;

/** Makes the folder; `out` (where given) is the folder itself. */
export const makeRunFolder = (run: string, out: string | undefined): string => {
  const folder = resolve(out ?? join('reports', 'runs', run));
  try {
    mkdirSync(folder, { recursive: true });
    if (out === undefined) pointLatest(folder);
  } catch (cause) {
    throw new GamedayError({
      code: 'no-run-folder',
      exitCode: 64,
      message: `${folder}: the run's folder can't be made: ${messageOf(cause)}`,
      hint: 'start gameday where it may write, or give another folder by --out',
      cause,
    });
  }
  return folder;
};

/** By rename, so that it never points nowhere. */
const pointLatest = (folder: string): void => {
  const unfinished = join(dirname(folder), `.latest-${basename(folder)}`);
  rmSync(unfinished, { force: true });
  symlinkSync(basename(folder), unfinished);
  renameSync(unfinished, join(dirname(folder), 'latest'));
};
