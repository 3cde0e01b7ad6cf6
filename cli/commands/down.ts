// gameday down: ends a system that `up` started, with its data.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { systemClock } from '../../core/clock.ts';
import { GamedayError } from '../../core/errors.ts';
import { isLost, leaseState } from '../../drills/lease.ts';
import { connectEngine } from '../../stack/engine/connect-engine.ts';
import { findEngine } from '../../stack/engine/find-engine.ts';
import { findStack } from '../../stack/find-stack.ts';
import { stopStack } from '../../stack/stop-stack.ts';
import { endEngine } from '../end-engines.ts';
import { say } from '../output.ts';
import { heldEngine, notUp } from '../place.ts';
import { theCache } from '../cache.ts';
import { leaseFile, privateLease } from '../lease-files.ts';

interface DownArgs {
  readonly scenario: string;
  readonly engine?: string;
}

export const handle = async ({ scenario: system, engine: flag }: DownArgs): Promise<number> => {
  const cache = theCache();
  const target = await findEngine({ flag: flag ?? null, env: process.env, home: homedir() });
  if (target === null) {
    const held = await heldEngine(cache, system);
    if (held === null) throw notUp(system);
    refuseInUse(privateLease(cache, held.id, system));
    await endEngine(cache, held.id, systemClock);
  } else {
    const engine = await connectEngine(target);
    const ctx = { clock: systemClock, signal: systemClock.deadline(120_000) };
    if ((await findStack(engine, system, ctx)) === null) throw notUp(system);
    refuseInUse(leaseFile({ engine, cache, privateEngine: null }, system));
    await stopStack(engine, system, ctx);
  }
  say(`${system} is down, its data are gone`);
  return 0;
};

const refuseInUse = (lease: string): void => {
  const state = existsSync(lease) ? leaseState(lease) : null;
  if (state === null || state.holder === null || isLost(state, systemClock)) return;
  const { purpose, process: holder } = state.holder;
  throw new GamedayError({
    code: 'lock-held',
    exitCode: 64,
    message: `the stack is in use: ${purpose} (pid ${holder.pid}) holds its lock`,
    hint: `wait until it ends, or stop it: kill -INT ${holder.pid}`,
  });
};
