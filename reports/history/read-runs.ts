// The runs of a folder, each with what could be read of it: one that is broken or half written is listed as such.
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GamedayError, messageOf } from '../../core/errors.ts';
import { journalsIn } from '../../core/journal/run-files.ts';
import { readTold, type ToldReport } from '../compare/told.ts';
import { renderReport } from '../reporters.ts';

export interface RunEntry {
  /** The folder's name. */
  readonly name: string;
  readonly report: ToldReport | null;
  /** Why there is no report, or why it is not the whole run; null: all is well. */
  readonly trouble: string | null;
  /** report.html is there. */
  readonly page: boolean;
}

/** `journals`: a run without a report is read from its journal, which takes longer. Oldest first. Throws GamedayError `no-runs` (64) where it is no folder. */
export const readRuns = (folder: string, { journals }: { readonly journals: boolean }): readonly RunEntry[] =>
  runNames(folder)
    .map((name) => readRun(folder, name, journals))
    .toSorted((a, b) => startOf(a).localeCompare(startOf(b)));

const runNames = (folder: string): readonly string[] => {
  if (!existsSync(folder)) return [];
  // `latest` is another name of one of them.
  return namesIn(folder).filter((name) => {
    const stat = lstatSync(join(folder, name));
    return stat.isDirectory() && !name.startsWith('.');
  });
};

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch (cause) {
    throw new GamedayError({
      code: 'no-runs',
      exitCode: 64,
      message: `${folder}: expected a folder of runs: ${messageOf(cause)}`,
      hint: 'gameday run makes ./reports/runs; what stands in its place has to be moved away',
      cause,
    });
  }
};

/** A run's name begins with its time, in figures alone. */
const startOf = ({ name, report }: RunEntry): string =>
  report === null ? name : report.startedAt.replace(/[-:]/g, '').replace('T', '-');

const readRun = (folder: string, name: string, journals: boolean): RunEntry => {
  const reportFile = join(folder, name, 'report.json');
  const files = journals ? journalsIn(join(folder, name)) : null;
  const page = existsSync(join(folder, name, 'report.html'));
  const trouble: string[] = [];
  // The row says which run it is.
  const why = (error: unknown): string => messageOf(error).replaceAll(`${join(folder, name)}/`, '');
  if (existsSync(reportFile)) {
    try {
      const report = readTold(readFileSync(reportFile, 'utf8'), 'report.json');
      return { name, report, trouble: report.finishedAt === null ? 'the run never finished' : null, page };
    } catch (error) {
      trouble.push(why(error));
    }
  } else trouble.push('no report.json');
  if (files === null)
    return {
      name,
      report: null,
      trouble: [...trouble, ...(journals ? ['no journal'] : [])].join('; '),
      page,
    };
  try {
    const report = readTold(JSON.stringify(renderReport(files).report), 'journal.ndjson');
    const unfinished = report.finishedAt === null ? ['the run never finished'] : [];
    return { name, report, trouble: [...trouble, ...unfinished, 'read from its journal'].join('; '), page };
  } catch (error) {
    return { name, report: null, trouble: [...trouble, why(error)].join('; '), page };
  }
};
