// Commands that play drills, and what belongs to it.
import { scenarios, json, pace, system } from './options.ts';
import { choice, comparison, telling } from './run-options.ts';
import { reportCommands } from './reports.ts';
import type { CommandRow } from './row.ts';

export const playing: readonly CommandRow[] = [
  {
    usage: 'run [what..]',
    describe:
      'play a game day, a scenario or one drill (scenario/drill); without a name: the game day default',
    options: {
      ...system,
      ...pace,
      ...json,
      plan: {
        type: 'boolean',
        default: false,
        describe: 'show targets, detectability, commands and duration; touch nothing',
      },
      out: { type: 'string', describe: 'folder for journal and reports (default: reports/runs/<run>)' },
      seed: { type: 'number', describe: 'seed of the traffic, to have the same again (default: a new one)' },
      ...choice,
      runbook: {
        type: 'string',
        describe: 'play the sections of this Markdown file in place of the scenario’s own runbook',
      },
      approve: {
        type: 'string',
        array: true,
        nargs: 1,
        describe: 'classes of commands that may run without asking: W2, X1, X2, X4',
      },
      counterfactual: {
        type: 'boolean',
        default: false,
        describe: 'play each drill again without its remediation: what does the runbook save?',
      },
      mutate: {
        type: 'boolean',
        default: false,
        describe: 'play each drill again with one step left out or swapped: which steps matter?',
      },
      step: {
        type: 'boolean',
        default: false,
        describe:
          'stop before each phase until you say go, to rehearse a drill; what waiting changes is not judged',
      },
      ...comparison,
      ...telling,
      watchdog: {
        type: 'boolean',
        default: true,
        describe:
          'a process of its own heals should this one be killed; --no-watchdog leaves that to gameday heal',
      },
    },
    load: () => import('../commands/run.ts'),
  },
  {
    usage: 'list',
    describe: 'list game days and drills',
    options: { ...scenarios, ...json },
    load: () => import('../commands/list.ts'),
  },
  {
    usage: 'validate [scenario..]',
    describe: 'check scenario files: every mistake with file, line and column',
    options: { ...scenarios, ...json },
    load: () => import('../commands/validate.ts'),
  },
  {
    usage: 'heal [scenario]',
    describe: 'undo what a dead run left injected, and remove what it left behind',
    options: {
      ...system,
      journal: { type: 'string', hidden: true },
      by: { choices: ['heal', 'watchdog'], default: 'heal', hidden: true },
    },
    load: () => import('../commands/heal.ts'),
  },
  {
    usage: 'report <run>',
    describe:
      'write the reports of a run again, from its journal alone (a name, a folder, or latest); report --help: what compares runs',
    options: {
      ...json,
      out: { type: 'string', describe: 'folder for the reports (default: beside the journal)' },
    },
    subcommands: reportCommands,
    load: () => import('../commands/report.ts'),
  },
  {
    usage: 'watchdog',
    describe: false,
    options: {
      lease: { type: 'string' },
      token: { type: 'number' },
      engine: { type: 'string' },
      parent: { type: 'string', demandOption: true },
      journal: { type: 'string' },
      scenario: { type: 'string' },
      socket: { type: 'string' },
    },
    load: () => import('../commands/watchdog.ts'),
  },
];
