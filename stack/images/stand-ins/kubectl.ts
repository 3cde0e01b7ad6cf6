// kubectl: deployments are the Compose services of the system, pods their containers. Any namespace holds them.
import { parseFlags, UsageError, type FlagTable, type Flags } from '../rpk/flags.ts';
import { asksForHelp, helpText } from './help.ts';
import { changes } from './kubectl-change.ts';
import { get } from './kubectl-get.ts';
import { inside } from './kubectl-inside.ts';
import { tell } from './kubectl-tell.ts';
import { told, ToolError, type Outcome, type Tool, type World } from './tool.ts';

export interface KubeCall {
  readonly words: readonly string[];
  readonly flags: Flags;
  readonly namespace: string;
  /** What stood behind `--`; null without it. */
  readonly command: readonly string[] | null;
}

export type KubeCommand = (call: KubeCall, world: World) => Promise<Outcome> | Outcome;

const flags = {
  namespace: { kind: 'text', short: 'n' },
  output: { kind: 'text', short: 'o' },
  selector: { kind: 'text', short: 'l' },
  container: { kind: 'text', short: 'c' },
  context: { kind: 'text' },
  kubeconfig: { kind: 'text' },
  cluster: { kind: 'text' },
  replicas: { kind: 'number' },
  'current-replicas': { kind: 'number' },
  tail: { kind: 'number' },
  since: { kind: 'text' },
  timeout: { kind: 'text' },
  revision: { kind: 'number' },
  'to-revision': { kind: 'number' },
  'grace-period': { kind: 'number' },
  'field-selector': { kind: 'text' },
  'sort-by': { kind: 'text' },
  'request-timeout': { kind: 'text' },
  'all-namespaces': { kind: 'switch', short: 'A' },
  'no-headers': { kind: 'switch' },
  'show-labels': { kind: 'switch' },
  watch: { kind: 'switch', short: 'w' },
  follow: { kind: 'switch', short: 'f' },
  previous: { kind: 'switch', short: 'p' },
  timestamps: { kind: 'switch' },
  prefix: { kind: 'switch' },
  stdin: { kind: 'switch', short: 'i' },
  tty: { kind: 'switch', short: 't' },
  quiet: { kind: 'switch', short: 'q' },
  force: { kind: 'switch' },
  now: { kind: 'switch' },
  wait: { kind: 'switch' },
  all: { kind: 'switch' },
  containers: { kind: 'switch' },
  'all-containers': { kind: 'switch' },
  'ignore-not-found': { kind: 'switch' },
  minify: { kind: 'switch' },
  client: { kind: 'switch' },
  short: { kind: 'switch' },
} satisfies FlagTable;

const commands: Readonly<Record<string, KubeCommand>> = { get, ...inside, ...changes, ...tell };

const knows = [
  'get, describe, logs, exec, top, cluster-info, config, version, auth can-i',
  'scale, rollout restart|status|undo|history|pause|resume, delete pod',
];
// Real commands that would change what is not here.
const beyond = new Set([
  ...[
    'annotate',
    'apply',
    'attach',
    'autoscale',
    'cordon',
    'cp',
    'create',
    'debug',
    'diff',
    'drain',
    'edit',
    'expose',
  ],
  ...['label', 'patch', 'port-forward', 'proxy', 'replace', 'run', 'set', 'taint', 'uncordon', 'wait'],
]);

export const kubectl: Tool = async (argv, world) => {
  const at = argv.indexOf('--');
  const own = at === -1 ? argv : argv.slice(0, at);
  if (own.length === 0 || asksForHelp(own) || own.includes('--help')) {
    world.print(
      helpText(
        'kubectl',
        'Deployments are the Compose services of the system, pods their containers.',
        knows,
      ),
    );
    return told;
  }
  const verb = own.find((word, index) => !word.startsWith('-') && !takesValue(own[index - 1])) ?? '';
  try {
    return await perform(verb, own, at === -1 ? null : argv.slice(at + 1), world);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new ToolError(`error: ${error.message}\nSee 'kubectl ${verb} --help' for usage.`);
  }
};

/** Of the options that stand before the verb. */
const takesValue = (word: string | undefined): boolean =>
  word !== undefined && ['-n', '--namespace', '--context', '--kubeconfig', '--cluster'].includes(word);

const perform = async (
  verb: string,
  own: readonly string[],
  command: readonly string[] | null,
  world: World,
): Promise<Outcome> => {
  const run = commands[verb];
  if (run === undefined) {
    if (!beyond.has(verb)) throw new ToolError(`error: unknown command "${verb}" for "kubectl"`);
    world.printError(
      `error: this kubectl is a stand-in of gameday and has no "${verb}": the call was written down and not made\n`,
    );
    return { exitCode: 1, effect: `written down only: ${verb}` };
  }
  const parsed = parseFlags(own, flags);
  const namespace = parsed.text('namespace') ?? 'default';
  return run({ words: parsed.positional.slice(1), flags: parsed, namespace, command }, world);
};
