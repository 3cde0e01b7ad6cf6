// gameday report: writes a run's reports again, from its journal alone.
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { GamedayError } from '../../core/errors.ts';
import { journalsIn } from '../../core/journal/run-files.ts';
import { renderReport, writeGameDay, type WhatToWrite } from '../../reports/reporters.ts';
import { fromHere, print, say } from '../output.ts';
import { demandReportFolder } from '../report/report-folder.ts';

interface ReportArgs {
  readonly run: string;
  readonly out?: string;
  readonly json: boolean;
}

/** Prints what it wrote. Exit code 0: it is about the report, not about the run's verdict. */
export const handle = ({ run, out, json }: ReportArgs): number => {
  const { folder: own, journals } = findRun(run);
  const folder = out ?? own;
  const day = renderReport(journals);
  demandReportFolder(folder);
  const files = writeGameDay(day, folder, journals.join(' '));
  for (const file of files) say(fromHere(file));
  if (json) print(readFileSync(join(folder, 'report.json'), 'utf8').trimEnd());
  return 0;
};

const findRun = (run: string): WhatToWrite => {
  for (const named of [run, join('reports', 'runs', run)]) {
    const journals = journalsIn(named);
    if (journals !== null) return { journals, folder: realpathSync(named) };
  }
  throw new GamedayError({
    code: 'unknown-run',
    exitCode: 64,
    message: `${run}: no run of that name in reports/runs, and no folder with a journal.ndjson`,
    hint: 'ls reports/runs shows the runs, `latest` is the newest',
  });
};
