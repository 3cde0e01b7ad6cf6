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
  for (const args of callsOf(invocation, composeTools)) {
    const version = args.program.endsWith('-compose') ? 'v1' : 'v2';
    if (version === 'v2' && !args.subcommand.startsWith('compose ')) continue;
    const subcommand = args.subcommand.replace(/^compose /, '');
    return { version, subcommand, args, services: servicesOf(subcommand, args.positionals) };
  }
  return null;
};

const composeTools = /^(?:docker|podman|nerdctl)(?:-compose)?$/;

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
  for (const args of callsOf(invocation, containerTools)) {
    if (args.subcommand.startsWith('compose')) continue;
    const one = args.subcommand === 'exec' || args.subcommand === 'run';
    return {
      subcommand: args.subcommand,
      args,
      targets: one ? args.positionals.slice(0, 1) : args.positionals,
    };
  }
  return null;
};

const containerTools = /^(?:docker|podman|nerdctl)$/;

export const kubectlCall = (invocation: Invocation): KubectlCall | null => {
  for (const args of callsOf(invocation, /^(?:kubectl|oc)$/)) {
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

/** Of these tools, innermost first: what the program itself is called with, then its wrappers. */
const callsOf = ({ program, args, wrappers }: Invocation, tools: RegExp): readonly ReadArgs[] => [
  ...(tools.test(program) ? notNull(readArgs(program, args)) : []),
  ...wrappers
    .filter((wrapper) => tools.test(toolOf(wrapper)))
    .toReversed()
    .flatMap((wrapper) => notNull(wrapperArgs(wrapper))),
];

/** A wrapper's own options and positionals. */
export const wrapperArgs = (wrapper: Wrapper): ReadArgs | null => readArgs(toolOf(wrapper), wrapper.words);

const toolOf = ({ kind }: Wrapper): string => kind.split(' ')[0] ?? '';

const notNull = (args: ReadArgs | null): readonly ReadArgs[] => (args === null ? [] : [args]);
