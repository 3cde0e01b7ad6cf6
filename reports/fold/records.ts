// The journal sorted: the run's own records, and for each drill what happened while it ran.
import { epochMs } from '../../core/clock.ts';
import type { DrillPlan, EventOf, JournalEvent, JournalEventType } from '../../core/journal/events.ts';
import type { ReadJournal } from '../../core/journal/read.ts';

export interface RunRecords {
  readonly start: EventOf<'run.started'>;
  readonly events: readonly JournalEvent[];
  readonly drills: readonly DrillRecords[];
  readonly finished: EventOf<'run.finished'> | null;
  /** The last record of the run's own process. */
  readonly ownLast: JournalEvent;
  readonly torn: boolean;
}

export interface DrillRecords {
  readonly id: string;
  readonly attempt: number;
  readonly plan: DrillPlan;
  readonly start: EventOf<'drill.started'>;
  readonly finished: EventOf<'drill.finished'> | null;
  /** The drill's records and the run's own while it ran (traffic and probes go on between drills). */
  readonly events: readonly JournalEvent[];
  /** The instant before the first inject(): origin of TTD and TTR. */
  readonly origin: EventOf<'fault.injecting'> | null;
  /** Milliseconds since the run's start at which the drill ended, or the run's last word of it. */
  readonly endT: number;
  readonly runFinished: boolean;
}

export const ofType = <Type extends JournalEventType>(
  events: readonly JournalEvent[],
  type: Type,
): EventOf<Type>[] => events.filter((event): event is EventOf<Type> => event.type === type);

export const lastOf = <Type extends JournalEventType>(
  events: readonly JournalEvent[],
  type: Type,
): EventOf<Type> | null => ofType(events, type).at(-1) ?? null;

/** Milliseconds from the injection to an instant. */
export const sinceOrigin = (origin: EventOf<'fault.injecting'>, instant: string): number =>
  epochMs(instant) - epochMs(origin.at);

export const sortRecords = ({ events: written, torn }: ReadJournal): RunRecords => {
  const events = onOneAxis(written);
  const start = events[0];
  if (start?.type !== 'run.started') throw new TypeError('a journal begins with run.started');
  const finished = lastOf(events, 'run.finished');
  const drills = ofType(events, 'drill.started').map((drill) =>
    drillRecords(drill, events, finished !== null),
  );
  return {
    start,
    events,
    drills,
    finished,
    ownLast: events.findLast((event) => !fromHealer(event)) ?? start,
    torn,
  };
};

const drillRecords = (
  start: EventOf<'drill.started'>,
  events: readonly JournalEvent[],
  runFinished: boolean,
): DrillRecords => {
  const own = events.filter((event) => event.drill === start.drill && event.attempt === start.attempt);
  const finished = lastOf(own, 'drill.finished');
  const endT = finished?.t ?? lastT(own, events, start);
  return {
    id: start.plan.id,
    attempt: start.attempt,
    plan: start.plan,
    start,
    finished,
    events: events.filter(
      (event) =>
        (event.drill === start.drill && event.attempt === start.attempt) ||
        (event.drill === null && event.t >= start.t && event.t <= endT),
    ),
    origin: ofType(own, 'fault.injecting')[0] ?? null,
    endT,
    runFinished,
  };
};

/** A killed drill ends with the last record before another drill began (or the run's last, healers left out). */
const lastT = (
  own: readonly JournalEvent[],
  events: readonly JournalEvent[],
  start: JournalEvent,
): number => {
  const next = ofType(events, 'drill.started').find((event) => event.t > start.t);
  const candidates = next === undefined ? events : own;
  return candidates.findLast((event) => !fromHealer(event))?.t ?? start.t;
};

const fromHealer = (event: JournalEvent): boolean => shifted.has(event);

const shifted = new WeakSet<JournalEvent>();

/** A healer appends from another process, whose `t` begins anew: its records are put on the run's axis by the wall clock. */
const onOneAxis = (events: readonly JournalEvent[]): readonly JournalEvent[] => {
  const first = events[0];
  if (first === undefined) return events;
  let shift = 0; // stays 0 for the run's own process
  let before = first.t;
  return events.map((event) => {
    if (event.t < before - 1000)
      shift = Math.max(0, epochMs(event.at) - epochMs(first.at) + first.t - event.t);
    before = event.t;
    if (shift === 0) return event;
    const moved = { ...event, t: event.t + shift };
    shifted.add(moved);
    return moved;
  });
};
