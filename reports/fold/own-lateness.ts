// How late gameday itself was: each look and each operation says when it was due and when it began.
import type { EventOf } from '../../core/journal/events.ts';
import { msText } from '../text.ts';
import { ofType, type DrillRecords } from './records.ts';

export interface OwnLateness {
  /** The longest that a look or an operation of ours waited for its turn; 0: none over `stalledMs`. */
  readonly lateMs: number;
  /** Operations that were left out, since their time had passed. */
  readonly missed: number;
}

/** From here on the machine stood still, and what a look saw may be that: half of the shortest probe period. */
const stalledMs = 100;

/** From here on the machine had too little for a drill: people are to know it before they mend anything. */
const starvedMs = 1000;

export const starvedNotes = ({ events, operations }: DrillRecords): readonly string[] => {
  const waits = [...ofType(events, 'probe.observed'), ...operations].map((one) => one.startedMs - one.dueMs);
  const longest = waits.reduce((most, one) => Math.max(most, one), 0);
  const late = waits.filter((one) => one > stalledMs).length;
  return longest < starvedMs
    ? []
    : [
        `this machine kept Gameday itself waiting for up to ${msText(longest)} (${late} of ${waits.length} looks and operations began late): what took long here may not be the system's doing`,
      ];
};

// Missed ticks are told with the group of operations that ends next, a moment later.
const toldWithinMs = 350;

/** What to ask of each look: from the instant at which it was due to its end. */
export const ownLateness = ({
  events,
  operations,
}: DrillRecords): ((look: EventOf<'probe.observed'>) => OwnLateness) => {
  // Few are late and few records miss any: each look is held against those alone.
  const late = [...ofType(events, 'probe.observed'), ...operations].filter(
    (one) => one.startedMs - one.dueMs > stalledMs,
  );
  const missing = ofType(events, 'operations.recorded').filter((record) => record.missed > 0);
  return ({ dueMs, startedMs, durationMs }) => {
    const endMs = startedMs + durationMs;
    const waits = late.filter((one) => one.dueMs <= endMs && one.startedMs >= dueMs);
    const missed = missing.filter(({ t }) => t >= dueMs && t <= endMs + toldWithinMs);
    return {
      lateMs: waits.reduce((most, one) => Math.max(most, one.startedMs - one.dueMs), 0),
      missed: missed.reduce((sum, record) => sum + record.missed, 0),
    };
  };
};
