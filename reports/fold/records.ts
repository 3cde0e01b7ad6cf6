// The journal sorted: the run's own records, and for each drill what happened while it ran.
import { epochMs } from '../../core/clock.ts';
import type { DrillPlan, EventOf, JournalEvent, JournalEventType } from '../../core/journal/events.ts';
import type { ReadJournal } from '../../core/journal/read.ts';
import type { Operation } from '../../core/workload.ts';

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
  /** The operations that began while it ran, whichever drill their group was written under. */
  readonly operations: readonly Operation[];
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

/** The instant before this fault's inject(); null: it never went in. Without a name, that of the first. */
export const originOf = (
  { events, origin }: DrillRecords,
  fault: string | undefined,
): EventOf<'fault.injecting'> | null =>
  fault === undefined
    ? origin
    : (ofType(events, 'fault.injecting').findLast((event) => event.fault === fault) ?? null);

/** Milliseconds from the injection to an instant. */
export const sinceOrigin = (origin: EventOf<'fault.injecting'>, instant: string): number =>
  epochMs(instant) - epochMs(origin.at);

export const sortRecords = ({ events, torn }: ReadJournal): RunRecords => {
  const start = events[0];
  if (start?.type !== 'run.started') throw new TypeError('a journal begins with run.started');
  const finished = lastOf(events, 'run.finished');
  const own = withoutHealers(events);
  const operations = ofType(events, 'operations.recorded').flatMap((record) => record.operations);
  const drills = ofType(events, 'drill.started').map((drill) =>
    drillRecords(drill, { events, own, operations, runFinished: finished !== null }),
  );
  return { start, events, drills, finished, ownLast: own.at(-1) ?? start, torn };
};

interface Sources {
  readonly events: readonly JournalEvent[];
  readonly own: readonly JournalEvent[];
  readonly operations: readonly Operation[];
  readonly runFinished: boolean;
}

const drillRecords = (
  start: EventOf<'drill.started'>,
  { events, own, operations, runFinished }: Sources,
): DrillRecords => {
  const isMine = ({ drill, attempt }: JournalEvent): boolean =>
    drill === start.drill && attempt === start.attempt;
  const mine = events.filter(isMine);
  const finished = lastOf(mine, 'drill.finished');
  const endT = finished?.t ?? lastT(own, isMine, start);
  const isWhile = ({ t }: JournalEvent): boolean => t >= start.t && t <= endT;
  return {
    id: start.plan.id,
    attempt: start.attempt,
    plan: start.plan,
    start,
    finished,
    events: events.filter((event) => isMine(event) || (event.drill === null && isWhile(event))),
    operations: operations.filter(({ startedMs }) => startedMs >= start.t && startedMs <= endT),
    origin: ofType(mine, 'fault.injecting')[0] ?? null,
    endT,
    runFinished,
  };
};

/** A killed drill ends with the run's last record, or with its own last before another drill began. */
const lastT = (
  own: readonly JournalEvent[],
  isMine: (event: JournalEvent) => boolean,
  start: JournalEvent,
): number => {
  const isLastDrill = !ofType(own, 'drill.started').some(({ t }) => t > start.t);
  return own.findLast((event) => isLastDrill || isMine(event))?.t ?? start.t;
};

/** What the watchdog or `gameday heal` appended later is proof, but no part of the run's time. */
const withoutHealers = (events: readonly JournalEvent[]): readonly JournalEvent[] => {
  const first = events.findIndex((event) => event.type === 'fault.healing' && event.by !== 'run');
  if (first === -1) return events;
  // A healer tells first, as the run's own note, what it found.
  const found = events.slice(0, first).findLastIndex((event) => event.type !== 'note');
  return events.filter(
    (event, index) => index <= found || !(event.type.startsWith('fault.') || event.type === 'note'),
  );
};
