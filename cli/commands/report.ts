// gameday report: writes a run's reports again, from its journal alone.
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { GamedayError } from '../../core/errors.ts';
import { writeReports } from '../../reports/reporters.ts';
import { print, say } from '../output.ts';

interface ReportArgs {
  readonly run: string;
  readonly out?: string;
  readonly json: boolean;
}

/** Prints what it wrote. Exit code 0: it is about the report, not about the run's verdict. */
export const handle = ({ run, out, json }: ReportArgs): number => {
  const folder = findRun(run);
  const files = writeReports({ journalFile: join(folder, 'journal.ndjson'), folder: out ?? folder });
  for (const file of files) say(file);
  if (json) print(readFileSync(join(out ?? folder, 'report.json'), 'utf8').trimEnd());
  return 0;
};

const findRun = (run: string): string => {
  for (const folder of [run, join('reports', 'runs', run)]) {
    if (existsSync(join(folder, 'journal.ndjson'))) return realpathSync(folder);
  }
  throw new GamedayError({
    code: 'unknown-run',
    exitCode: 64,
    message: `${run}: no run of that name in reports/runs, and no folder with a journal.ndjson`,
    hint: 'ls reports/runs shows the runs, `latest` is the newest',
  });
};
