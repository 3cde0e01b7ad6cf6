// A game day: its drills one after the other on one session. What it saw stands in the journal.
import type { DrillOf, Journal } from '../../core/journal/journal.ts';
import type { JournalEvent, JournalEventBody } from '../../core/journal/events.ts';
import type { Clock } from '../../core/clock.ts';
import { messageOf } from '../../core/errors.ts';
import type { Stack } from '../../stack/stack.ts';
import type { Lease } from '../lease.ts';
import type { DrillRun } from './drill-run.ts';
import { watchEngine } from './engine-watch.ts';
import { createPauses, sleepUnpaused, type AskBefore } from './pauses.ts';
import { playDrill } from './play-drill.ts';
import { startSession, type Session, type SessionOptions } from './session.ts';
import { earlyEnd } from './early-end.ts';
import { DrillStop, isEngineLost, type StopReason } from './stop.ts';

export interface BoundDrill extends Pick<
  DrillRun,
  'plan' | 'undetectable' | 'logSignals' | 'times' | 'faults' | 'steps'
> {
  /** Ends the drill after that long, ms, real time, what a person takes not counted; null: no such stop condition. */
  readonly stopAfterMs: number | null;
}

export interface GameDaySetting {
  readonly stack: Stack;
  readonly clock: Clock;
  /** Aborts with an Interruption when somebody asks the run to end. */
  readonly signal: AbortSignal;
  readonly journal: Journal;
  readonly lease: Lease;
  readonly drills: readonly BoundDrill[];
  /** Asked after each drill: why no further one is to be played; null: go on. */
  readonly endAfter?: (drill: string, attempt: number) => string | null;
  /** Asked before each phase of each drill: somebody rehearses. */
  readonly askBefore?: AskBefore;
  readonly session: Pick<
    SessionOptions,
    'run' | 'seed' | 'probes' | 'slis' | 'alertExpressions' | 'evaluationMs' | 'load'
  >;
}

/**
 * Plays all drills. After an interruption, a lost engine or a lost lease the rest is skipped and said so.
 * Throws when the journal is lost: nothing more is injected then, and what was is healed before.
 */
export const playGameDay = async (setting: GameDaySetting): Promise<void> => {
  const { journal, stack, clock } = setting;
  const done = new AbortController();
  const lost = new AbortController();
  const signal = AbortSignal.any([setting.signal, setting.lease.lost, lost.signal]);
  const run = { ...setting, signal };
  let current: DrillOf | undefined;
  const log = (body: JournalEventBody): JournalEvent => {
    try {
      return journal.append(body, current);
    } catch (error) {
      lost.abort(error);
      throw error;
    }
  };
  const watching = { clock, signal: AbortSignal.any([done.signal, run.signal]) };
  const engineWatch = watchEngine(stack, watching, (error) => lost.abort(error));
  const session = await openSession(run, log);
  try {
    let ended: string | null = session === null ? runEnded : null;
    for (const [index, drill] of setting.drills.entries()) {
      current = { drill: drill.plan.id, attempt: index + 1 };
      if (session === null || ended !== null || run.signal.aborted) skip(drill, log, ended ?? runEnded);
      else {
        ended = endsAll(await playOne(run, drill, session, log));
        ended ??= setting.endAfter?.(drill.plan.id, index + 1) ?? null;
      }
    }
  } finally {
    current = undefined;
    done.abort();
    await engineWatch;
    await session
      ?.close()
      .catch((error: unknown) => log({ type: 'note', message: `closing the session: ${messageOf(error)}` }));
    const early = earlyEnd(setting.signal, run.signal);
    if (early !== null) log(early);
  }
};

/** Reasons for which no further drill makes sense. */
const endsAll = (stopped: StopReason | null): string | null =>
  stopped === 'engine-lost' || stopped === 'lease-lost' ? runEnded : null;

const runEnded = 'the run ended before it';

const openSession = async (
  setting: GameDaySetting,
  log: (body: JournalEventBody) => JournalEvent,
): Promise<Session | null> => {
  try {
    const { stack, clock, signal, journal } = setting;
    return await startSession({
      ...setting.session,
      stack,
      clock,
      signal,
      log,
      elapsedMs: () => journal.elapsedMs(),
    });
  } catch (error) {
    if (setting.signal.aborted && !isEngineLost(setting.signal.reason)) return null;
    const reason = isEngineLost(error) ? 'engine-lost' : 'internal-error';
    log({ type: 'run.failed', reason, message: messageOf(error) });
    return null;
  }
};

const playOne = async (
  setting: GameDaySetting,
  drill: BoundDrill,
  session: Session,
  log: (body: JournalEventBody) => JournalEvent,
): Promise<StopReason | null> => {
  const { stack, clock, lease, signal } = setting;
  const stop = new AbortController();
  const pauses = createPauses(setting.askBefore ?? null, clock);
  const limit = drill.stopAfterMs;
  if (limit !== null) {
    const message = `the drill was not done within ${limit / 1000} s`;
    const timer = sleepUnpaused(limit, pauses, { clock, signal: AbortSignal.any([stop.signal, signal]) });
    // Rejects when the drill ends first: then there is nothing to stop.
    timer.then(
      () => stop.abort(new DrillStop('stop-condition', message)),
      () => undefined,
    );
  }
  const run: DrillRun = {
    ...drill,
    stack,
    session,
    lease,
    clock,
    log,
    signal: AbortSignal.any([signal, stop.signal]),
    pauses,
  };
  try {
    return await playDrill(run);
  } finally {
    stop.abort();
  }
};

const skip = ({ plan }: BoundDrill, log: (body: JournalEventBody) => JournalEvent, message: string): void => {
  log({ type: 'drill.started', plan });
  log({ type: 'drill.stopped', reason: 'skipped', message });
  log({ type: 'drill.finished' });
};
