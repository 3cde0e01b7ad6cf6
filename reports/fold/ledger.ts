// Where the wall time went: phases, and every second that is accounted for. The rest is ours.
import type { TimeLedger } from '../schema.ts';
import { ofType, type DrillRecords } from './records.ts';

type Entry = TimeLedger['entries'][number];

export const foldLedger = (drill: DrillRecords): TimeLedger => {
  const totalMs = round(drill.endT - drill.start.t);
  const spent = new Map<string, Entry>();
  for (const { kind, what, ms } of ofType(drill.events, 'time.spent')) {
    const key = `${kind} ${what}`;
    spent.set(key, { kind, what, ms: round((spent.get(key)?.ms ?? 0) + ms) });
  }
  const accounted = [...spent.values()].reduce((sum, { ms }) => sum + ms, 0);
  const oursMs = round(Math.max(0, totalMs - accounted));
  const entries: Entry[] = [...spent.values(), { kind: 'ours', what: 'Gameday itself', ms: oursMs }];
  return { totalMs, oursMs, entries, phases: foldPhases(drill) };
};

export interface PhaseSpan {
  readonly phase: TimeLedger['phases'][number]['phase'];
  readonly fromT: number;
  readonly toT: number;
  readonly finished: boolean;
}

/** Phases in the order they began; one without an end lasts to the drill's last record. */
export const phaseSpans = (drill: DrillRecords): PhaseSpan[] => {
  const ends = ofType(drill.events, 'phase.finished');
  return ofType(drill.events, 'phase.started').map(({ phase, t }) => {
    const end = ends.find((event) => event.phase === phase && event.t >= t);
    return { phase, fromT: t, toT: Math.max(t, end?.t ?? drill.endT), finished: end !== undefined };
  });
};

const foldPhases = (drill: DrillRecords): TimeLedger['phases'] => {
  const sums = new Map<PhaseSpan['phase'], number>();
  for (const { phase, fromT, toT } of phaseSpans(drill))
    sums.set(phase, (sums.get(phase) ?? 0) + toT - fromT);
  return [...sums].map(([phase, ms]) => ({ phase, ms: round(ms) }));
};

const round = (ms: number): number => Math.round(ms * 10) / 10;
