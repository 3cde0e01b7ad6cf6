// gameday report history: one page over all runs.
import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { GamedayError } from '../../core/errors.ts';
import { foldHistory } from '../../reports/history/fold.ts';
import { historyPage } from '../../reports/history/page.ts';
import { readRuns } from '../../reports/history/read-runs.ts';
import { fromHere, printJson, say, writeText } from '../output.ts';

interface HistoryArgs {
  readonly runs?: string;
  readonly output?: string;
  readonly format: 'html' | 'json';
}

export const handle = ({ runs = join('reports', 'runs'), output, format }: HistoryArgs): number => {
  if (!existsSync(runs)) throw noRuns(runs);
  const history = foldHistory(readRuns(runs, { journals: true }));
  if (format === 'json' && output === undefined) printJson(history);
  else {
    const file = output ?? join(runs, 'history.html');
    writeText(
      file,
      format === 'json'
        ? `${JSON.stringify(history, null, 2)}\n`
        : historyPage(history, addresses(file, runs)),
    );
    say(fromHere(file));
  }
  return 0;
};

/** Relative to the page, so that it can be moved together with the runs. */
const addresses =
  (file: string, runs: string) =>
  (run: string): string =>
    relative(dirname(resolve(file)), resolve(runs, run, 'report.html'))
      .split(sep)
      .map(encodeURIComponent)
      .join('/');

const noRuns = (folder: string): GamedayError =>
  new GamedayError({
    code: 'no-runs',
    exitCode: 64,
    message: `${folder}: no such folder`,
    hint: 'gameday run makes ./reports/runs; --runs names another folder',
  });
