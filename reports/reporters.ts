// Every reporter, one row each; from a journal to the files of a run, also for old, killed and healed runs.
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GamedayError, messageOf } from '../core/errors.ts';
import { readJournal } from '../core/journal/read.ts';
import { makeFolder } from '../core/make-folder.ts';
import type { Several } from '../core/several.ts';
import type { GameDay } from './fold/game-day.ts';
import { foldRun } from './merge/copies.ts';
import type { Reporter } from './reporter.ts';
import { page } from './html/html.ts';
import { json } from './json/json.ts';
import { junit } from './junit/junit.ts';
import { markdown } from './markdown/markdown.ts';

export const reporters = { json, html: page, markdown, junit } as const satisfies Record<string, Reporter>;

export interface WhatToWrite {
  /** The run's journal, or those of the copies on which it was played. */
  readonly journals: Several<string>;
  readonly folder: string;
}

/** The files it wrote, full paths in the order of the table. Throws GamedayError `journal-unknown` or `journal-broken` (64), `report-failed` (70). */
export const writeReports = ({ journals, folder }: WhatToWrite): readonly string[] =>
  writeGameDay(renderReport(journals), folder, journals.join(' '));

/** `source`: where the journals are, should one fail. */
export const writeGameDay = (gameDay: GameDay, folder: string, source: string): readonly string[] => {
  makeFolder(folder);
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
      hint: `the journal is whole (${source}): gameday report tries again`,
    });
  }
  return files;
};

/** The report of a run, for whoever needs the facts and no files. */
export const renderReport = ([first, ...rest]: Several<string>): GameDay =>
  foldRun([readJournal(first), ...rest.map(readJournal)]);

/** Under its name only when it is whole: a reader never meets half a file. */
const writeOne = (reporter: Reporter, gameDay: GameDay, folder: string): string => {
  const file = join(folder, reporter.file);
  const part = `${file}.part`;
  try {
    writeFileSync(part, reporter.render(gameDay));
    renameSync(part, file);
  } finally {
    rmSync(part, { force: true });
  }
  return file;
};
