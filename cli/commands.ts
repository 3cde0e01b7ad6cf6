// The table of commands: usage, help and options here, the work in commands/, loaded when it is wanted.
import type { Options } from 'yargs';

export interface Handler {
  handle(args: never): number | Promise<number>;
}

export interface CommandRow {
  readonly usage: string;
  /** `false` hides it from the help: only gameday itself calls it. */
  readonly describe: string | false;
  readonly options: Readonly<Record<string, Options>>;
  load(): Promise<Handler>;
}

const engine = {
  engine: {
    type: 'string',
    describe:
      'socket of the Docker Engine (default: DOCKER_HOST, the current context, else a private engine)',
  },
} as const;
const scenarios = {
  scenarios: {
    type: 'string',
    describe:
      'folder of the scenarios (default: ./scenarios if there is one, else those that come with gameday)',
  },
} as const;
const json = {
  json: {
    type: 'boolean',
    default: false,
    describe: 'print JSON on standard output, everything else on standard error',
  },
} as const;
const pace = {
  pace: {
    type: 'number',
    describe: 'factor by which durations are shortened; 1 is real time and the claim of record',
  },
} as const;
const system = { ...engine, ...scenarios };

export const commands: readonly CommandRow[] = [
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
      runbook: {
        type: 'string',
        describe: 'play the sections of this Markdown file in place of the scenario’s own runbook',
      },
      approve: {
        type: 'string',
        array: true,
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
      watchdog: {
        type: 'boolean',
        default: true,
        describe:
          'a process of its own heals should this one be killed; --no-watchdog leaves that to gameday heal',
      },
    },
    load: () => import('./commands/run.ts'),
  },
  {
    usage: 'list',
    describe: 'list game days and drills',
    options: { ...scenarios, ...json },
    load: () => import('./commands/list.ts'),
  },
  {
    usage: 'validate [scenario..]',
    describe: 'check scenario files: every mistake with file, line and column',
    options: { ...scenarios, ...json },
    load: () => import('./commands/validate.ts'),
  },
  {
    usage: 'bind <file>',
    describe: 'write a first bindings.yaml for a runbook: placeholders, unknown commands, promises',
    options: {
      output: { type: 'string', alias: 'o', describe: 'write to this file (default: standard output)' },
    },
    load: () => import('./commands/bind.ts'),
  },
  {
    usage: 'lint [file..]',
    describe: 'say what is wrong with a runbook; nothing of it is run',
    options: {
      format: {
        choices: ['pretty', 'json', 'sarif', 'github'],
        default: 'pretty',
        describe: 'for people, for scripts, for code scanning, for GitHub Actions',
      },
      output: { type: 'string', alias: 'o', describe: 'write to this file (default: standard output)' },
      'fail-on': {
        choices: ['high', 'medium', 'low'],
        default: 'high',
        describe: 'exit with 1 when something is found at this level or above',
      },
      compose: { type: 'string', describe: 'Compose file of the system' },
      rules: { type: 'array', string: true, describe: 'Prometheus rule files' },
      metrics: { type: 'string', describe: 'a /metrics page: file or URL' },
      scenario: { type: 'string', describe: 'folder with the compose.yaml and alerts.yaml to use' },
      rule: {
        type: 'array',
        string: true,
        nargs: 1,
        describe: 'only these rules or families, e.g. SH-NOFAIL or SH,VER',
      },
      ignore: { type: 'array', string: true, nargs: 1, describe: 'without these rules or families' },
      explain: { type: 'string', describe: 'explain a rule, with examples; without a name: list all' },
      'stdin-name': {
        type: 'string',
        default: 'stdin.md',
        describe: 'name for what is read from - (standard input)',
      },
    },
    load: () => import('./commands/lint.ts'),
  },
  {
    usage: 'coverage [file..]',
    describe: 'compare runbooks with alert rules and drills: what has no section, no alert, no drill',
    options: {
      against: { type: 'array', string: true, describe: 'Prometheus rule files (needed)' },
      drills: { type: 'string', describe: 'folder of a scenario or of several: their drills' },
      runs: {
        type: 'string',
        describe: 'folder of past runs (default: ./reports/runs, where --drills is given)',
      },
      format: { choices: ['pretty', 'json'], default: 'pretty', describe: 'for people, for scripts' },
      'stdin-name': {
        type: 'string',
        default: 'stdin.md',
        describe: 'name for what is read from - (standard input)',
      },
    },
    load: () => import('./commands/coverage.ts'),
  },
  {
    usage: 'images',
    describe: 'build the images that are missing, and list them',
    options: { ...system, ...json },
    load: () => import('./commands/images.ts'),
  },
  {
    usage: 'up <scenario>',
    describe: 'start a system and its monitoring, and leave it up',
    options: { ...system, ...pace },
    load: () => import('./commands/up.ts'),
  },
  {
    usage: 'down <scenario>',
    describe: 'end a system that up started, with its data',
    options: system,
    load: () => import('./commands/down.ts'),
  },
  {
    usage: 'ps <scenario>',
    describe: 'show the containers of a system that is up',
    options: system,
    load: () => import('./commands/ps.ts'),
  },
  {
    usage: 'logs <scenario> [service]',
    describe: 'print logs of a system that is up',
    options: {
      ...system,
      tail: { type: 'number', default: 100, describe: 'lines per service' },
      follow: { type: 'boolean', alias: 'f', default: false, describe: 'go on printing until Ctrl-C' },
    },
    load: () => import('./commands/logs.ts'),
  },
  {
    usage: 'exec <scenario> <service> [argv..]',
    describe: 'run a command in a container of a system that is up (after --)',
    options: system,
    load: () => import('./commands/exec.ts'),
  },
  {
    usage: 'shell <scenario>',
    describe: "open the on-call person's terminal of a system that is up",
    options: system,
    load: () => import('./commands/shell.ts'),
  },
  {
    usage: 'heal [scenario]',
    describe: 'undo what a dead run left injected, and remove what it left behind',
    options: {
      ...system,
      journal: { type: 'string', hidden: true },
      by: { choices: ['heal', 'watchdog'], default: 'heal', hidden: true },
    },
    load: () => import('./commands/heal.ts'),
  },
  {
    usage: 'report <run>',
    describe: 'write the reports of a run again, from its journal alone (a name, a folder, or latest)',
    options: {
      ...json,
      out: { type: 'string', describe: 'folder for the reports (default: beside the journal)' },
    },
    load: () => import('./commands/report.ts'),
  },
  {
    usage: 'doctor',
    describe: 'show what gameday needs, what is there, and what it would install',
    options: { ...system, ...json },
    load: () => import('./commands/doctor.ts'),
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
    },
    load: () => import('./commands/watchdog.ts'),
  },
];
