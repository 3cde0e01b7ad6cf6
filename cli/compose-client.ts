// Hands a command of a person's over to docker-compose or docker, against the stack that is up.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { systemClock } from '../core/clock.ts';
import { findStack } from '../stack/find-stack.ts';
import { enterPlace, notUp, type Here } from './place.ts';

interface ClientArgs {
  readonly scenario: string;
  readonly engine?: string;
}

/** Runs `argv(project…)` of a program in the cache's bin with this terminal; gives its exit code. */
export const onStack = async (
  { scenario: system, engine }: ClientArgs,
  program: 'docker' | 'docker-compose',
  argv: readonly string[],
): Promise<number> => {
  const ctx = { clock: systemClock, signal: new AbortController().signal };
  const place = await enterPlace({ engine, system, need: 'existing' }, ctx);
  if ('done' in place) return place.done;
  if ((await findStack(place.here.engine, system, ctx)) === null) throw notUp(system);
  return await runClient(place.here, program, argv);
};

export const runClient = (
  { cache, engine }: Here,
  program: string,
  argv: readonly string[],
): Promise<number> =>
  new Promise((resolve, reject) => {
    const env = { ...process.env, DOCKER_HOST: `unix://${engine.socket}` };
    const child = spawn(join(cache.bin, program), argv, { stdio: 'inherit', env });
    // The child has the terminal's signals too, and decides what they mean.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => child.kill(signal));
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
