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
];
