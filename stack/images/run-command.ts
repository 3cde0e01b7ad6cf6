// Runs the commands that make artefacts: bounded by the signal, dying with us, with an error that shows their last lines.
import { execa } from 'execa';
import type { Context } from '../../core/clock.ts';
import { GamedayError } from '../../core/errors.ts';
import type { RunOptions } from './artefact.ts';

export interface Purpose {
  /** What is being made, e.g. `Kafka's jars`. */
  readonly what: string;
  readonly remedy: string;
  readonly scratch: string;
}

export const runCommand = async (
  command: string,
  args: readonly string[],
  { what, remedy, scratch }: Purpose,
  { signal }: Context,
  { cwd = scratch, env = {} }: RunOptions = {},
): Promise<string> => {
  const guard = ['--pdeathsig', 'KILL', ...background, ...containment()];
  const result = await execa('setpriv', [...guard, command, ...args], {
    cwd,
    // Temporary files of theirs go with ours, also when they are killed.
    env: { LC_ALL: 'C.UTF-8', DEBIAN_FRONTEND: 'noninteractive', TMPDIR: scratch, ...env },
    cancelSignal: signal,
    // unshare lets no gentler one through; what is half done is thrown away.
    killSignal: 'SIGKILL',
    stdin: 'ignore',
    all: true,
    reject: false,
  });
  signal.throwIfAborted();
  if (!result.failed) return result.stdout;
  throw new GamedayError({
    code: 'component-missing',
    exitCode: 64,
    message: `${what} can't be made: ${[command, ...args].join(' ')} failed: ${lastLines(result.all) || result.shortMessage}`,
    hint: remedy,
  });
};

// Compilers take whole machines: what else runs here comes first.
const background = ['nice', '-n', '10'];

/**
 * A kill -9 of ours must not leave a compiler or a package manager at work, nor what mmdebstrap has mounted: all of it lives
 * in namespaces that end with us. Others than root can't mount on the machine anyway.
 */
const containment = (): readonly string[] =>
  process.getuid?.() === 0
    ? ['unshare', '--mount', '--pid', '--fork', '--mount-proc', '--kill-child=SIGKILL', '--']
    : [];

const lastLines = (text: string): string => text.trim().split('\n').slice(-8).join('\n');
