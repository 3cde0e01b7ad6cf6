// gameday report merge: the reports of a game day from the journals of its shards.
import { join } from 'node:path';
import { systemClock } from '../../core/clock.ts';
import { GamedayError } from '../../core/errors.ts';
import { readJournal } from '../../core/journal/read.ts';
import { exitCodes } from '../../core/verdicts.ts';
import { mergeShards, type Shard } from '../../reports/merge/merge.ts';
import { writeGameDay } from '../../reports/reporters.ts';
import { fromHere, say } from '../output.ts';
import { findReport } from '../report/find-report.ts';
import { demandNoRun, demandReportFolder } from '../report/report-folder.ts';
import { newRunName } from '../run/run-folder.ts';
import { summaryText } from '../run/show-report.ts';

interface MergeArgs {
  readonly shards: readonly string[];
  readonly out?: string;
  readonly allowOverlap: boolean;
  readonly allowOtherSource: boolean;
  readonly allowMissing: boolean;
  readonly exitCode: boolean;
}

export const handle = (args: MergeArgs): number => {
  const [first, ...rest] = [...new Set(args.shards)].map(readShard);
  if (first === undefined) return exitCodes.usage;
  const run = newRunName(systemClock);
  const day = mergeShards([first, ...rest], run, {
    overlap: args.allowOverlap,
    otherSource: args.allowOtherSource,
    missing: args.allowMissing,
  });
  const folder = args.out ?? join('reports', 'runs', run);
  demandNoRun(folder);
  demandReportFolder(folder);
  const files = writeGameDay(day, folder, args.shards.join(' '));
  say(summaryText(day.report));
  for (const file of files) say(fromHere(file));
  return args.exitCode ? day.report.exitCode : exitCodes.pass;
};

const readShard = (name: string): Shard => {
  const { journals, folder } = findReport(name);
  if (journals !== null) {
    const [first, ...rest] = journals;
    return { name, journals: [readJournal(first), ...rest.map(readJournal)] };
  }
  throw new GamedayError({
    code: 'no-journal',
    exitCode: 64,
    message: `${name}: no journal there`,
    hint:
      folder === null
        ? 'give the folder of the run, with its journal.ndjson'
        : 'keep journal.ndjson beside report.json',
  });
};
