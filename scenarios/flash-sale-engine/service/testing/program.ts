// Runs main.ts as a process of its own, as the container does.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Overrides } from './services.ts';

export interface Program {
  readonly process: ChildProcess;
  /** Everything it wrote so far. */
  readonly output: () => string;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

const mainFile = fileURLToPath(new URL('../main.ts', import.meta.url));

export const runProgram = (
  service: string,
  environment: Overrides,
  args: readonly string[] = [],
): Program => {
  // A test run that is killed leaves no service behind.
  const argv = ['--pdeathsig', 'KILL', process.execPath, mainFile, service, ...args];
  const child = spawn('setpriv', argv, {
    env: { PATH: process.env['PATH'], ...environment },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, 'close').then(([code, signal]: (number | string)[]) => code ?? signal ?? '');
  return { process: child, output: () => output, ended };
};

/** The port that it says it listens on; undefined before it does. */
export const portOf = ({ output }: Program): number | undefined => {
  const port = /listens on port (\d+)/.exec(output())?.[1];
  return port === undefined ? undefined : Number(port);
};
