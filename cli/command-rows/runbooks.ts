// Commands about runbooks: nothing of them needs an engine.
import { scenarios } from './options.ts';
import type { CommandRow } from './row.ts';

export const runbooks: readonly CommandRow[] = [
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
      explain: {
        type: 'string',
        requiresArg: false,
        describe: 'explain a rule, with examples; list a family (SH); without a name: list all',
      },
      'stdin-name': {
        type: 'string',
        default: 'stdin.md',
        describe: 'name for what is read from - (standard input)',
      },
    },
    load: () => import('../commands/lint.ts'),
    onlyPrints: true,
  },
  {
    usage: 'parse [file..]',
    describe: 'show what is understood of a runbook: sections, alerts, commands, placeholders',
    options: {
      format: { choices: ['outline', 'json'], default: 'outline', describe: 'for people, for scripts' },
      'stdin-name': {
        type: 'string',
        default: 'stdin.md',
        describe: 'name for what is read from - (standard input)',
      },
    },
    load: () => import('../commands/parse.ts'),
    onlyPrints: true,
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
    load: () => import('../commands/coverage.ts'),
    onlyPrints: true,
  },
  {
    usage: 'bind <file>',
    describe: 'write a first bindings.yaml for a runbook: placeholders, unknown commands, promises',
    options: {
      output: { type: 'string', alias: 'o', describe: 'write to this file (default: standard output)' },
    },
    load: () => import('../commands/bind.ts'),
  },
  {
    usage: 'init',
    describe: 'write a scenario for your own stack, from its Compose file and its runbook',
    options: {
      compose: { type: 'string', demandOption: true, describe: 'the Compose file of the system' },
      runbook: {
        type: 'array',
        string: true,
        demandOption: true,
        describe: 'the Markdown file of its runbook; several become one',
      },
      rules: {
        type: 'array',
        string: true,
        requiresArg: true,
        describe: 'the files of its Prometheus rules (default: stubs of the runbook’s alerts)',
      },
      name: { type: 'string', describe: 'name of the system (default: that of the Compose project)' },
      ...scenarios,
    },
    load: () => import('../commands/init.ts'),
  },
];
