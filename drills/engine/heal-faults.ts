// Healing: every fault undone, last first, each with its own deadline; then proof from outside the injector that nothing is left.
import type { Clock } from '../../core/clock.ts';
import { messageOf } from '../../core/errors.ts';
import { isEngineLost } from './stop.ts';
import type { Json } from '../../core/json.ts';
import type { JournalEventBody } from '../../core/journal/events.ts';
import { unknown, type Observation } from '../../core/observation.ts';
import type { Stack } from '../../stack/stack.ts';
import type { Healing } from '../faults/fault.ts';
import { settle } from '../settle.ts';

/** Real time, never paced: a start-up after a kill takes what it takes. */
const healMs = 60_000;
const goneMs = 30_000;
/** The longest grace period of a stop, and what comes after it. */
const settleMs = 45_000;
/** An engine that can't be reached for so long does not come back in time to prove anything. */
const engineLostMs = 3_000;

export interface HealTask {
  readonly id: string;
  readonly healing: Healing;
  readonly undo: Json;
}

export interface HealSetting {
  readonly stack: Stack;
  readonly clock: Clock;
  readonly by: 'run' | 'watchdog' | 'heal';
  /** Must not throw: a journal that can't be written must not keep a fault in. */
  readonly log: (body: JournalEventBody) => void;
}

/** True when all of them are proved gone. Never throws: a failing undo never stops the next. Runs on fresh deadlines, not the run's. */
export const healFaults = async (tasks: readonly HealTask[], setting: HealSetting): Promise<boolean> => {
  for (const task of tasks.toReversed()) await healOne(task, setting);
  if (await wasUnsettled(setting)) for (const task of tasks.toReversed()) await healOne(task, setting);
  let clean = true;
  for (const task of tasks.toReversed()) clean = (await proveGone(task, setting)) && clean;
  return clean;
};

/** A restart that a cut-off step asked the engine for would come after the proof. */
const wasUnsettled = ({ stack, clock, log }: HealSetting): Promise<boolean> =>
  settle(stack, { clock, signal: clock.deadline(settleMs) }).catch((error: unknown) => {
    log({
      type: 'note',
      message: `whether the engine still stops or starts something is unknown: ${messageOf(error)}`,
    });
    return false;
  });

const healOne = async (
  { id, healing, undo }: HealTask,
  { stack, clock, by, log }: HealSetting,
): Promise<void> => {
  log({ type: 'fault.healing', fault: id, by });
  const error = await healing
    .heal(undo, stack, { clock, signal: clock.deadline(healMs) })
    .then(() => null, messageOf);
  log({ type: 'fault.healed', fault: id, by, error });
};

/** Looks until it is gone: what was started anew needs a moment to answer. */
const proveGone = async (
  { id, healing, undo }: HealTask,
  { stack, clock, log }: HealSetting,
): Promise<boolean> => {
  const ctx = { clock, signal: clock.deadline(goneMs) };
  let answeredMs = clock.monotonicMs();
  let observation: Observation = unknown(id, 'gone', 'not looked at');
  while (!ctx.signal.aborted && clock.monotonicMs() - answeredMs < engineLostMs) {
    observation = await healing.gone(undo, stack, ctx).then(
      (seen) => {
        answeredMs = clock.monotonicMs();
        return seen;
      },
      (error: unknown) => {
        if (!isEngineLost(error)) answeredMs = clock.monotonicMs();
        return unknown(id, 'gone', messageOf(error));
      },
    );
    if (observation.verdict === 'pass') break;
    // Rejects at the deadline, which ends the loop.
    await clock.sleep(250, ctx.signal).catch(() => undefined);
  }
  log({ type: 'fault.gone', fault: id, observation });
  return observation.verdict === 'pass';
};
