// `docker …`, `docker compose …`, `docker-compose …` and podman's likes, told apart.
import type { Invocation } from '../../shell/shell-model.ts';
import { composeCall, kubectlCall } from '../../tools/calls.ts';
import { readArgs, type ReadArgs } from '../../tools/read-args.ts';
import { oncePer } from './once.ts';

export interface DockerCall {
  /** `docker compose` and `docker-compose`. */
  readonly compose: boolean;
  /** `docker-compose`: the name that Compose v1 had. */
  readonly hyphen: boolean;
  /** `logs`, `up`, `service logs` … without `compose`. */
  readonly verb: string;
  readonly args: ReadArgs;
}

/** Null for other programs, and for `docker` without a verb. */
export const dockerCallOf = (run: Invocation): DockerCall | null =>
  dockerTools.test(run.program) ? readDocker(run) : null;

export const dockerTools = /^(?:(?:docker|podman)(?:-compose)?|nerdctl)$/;

const readDocker = oncePer(({ program, args }: Invocation): DockerCall | null => {
  const hyphen = program.endsWith('-compose');
  const read = readArgs(program, args);
  if (read === null || read.subcommand === '') return null;
  const compose = hyphen || /^compose( |$)/.test(read.subcommand);
  return { compose, hyphen, verb: read.subcommand.replace(/^compose ?/, ''), args: read };
});

/** Asked by many rules, read once. */
export const composeCallOf = oncePer(composeCall);
export const kubectlCallOf = oncePer(kubectlCall);

/** The verbs whose positionals are services. */
export const serviceVerbs: ReadonlySet<string> = new Set(
  'up start stop restart logs ps kill pause unpause rm build pull push create top events port images'.split(
    ' ',
  ),
);

/** The verbs of docker whose positionals are containers. */
export const containerVerbs: ReadonlySet<string> = new Set(
  'logs inspect start stop restart kill rm pause unpause stats top exec attach wait port diff rename update'.split(
    ' ',
  ),
);

export const hasOption = ({ args }: DockerCall, ...names: readonly string[]): boolean =>
  names.some((name) => args.options.has(name));
