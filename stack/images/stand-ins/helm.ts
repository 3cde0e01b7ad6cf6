// helm: revisions are written down and told again; no chart is ever applied.
import { UsageError, parseFlags, type FlagTable, type Flags } from '../rpk/flags.ts';
import { asksForHelp, helpText } from './help.ts';
import { told, ToolError, type Outcome, type Tool, type World } from './tool.ts';

const knows = [
  'list, status, history, get values RELEASE',
  'upgrade, install, rollback, uninstall RELEASE (written down only)',
  'repo, version',
];

const flags = {
  namespace: { kind: 'text', short: 'n' },
  output: { kind: 'text', short: 'o' },
  values: { kind: 'list', short: 'f' },
  set: { kind: 'list' },
  'set-string': { kind: 'list' },
  version: { kind: 'text' },
  timeout: { kind: 'text' },
  max: { kind: 'number' },
  revision: { kind: 'number' },
  'kube-context': { kind: 'text' },
  kubeconfig: { kind: 'text' },
  description: { kind: 'text' },
  install: { kind: 'switch', short: 'i' },
  wait: { kind: 'switch' },
  atomic: { kind: 'switch' },
  force: { kind: 'switch' },
  'reuse-values': { kind: 'switch' },
  'reset-values': { kind: 'switch' },
  'create-namespace': { kind: 'switch' },
  'cleanup-on-fail': { kind: 'switch' },
  'dry-run': { kind: 'switch' },
  'all-namespaces': { kind: 'switch', short: 'A' },
  all: { kind: 'switch', short: 'a' },
  debug: { kind: 'switch' },
} satisfies FlagTable;

export const helm: Tool = async (argv, world) => {
  if (argv.length === 0 || asksForHelp(argv)) {
    world.print(
      helpText('helm', 'Releases are the services of the system; charts are never applied.', knows),
    );
    return told;
  }
  const [verb = '', ...rest] = argv;
  const command = commands[verb];
  if (command === undefined)
    throw new ToolError(`Error: unknown command "${verb}" for "helm"\nRun 'helm --help' for usage.`);
  try {
    return await command(parseFlags(rest, flags), world);
  } catch (error) {
    throw error instanceof UsageError ? new ToolError(`Error: ${error.message}`) : error;
  }
};

interface Revision {
  readonly revision: number;
  readonly updated: string;
  readonly status: 'deployed' | 'superseded' | 'uninstalled';
  readonly description: string;
}

type Command = (flags: Flags, world: World) => Promise<Outcome> | Outcome;

/** A service of the system counts as released once, when its container was made. */
const historyOf = async (name: string, world: World): Promise<readonly Revision[]> => {
  const kept = world.recall<readonly Revision[]>(`helm-${name}`);
  if (kept !== null) return kept;
  const container = (await world.engine.containers()).find(({ service }) => service === name);
  if (container === undefined) return [];
  return [{ revision: 1, updated: container.createdAt, status: 'deployed', description: 'Install complete' }];
};

const demand = async (name: string | undefined, what: string, world: World): Promise<readonly Revision[]> => {
  if (name === undefined) throw new ToolError(`Error: "helm ${what}" requires at least 1 argument`);
  const history = await historyOf(name, world);
  if (history.length === 0 || history.at(-1)?.status === 'uninstalled')
    throw new ToolError('Error: release: not found');
  return history;
};

const add = (name: string, history: readonly Revision[], description: string, world: World): Revision => {
  const revision: Revision = {
    revision: (history.at(-1)?.revision ?? 0) + 1,
    updated: world.now().toISOString(),
    status: 'deployed',
    description,
  };
  world.keep(`helm-${name}`, [
    ...history.map((one) => ({ ...one, status: 'superseded' as const })),
    revision,
  ]);
  return revision;
};

const summary = (name: string, last: Revision, given: Flags): string =>
  `NAME: ${name}
LAST DEPLOYED: ${new Date(last.updated).toUTCString()}
NAMESPACE: ${given.text('namespace') ?? 'default'}
STATUS: ${last.status}
REVISION: ${last.revision}
`;

