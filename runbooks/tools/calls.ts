// What a program of a command line does with containers, Compose and Kubernetes, as lint rules ask for it.
import type { Invocation, ShellWord, Wrapper } from '../shell/shell-model.ts';
import { readArgs, type ReadArgs } from './read-args.ts';

export interface Call {
  /** Without `compose`: `restart`, `exec`, `rollout undo`. */
  readonly subcommand: string;
  readonly args: ReadArgs;
}

export interface ComposeCall extends Call {
  readonly version: 'v1' | 'v2';
  /** As named on the line; none means all of them. For `scale a=3` without the number. */
  readonly services: readonly ShellWord[];
}

export interface DockerCall extends Call {
  /** Containers, volumes, images …: what the sub-command is about. */
  readonly targets: readonly ShellWord[];
}

export interface KubectlCall extends Call {
  readonly namespace: string | null;
  /** `deployment`, `pod` …, without the name; null where none is given. */
  readonly resource: string | null;
  readonly targets: readonly ShellWord[];
}

/** By `docker compose` or `docker-compose`, also as the wrapper of what runs inside a service. Null for everything else. */
export const composeCall = (invocation: Invocation): ComposeCall | null => {
  for (const args of callsOf(invocation)) {
    const version = args.program.endsWith('-compose') ? 'v1' : 'v2';
    if (version === 'v2' && !args.subcommand.startsWith('compose ')) continue;
    const subcommand = args.subcommand.replace(/^compose /, '');
    return { version, subcommand, args, services: servicesOf(subcommand, args.positionals) };
  }
  return null;
};

const servicesOf = (subcommand: string, positionals: readonly ShellWord[]): readonly ShellWord[] => {
  if (['exec', 'run', 'port'].includes(subcommand)) return positionals.slice(0, 1);
  if (['cp', 'config', 'version', 'ls'].includes(subcommand)) return [];
  return subcommand === 'scale' ? positionals.map(withoutCount) : positionals;
};

/** `api=3` is about `api`; the place stays that of the whole word. */
const withoutCount = (word: ShellWord): ShellWord => ({
  ...word,
  value: word.value.split('=')[0] ?? word.value,
});

/** By docker or podman, Compose left out; also as the wrapper of what runs inside a container. */
export const dockerCall = (invocation: Invocation): DockerCall | null => {
  for (const args of callsOf(invocation)) {
    if (!containerTools.has(args.program) || args.subcommand.startsWith('compose')) continue;
    const one = args.subcommand === 'exec' || args.subcommand === 'run';
    return {
      subcommand: args.subcommand,
      args,
      targets: one ? args.positionals.slice(0, 1) : args.positionals,
    };
  }
  return null;
};

const containerTools = new Set(['docker', 'podman', 'nerdctl']);

export const kubectlCall = (invocation: Invocation): KubectlCall | null => {
  for (const args of callsOf(invocation)) {
    if (args.program !== 'kubectl' && args.program !== 'oc') continue;
    const [first] = args.positionals;
    const resource =
      first === undefined || bare.has(args.subcommand) ? null : (first.value.split('/')[0] ?? null);
    return {
      subcommand: args.subcommand,
      args,
      namespace: args.options.get('--namespace')?.at(-1)?.value?.value ?? null,
      resource,
      targets: args.positionals,
    };
  }
  return null;
};

/** Sub-commands whose first positional is a name, not a kind of resource. */
const bare = new Set([
  'logs',
  'exec',
  'port-forward',
  'cp',
  'attach',
  'cordon',
  'uncordon',
  'drain',
  'debug',
  'run',
]);

/** Innermost first: what the program itself is called with, then its wrappers. */
const callsOf = (invocation: Invocation): readonly ReadArgs[] => [
  ...notNull(readArgs(invocation.program, invocation.args)),
  ...invocation.wrappers.toReversed().flatMap((wrapper) => notNull(wrapperArgs(wrapper))),
];

/** A wrapper's own options and positionals. */
export const wrapperArgs = ({ kind, words }: Wrapper): ReadArgs | null =>
  readArgs(kind.split(' ')[0] ?? '', words);

const notNull = (args: ReadArgs | null): readonly ReadArgs[] => (args === null ? [] : [args]);
