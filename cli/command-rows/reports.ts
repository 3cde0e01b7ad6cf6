// Commands under `report`: they read the reports of runs, and need no engine.
import type { CommandRow } from './row.ts';

export const reportCommands: readonly CommandRow[] = [
  {
    usage: 'diff <from> <to>',
    describe: 'compare two runs of a system (names, folders, or report.json): what is worse, what is better',
    options: {
      format: {
        choices: ['pretty', 'json', 'markdown'],
        default: 'pretty',
        describe: 'for people, for scripts, for a pull request',
      },
      'max-regression': {
        type: 'string',
        describe: 'exit with 1 where something is worse by more than this share, e.g. 20%',
      },
    },
    load: () => import('../commands/report-diff.ts'),
  },
  {
    usage: 'history',
    describe: 'write a page over all runs: verdicts, time to detect and to recover, coverage by drill',
    options: {
      runs: { type: 'string', describe: 'folder of the runs (default: ./reports/runs)' },
      output: {
        type: 'string',
        alias: 'o',
        describe: 'write to this file (default: history.html in that folder; JSON: standard output)',
      },
      format: { choices: ['html', 'json'], default: 'html', describe: 'for people, for scripts' },
    },
    load: () => import('../commands/report-history.ts'),
  },
  {
    usage: 'merge <shards..>',
    describe: 'make one report of the runs of `run --shard` (names or folders, each with its journal)',
    options: {
      out: { type: 'string', describe: 'folder for the reports (default: reports/runs/<run>)' },
      'exit-code': {
        type: 'boolean',
        default: false,
        describe: 'exit as a run of all these drills would have; else 0',
      },
      'allow-overlap': {
        type: 'boolean',
        default: false,
        describe: 'also where shards have drills in common',
      },
      'allow-other-source': {
        type: 'boolean',
        default: false,
        describe: 'also where commit, scenario files or game day differ',
      },
      'allow-missing': { type: 'boolean', default: false, describe: 'also where a shard is not there' },
    },
    load: () => import('../commands/report-merge.ts'),
  },
];
