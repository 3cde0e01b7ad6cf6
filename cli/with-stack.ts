// A stack to work on, locked: the one that is up, or one that this run starts and takes away again. A dead run's faults are healed first.
import { join } from 'node:path';
import type { Clock, Context } from '../core/clock.ts';
import { GamedayError } from '../core/errors.ts';
import { isLeaseLost } from '../drills/engine/stop.ts';
import { takeLease, type Lease } from '../drills/lease.ts';
import type { PacedScenario } from '../drills/scenario/pace-scenario.ts';
import { startStack } from '../stack/compose.ts';
import { readRecord } from '../stack/engine/engine-record.ts';
import { findStack, type FoundStack } from '../stack/find-stack.ts';
import { openStack } from '../stack/open-stack.ts';
import type { StackFiles } from '../stack/stack-files.ts';
import type { Stack } from '../stack/stack.ts';
import { stopStack } from '../stack/stop-stack.ts';
import { guardLease } from './guard.ts';
import { leaseFile } from './lease-files.ts';
import { healLeft, mayHaveLeft, notHealed } from './heal-left.ts';
import { say } from './output.ts';
import type { Here } from './place.ts';

export interface LockedStack {
  readonly stack: Stack;
  readonly lease: Lease;
  /** True when `up` started it: it stays. */
  readonly held: boolean;
  /** A watchdog heals should this process die or be suspended. */
  readonly guarded: boolean;
  /** Gives the lock back unless a fault is left, and takes the stack away if this run started it. */
  close(): Promise<void>;
}

export interface LockOptions {
  readonly here: Here;
  readonly paced: PacedScenario;
  readonly purpose: string;
  readonly journal: string;
  /** False: what this process leaves when it dies is up to `gameday heal`. */
  readonly watchdog: boolean;
  readonly ctx: Context;
}

export const lockStack = async (options: LockOptions): Promise<LockedStack> => {
  const { here, paced, purpose, journal, ctx } = options;
  const system = paced.scenario.name;
  const file = leaseFile(here, system);
  const { lease, left } = takeLease(file, purpose, journal, ctx.clock);
  const guarded = options.watchdog && !diesWithUs(here);
  let healed = left === null;
  try {
    // Before anything is healed or started: what is killed halfway is to be ended too.
    if (guarded)
      guardLease(here.cache, { file, token: lease.token, system, journal, socket: here.engine.socket });
    healed = left === null || (await healLeft({ here, system, left, lease, by: 'heal', ctx }));
    if (left !== null && !healed) throw notHealed(left, system);
    const found = await findStack(here.engine, system, ctx);
    if (found !== null) demandSame(found, paced);
    const held = found !== null;
    lease.begin(!held);
    const stack = held
      ? await openStack({ engine: here.engine, system, held, ctx })
      : await startStack({
          engine: here.engine,
          files: stackFiles(paced),
          compose: join(here.cache.bin, 'docker-compose'),
          held,
          ctx: { clock: ctx.clock, signal: AbortSignal.any([ctx.signal, lease.lost]) },
          report: say,
          demandOurs: () => lease.check(),
        });
    const close = (): Promise<void> => closeStack(options, stack, held, lease);
    return { stack, lease, held, guarded, close };
  } catch (error) {
    if (healed) lease.release();
    else lease.leave();
    throw error;
  }
};

/** A private engine of this run's own: nothing of it is left when the run dies. */
const diesWithUs = ({ cache, privateEngine }: Here): boolean =>
  privateEngine !== null && readRecord(cache, privateEngine)?.life === 'owned';

export const closeStack = async (
  { here, paced, journal, ctx: { clock } }: LockOptions,
  stack: Pick<Stack, 'close'>,
  held: boolean,
  lease: Lease,
): Promise<void> => {
  let left = true;
  try {
    await stack.close();
    // A private engine of this run's own takes its stack along when it ends.
    if (!held && here.privateEngine === null) await takeAway(here.engine, paced.scenario.name, lease, clock);
    left = held && mayHaveLeft(journal);
  } finally {
    if (left) lease.leave();
    else lease.release();
  }
};

/** Who was suspended and overtaken has no stack any more: what is up under its name by now belongs to another run. */
const takeAway = async (
  engine: Here['engine'],
  system: string,
  lease: Lease,
  clock: Clock,
): Promise<void> => {
  try {
    lease.check();
    await stopStack(engine, system, { clock, signal: clock.deadline(60_000, lease.lost) });
  } catch (error) {
    if (!isLeaseLost(error)) throw error;
    say(`${system}: this run was overtaken, and leaves the stack to whoever has it now`);
  }
};

export const stackFiles = (paced: PacedScenario): StackFiles => ({
  system: paced.scenario.name,
  composeText: paced.composeText,
  monitoringText: paced.monitoringText,
  operator: paced.scenario.spec.operator,
  pace: paced.pace,
  hash: paced.hash,
});

const demandSame = (found: FoundStack, paced: PacedScenario): void => {
  const system = paced.scenario.name;
  if (found.pace !== paced.pace) {
    throw new GamedayError({
      code: 'other-pace',
      exitCode: 64,
      message: `${system} is up at pace ${found.pace}, this run wants ${paced.pace}`,
      hint: `gameday run … --pace ${found.pace}, or: gameday down ${system} && gameday up ${system} --pace ${paced.pace}`,
    });
  }
  if (found.hash !== paced.hash) {
    throw new GamedayError({
      code: 'other-files',
      exitCode: 64,
      message: `${system} is up with other compose, monitoring or alert files than those in ${paced.scenario.folder}`,
      hint: `gameday down ${system} && gameday up ${system}`,
    });
  }
};
