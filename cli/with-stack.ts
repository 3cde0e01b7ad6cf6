// A stack to work on, locked: the one that is up, or one that this run starts and takes away again. A dead run's faults are healed first.
import { join } from 'node:path';
import type { Context } from '../core/clock.ts';
import { GamedayError } from '../core/errors.ts';
import { redactor } from '../core/redact.ts';
import { healJournal, readLeftBehind, type LeftBehind } from '../drills/heal-journal.ts';
import { takeLease, type Lease, type LeaseHolder } from '../drills/lease.ts';
import type { PacedScenario } from '../drills/scenario/pace-scenario.ts';
import { startStack } from '../stack/compose.ts';
import { engineFolder } from '../stack/engine/engine-record.ts';
import { findStack, type FoundStack } from '../stack/find-stack.ts';
import { openStack } from '../stack/open-stack.ts';
import type { StackFiles } from '../stack/stack-files.ts';
import type { Stack } from '../stack/stack.ts';
import { stopStack } from '../stack/stop-stack.ts';
import { say } from './output.ts';
import type { Here } from './place.ts';

export interface LockedStack {
  readonly stack: Stack;
  readonly lease: Lease;
  /** True when `up` started it: it stays. */
  readonly held: boolean;
  /** Gives the lock back unless a fault is left, and takes the stack away if this run started it. */
  close(): Promise<void>;
}

export interface LockOptions {
  readonly here: Here;
  readonly paced: PacedScenario;
  readonly purpose: string;
  readonly journal: string;
  readonly ctx: Context;
}

/** The lease goes with the private engine's folder; on a user's engine it stays in the cache. */
export const leaseFile = ({ engine, cache, privateEngine }: Here, system: string): string =>
  privateEngine === null
    ? join(cache.state, `${engine.id}-${system}.lease`)
    : join(engineFolder(cache, privateEngine), `${system}.lease`);

export const lockStack = async (options: LockOptions): Promise<LockedStack> => {
  const { here, paced, purpose, journal, ctx } = options;
  const system = paced.scenario.name;
  const { lease, left } = takeLease(leaseFile(here, system), purpose, journal, ctx.clock);
  let healed = left === null;
  try {
    healed = left === null || (await healLeft(here, system, left, 'heal', ctx));
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
          ctx,
          report: say,
        });
    const close = (): Promise<void> => closeStack(options, stack, held, lease);
    return { stack, lease, held, close };
  } catch (error) {
    if (healed) lease.release();
    else lease.leave();
    throw error;
  }
};

const closeStack = async (
  { here, paced, journal, ctx: { clock } }: LockOptions,
  stack: Stack,
  held: boolean,
  lease: Lease,
): Promise<void> => {
  let left = true;
  try {
    await stack.close();
    // A private engine of this run's own takes its stack along when it ends.
    if (!held && here.privateEngine === null) {
      await stopStack(here.engine, paced.scenario.name, { clock, signal: clock.deadline(60_000) });
    }
    left = held && hasLeftFaults(journal);
  } finally {
    if (left) lease.leave();
    else lease.release();
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

/** Heals what a dead holder of the lease left. True when nothing is left of it. */
export const healLeft = async (
  here: Here,
  system: string,
  left: LeaseHolder,
  by: 'heal' | 'watchdog',
  ctx: Context,
): Promise<boolean> => {
  const found = await findStack(here.engine, system, ctx);
  if (found === null) return true;
  say(`healing first: ${left.purpose} ended without healing`);
  let clean = true;
  const behind = readLeft(left.journal);
  if (found.outline !== null && behind !== null) {
    const stack = await openStack({ engine: here.engine, system, held: !left.ownsStack, ctx });
    try {
      clean = await healJournal({
        journalFile: left.journal,
        stack,
        clock: ctx.clock,
        by,
        redact: redactor([]),
        tell: say,
      });
    } finally {
      await stack.close();
    }
  }
  if (left.ownsStack || found.outline === null) await stopStack(here.engine, system, ctx);
  say(
    clean
      ? `${left.purpose}: healed, nothing is left of its faults`
      : `${left.purpose}: healing could not be proved`,
  );
  return clean;
};

/** Null when its run died before it had a journal, or never keeps one (`gameday up`): then it injected nothing. */
const readLeft = (journal: string): LeftBehind | null => {
  try {
    return readLeftBehind(journal);
  } catch (error) {
    if (error instanceof GamedayError && error.exitCode === 64) return null;
    throw error;
  }
};

/** Of faults that are not proved gone, by the journal as it is on disk. */
const hasLeftFaults = (journal: string): boolean => (readLeft(journal)?.faults.length ?? 0) > 0;

const notHealed = ({ purpose }: LeaseHolder, system: string): GamedayError =>
  new GamedayError({
    code: 'not-healed',
    exitCode: 5,
    message: `${purpose} left faults in ${system}, and that they are gone could not be proved`,
    hint: `gameday heal ${system} tries again; gameday down ${system} takes the whole stack away`,
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