const list: Command = async (given, world) => {
  const names = [...new Set((await world.engine.containers()).map(({ service }) => service))];
  world.print(row('NAME', 'NAMESPACE', 'REVISION', 'UPDATED', 'STATUS'));
  for (const name of names) {
    const last = (await historyOf(name, world)).at(-1);
    if (last !== undefined && last.status !== 'uninstalled')
      world.print(
        row(name, given.text('namespace') ?? 'default', String(last.revision), last.updated, last.status),
      );
  }
  return told;
};

const row = (...cells: readonly string[]): string =>
  `${cells
    .map((cell) => cell.padEnd(16))
    .join('\t')
    .trimEnd()}\n`;

const status: Command = async (given, world) => {
  const [name = ''] = given.positional;
  const last = (await demand(given.positional[0], 'status', world)).at(-1);
  if (last !== undefined) world.print(summary(name, last, given));
  return told;
};

const history: Command = async (given, world) => {
  const revisions = await demand(given.positional[0], 'history', world);
  world.print(row('REVISION', 'UPDATED', 'STATUS', 'DESCRIPTION'));
  for (const one of revisions.slice(-(given.number('max') ?? 256)))
    world.print(row(String(one.revision), one.updated, one.status, one.description));
  return told;
};

const change =
  (words: string, description: string): Command =>
  async (given, world) => {
    const [name = '', chart] = given.positional;
    if (chart === undefined)
      throw new ToolError(
        'Error: "helm upgrade" requires 2 arguments\n\nUsage:  helm upgrade [RELEASE] [CHART] [flags]',
      );
    const before = await historyOf(name, world);
    if (words === 'upgraded' && before.length === 0 && !given.on('install'))
      throw new ToolError(`Error: UPGRADE FAILED: "${name}" has no deployed releases`);
    const last = given.on('dry-run') ? before.at(-1) : add(name, before, description, world);
    if (words === 'upgraded') world.print(`Release "${name}" has been upgraded. Happy Helming!\n`);
    if (last !== undefined) world.print(summary(name, last, given));
    return {
      exitCode: 0,
      effect: `${description.split(' ')[0]?.toLowerCase()} of ${name} from ${chart}: written down only`,
    };
  };

const rollback: Command = async (given, world) => {
  const [name = '', wanted] = given.positional;
  const before = await demand(given.positional[0], 'rollback', world);
  const target = wanted === undefined || wanted === '0' ? (before.at(-1)?.revision ?? 1) - 1 : Number(wanted);
  if (!before.some(({ revision }) => revision === target))
    throw new ToolError(
      target < 1 ? 'Error: release has no 0 version' : `Error: release has no ${wanted} version`,
    );
  add(name, before, `Rollback to ${target}`, world);
  world.print('Rollback was a success! Happy Helming!\n');
  return { exitCode: 0, effect: `rollback of ${name} to revision ${target}: written down only` };
};

const uninstall: Command = async (given, world) => {
  const [name = ''] = given.positional;
  const before = await demand(given.positional[0], 'uninstall', world);
  world.keep(
    `helm-${name}`,
    before.map((one) => ({ ...one, status: 'uninstalled' })),
  );
  world.print(`release "${name}" uninstalled\n`);
  return { exitCode: 0, effect: `uninstall of ${name}: written down only` };
};

const values: Command = async (given, world) => {
  await demand(given.positional[1], 'get values', world);
  world.print('USER-SUPPLIED VALUES:\nnull\n');
  return told;
};

const commands: Readonly<Record<string, Command>> = {
  list,
  ls: list,
  status,
  history,
  rollback,
  uninstall,
  delete: uninstall,
  get: values,
  upgrade: change('upgraded', 'Upgrade complete'),
  install: change('installed', 'Install complete'),
  repo: () => ({ exitCode: 0, effect: 'written down only' }),
  version: (_, world) => {
    world.print('version.BuildInfo{Version:"v3.14.0", GitCommit:"stand-in"}\n');
    return told;
  },
};
