// A run's name and folder, and `latest` beside it.
import { renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { basename, dirname, join, resolve } from 'node:path';
import type { Clock } from '../../core/clock.ts';
import { GamedayError, messageOf } from '../../core/errors.ts';
import { journalsIn } from '../../core/journal/run-files.ts';
import { makeFolder } from '../../core/make-folder.ts';
import { usageError } from '../errors.ts';

/** Sorts by time, and two runs of one second differ, e.g. `20261123-032932-7f3a`. */
export const newRunName = (clock: Clock): string =>
  `${clock.now().toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}-${randomBytes(2).toString('hex')}`;

/** `out` (where given) is the folder itself. */
export const runFolder = (run: string, out: string | undefined): string =>
  resolve(out ?? join('reports', 'runs', run));

/** What no folder is called. Also where nothing is written: a plan and its run take the same words. */
export const demandOut = (out: string | undefined): void => {
  if (out === '') throw usageError('--out: expected a folder, found ""');
};

/** Before anything starts: the folder can be made and written to, and holds no other run. Leaves it as it was. */
export const demandRunFolder = (run: string, out: string | undefined): void => {
  const folder = runFolder(run, out);
  if (journalsIn(folder) !== null) throw inUse(folder);
  written(folder, () => {
    const made = makeFolder(folder);
    try {
      writeFileSync(join(folder, '.gameday'), 'may it be written to?');
    } finally {
      rmSync(made ?? join(folder, '.gameday'), { recursive: true, force: true });
    }
  });
};

export const makeRunFolder = (run: string, out: string | undefined): string => {
  const folder = runFolder(run, out);
  written(folder, () => {
    makeFolder(folder);
    if (out === undefined) pointLatest(folder);
  });
  return folder;
};

const written = (folder: string, work: () => void): void => {
  try {
    work();
  } catch (cause) {
    throw new GamedayError({
      code: 'no-run-folder',
      exitCode: 64,
      message: `${folder}: the run's folder can't be written: ${messageOf(cause)}`,
      hint: 'start gameday where it may write, or give another folder by --out',
      cause,
    });
  }
};

const inUse = (folder: string): GamedayError =>
  new GamedayError({
    code: 'run-folder-in-use',
    exitCode: 64,
    message: `${folder}: it holds the journal of another run`,
    hint: 'give another folder by --out, or move that one away',
  });

/** By rename, so that it never points nowhere. */
const pointLatest = (folder: string): void => {
  const unfinished = join(dirname(folder), `.latest-${basename(folder)}`);
  rmSync(unfinished, { force: true });
  symlinkSync(basename(folder), unfinished);
  renameSync(unfinished, join(dirname(folder), 'latest'));
};
