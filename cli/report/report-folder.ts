// The folder that reports are written to, checked before anything is rendered.
import { accessSync, constants, statSync } from 'node:fs';
import { GamedayError, messageOf } from '../../core/errors.ts';
import { journalsIn } from '../../core/journal/run-files.ts';
import { makeFolder } from '../../core/make-folder.ts';

/** Makes it where it isn't there; throws GamedayError `no-report-folder` (64) where reports can't be written to it. */
export const demandReportFolder = (folder: string): void => {
  try {
    makeFolder(folder);
    if (!statSync(folder).isDirectory()) throw new Error('expected a folder, found a file');
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new GamedayError({
      code: 'no-report-folder',
      exitCode: 64,
      message: `${folder === '' ? '""' : folder}: reports can't be written there: ${messageOf(cause)}`,
      hint: 'give another folder by --out',
      cause,
    });
  }
};

/** Throws GamedayError `run-folder-in-use` (64): the reports of a run beside its journal are its own. */
export const demandNoRun = (folder: string): void => {
  if (journalsIn(folder) === null) return;
  throw new GamedayError({
    code: 'run-folder-in-use',
    exitCode: 64,
    message: `${folder}: it holds the journal of a run, whose own reports would be lost`,
    hint: 'give another folder by --out',
  });
};
