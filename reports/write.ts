// From a journal to the files of a run, also for old, killed and healed runs: nothing but the journal is needed.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GamedayError, messageOf } from '../core/errors.ts';
import { readJournal } from '../core/journal/read.ts';
import { foldGameDay, type GameDay } from './fold/game-day.ts';
import type { Reporter } from './reporter.ts';
import { reporters } from './reporters.ts';

export interface WrittenReports {
  readonly gameDay: GameDay;
  /** Full paths, in the order of the table. */
  readonly files: readonly string[];
}

/** Throws GamedayError `journal-unknown` or `journal-broken` (64), `report-failed` (70). */
export const writeReports = ({
  journalFile,
  folder,
}: {
  readonly journalFile: string;
  readonly folder: string;
}): WrittenReports => {
  const gameDay = renderReport(journalFile);
  mkdirSync(folder, { recursive: true });
  const files: string[] = [];
  const failures: string[] = [];
  for (const reporter of Object.values(reporters)) {
    try {
      files.push(writeOne(reporter, gameDay, folder));
    } catch (error) {
      // One reporter's failure must not cost the others' files; told below.
      failures.push(`${reporter.file}: ${messageOf(error)}`);
    }
  }
  if (failures.length > 0) {
    throw new GamedayError({
      code: 'report-failed',
      message: failures.join('\n'),
      hint: `the journal is whole: \`gameday report ${journalFile}\` tries again`,
    });
  }
  return { gameDay, files };
};

/** The report of a journal, for whoever needs the facts and no files. */
export const renderReport = (journalFile: string): GameDay => foldGameDay(readJournal(journalFile));

/** Under its name only when it is whole: a reader never meets half a file. */
const writeOne = (reporter: Reporter, gameDay: GameDay, folder: string): string => {
  const file = join(folder, reporter.file);
  const part = `${file}.part`;
  writeFileSync(part, reporter.render(gameDay));
  renameSync(part, file);
  return file;
};
