// Pace: durations divided by a factor, held up by floors, since a broker's start or a scrape can't be shortened at will.
import type { PacedMs } from './journal/events.ts';

/** What a duration is for; each has its own floor. */
export type FloorKind = 'interval' | 'window' | 'target';
/** Milliseconds. `interval`: scrape, evaluation, group_wait, probe period; `window`: windows, waits, timers; `target`: detection, recovery. */
export type Floors = Readonly<Record<FloorKind, number>>;

export const defaultFloors: Floors = { interval: 200, window: 1000, target: 10_000 };

/** `max(nominal / pace, floor)` in whole milliseconds; what is below its floor already stays as it is: pace never lengthens. */
export const paced = (nominalMs: number, pace: number, floorMs: number, floorName = 'floor'): PacedMs => {
  const floor = Math.min(floorMs, nominalMs);
  const divided = nominalMs / pace;
  if (divided >= floor) return { nominalMs, pacedMs: Math.round(divided), limitedBy: null };
  return {
    nominalMs,
    pacedMs: floor,
    limitedBy: floorName,
  };
};

/** One pace with its floors. */
export interface Pacer {
  readonly pace: number;
  readonly floors: Floors;
  pacedMs(nominalMs: number, kind: FloorKind): PacedMs;
}

export const createPacer = (pace: number, floors: Floors): Pacer => ({
  pace,
  floors,
  pacedMs: (nominalMs, kind) => paced(nominalMs, pace, floors[kind], `floor ${kind} ${floors[kind]}ms`),
});

/**
 * The same pace where real servers have to start or to be killed meanwhile: that takes as long as it takes, so targets get it on
 * top (never more than the nominal value, which has room for it).
 */
export const withRealTime = (pacer: Pacer, realMs: number): Pacer => ({
  ...pacer,
  pacedMs(nominalMs, kind) {
    const plain = pacer.pacedMs(nominalMs, kind);
    if (kind !== 'target' || realMs === 0 || plain.pacedMs >= nominalMs) return plain;
    const limitedBy = [plain.limitedBy, `real time ${realMs}ms`].filter((part) => part !== null).join(' + ');
    return { nominalMs, pacedMs: Math.min(nominalMs, plain.pacedMs + realMs), limitedBy };
  },
});
