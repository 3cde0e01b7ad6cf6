// What every phase of a drill is given.
import type { Clock } from '../../core/clock.ts';
import type { Json } from '../../core/json.ts';
import type {
  DrillPlan,
  EventOf,
  FaultMoment,
  JournalEvent,
  JournalEventBody,
} from '../../core/journal/events.ts';
import type { CheckVerdict, Phase } from '../../core/verdicts.ts';
import type { Stack } from '../../stack/stack.ts';
import type { Fault, Healing } from '../faults/fault.ts';
import type { Lease } from '../lease.ts';
import type { AtMoment } from '../steps/moment.ts';
import type { Pauses } from './pauses.ts';
import type { Session } from './session.ts';

export interface BoundFault {
  readonly id: string;
  readonly kind: string;
  readonly fault: Fault;
  readonly healing: Healing;
  /** Null: it is one of the first. */
  readonly comes: FaultMoment | null;
  /** Paced; null: it stays until the drill heals. */
  readonly staysMs: number | null;
}

export interface PreparedFault extends BoundFault {
  readonly undo: Json;
}

/** The faults of one drill as they come and go. */
export interface Injected {
  /** Prepared and not yet proved gone, in the order of their undo: what has to be healed on every way out. */
  readonly left: PreparedFault[];
  /** The instant before each went in, epoch ms, the first of all first. */
  readonly atMs: Map<string, number>;
}

/** Paced times that the engine waits by, ms. */
export interface DrillTimes {
  /** The longest window through which any alert of the scenario looks. */
  readonly windowMs: number;
  /** Interval of rule evaluation. */
  readonly evaluationMs: number;
  /** How long health must hold to count as recovered. */
  readonly stableMs: number;
  /** Real time, never paced: how long what the steps start anew needs until it answers. */
  readonly realMs: number;
  /** How long a placebo watches. */
  readonly watchMs: number;
  /** How long the gate waits for a steady state. */
  readonly gateMs: number;
  /** Real time, never paced: how long queues may take to drain once the load is off. */
  readonly drainMs: number;
}

export interface DrillRun {
  readonly plan: DrillPlan;
  /** Signals that can't be judged within their promise, with the reason in numbers: then nothing is injected. */
  readonly undetectable: readonly { readonly signal: string; readonly reason: string }[];
  /** Where promised log lines are looked for, by the signal's name. `shows` is text or /a regular expression/. */
  readonly logSignals: ReadonlyMap<string, { readonly service: string; readonly shows: string }>;
  readonly times: DrillTimes;
  readonly faults: readonly BoundFault[];
  readonly stack: Stack;
  readonly session: Session;
  readonly lease: Lease;
  readonly clock: Clock;
  /** Aborts when the run is interrupted or a stop condition holds; its reason says which. */
  readonly signal: AbortSignal;
  readonly log: (body: JournalEventBody) => JournalEvent;
  readonly steps: DrillSteps;
  readonly pauses: Pauses;
}

/** The runbook's part in a drill; null sections play nothing. */
export interface DrillSteps {
  /** What has to have been done before the fault. Null when there is nothing of it. */
  prepare(run: DrillRun): Promise<CheckVerdict | null>;
  /** Before the fault: what diagnosis commands show that have to show something else later. */
  baseline(run: DrillRun): Promise<void>;
  diagnose(run: DrillRun): Promise<void>;
  /** False when the drill names no section for it. */
  remediate(run: DrillRun, atMoment: AtMoment): Promise<boolean>;
  /** The checks that had to fail while the fault was on. */
  verify(run: DrillRun): Promise<void>;
  /** What can be done only once the cause is gone; null: nothing. */
  readonly after: ((run: DrillRun) => Promise<void>) | null;
  /** The terminal is left: what it left running in the background ends with it. */
  close(run: DrillRun): Promise<void>;
}

/** Runs a phase, once somebody who rehearses says go, and says so in the journal, however it ends. */
export const inPhase = async <Result>(
  run: DrillRun,
  phase: Phase,
  work: () => Promise<Result>,
): Promise<Result> => {
  await run.pauses.before(phase, run);
  run.log({ type: 'phase.started', phase });
  try {
    return await work();
  } finally {
    run.log({ type: 'phase.finished', phase });
  }
};

/** Accounts for the time that the work takes, however it ends: what isn't accounted for counts as gameday's own. */
export const accounted = async <Result>(
  run: Pick<DrillRun, 'clock'> & { readonly log: (body: JournalEventBody) => unknown },
  kind: EventOf<'time.spent'>['kind'],
  what: string,
  work: () => Promise<Result>,
): Promise<Result> => {
  const startMs = run.clock.monotonicMs();
  try {
    return await work();
  } finally {
    const ms = Math.round(run.clock.monotonicMs() - startMs);
    if (ms > 0) run.log({ type: 'time.spent', kind, what, ms });
  }
};

export const waitPaced = async (run: DrillRun, what: string, ms: number): Promise<void> => {
  if (ms > 0) await accounted(run, 'paced', what, () => run.clock.sleep(ms, run.signal));
};

/** Polls until `condition` gives something, or null at the deadline (epoch ms). */
export const pollUntil = async <Result>(
  { clock, signal }: Pick<DrillRun, 'clock' | 'signal'>,
  deadlineMs: number,
  condition: () => Result | null,
  everyMs = 25,
): Promise<Result | null> => {
  for (;;) {
    const result = condition();
    if (result !== null) return result;
    if (clock.now().getTime() >= deadlineMs) return null;
    await clock.sleep(everyMs, signal);
  }
};
