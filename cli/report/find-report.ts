// From what a person types (a run, a folder, a report.json) to a report.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { GamedayError, invalidInput } from '../../core/errors.ts';
import { journalsIn } from '../../core/journal/run-files.ts';
import type { Several } from '../../core/several.ts';
import { readTold, type ToldReport } from '../../reports/compare/told.ts';
import { renderReport } from '../../reports/reporters.ts';
import { stdinPath } from '../arguments.ts';
import { unreadable } from '../unreadable.ts';

export interface FoundReport {
  /** The folder of a run, where one was named. */
  readonly folder: string | null;
  readonly reportFile: string | null;
  /** One, or one for each copy of the stack on which it was played. */
  readonly journals: Several<string> | null;
}

/** Throws GamedayError `unknown-run` (64). */
export const findReport = (named: string): FoundReport => {
  // Also a pipe, as what a shell puts in place of <(…).
  if (named === stdinPath || (existsSync(named) && !statSync(named).isDirectory())) {
    const isJournal = named.endsWith('.ndjson');
    return { folder: null, reportFile: isJournal ? null : named, journals: isJournal ? [named] : null };
  }
  for (const folder of [named, join('reports', 'runs', named)]) {
    const reportFile = existing(join(folder, 'report.json'));
    const journals = journalsIn(folder);
    if (reportFile !== null || journals !== null) return { folder, reportFile, journals };
  }
  throw new GamedayError({
    code: 'unknown-run',
    exitCode: 64,
    message: `${named}: no run of that name in reports/runs, and no report.json or folder with one`,
    hint: 'ls reports/runs shows the runs, `latest` is the newest',
  });
};

const existing = (file: string): string | null => (existsSync(file) ? file : null);

/** As it was written; where only a journal is there, from that. */
export const readFound = (named: string): ToldReport => {
  const { reportFile, journals } = findReport(named);
  if (reportFile !== null) return readTold(textOf(reportFile), reportFile);
  return readTold(JSON.stringify(renderReport(journals ?? [named]).report), named);
};

const textOf = (file: string): string => {
  try {
    return readFileSync(file === stdinPath ? 0 : file, 'utf8');
  } catch (error) {
    throw invalidInput([unreadable(file, error)]);
  }
};
