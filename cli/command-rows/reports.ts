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
];
