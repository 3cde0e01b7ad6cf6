// What people wrote down of a game day, before it and after it.
import type { Brief } from '../../core/journal/events.ts';
import type { Report } from '../schema.ts';

/** Lists grow, the last hypothesis counts. */
export const foldBrief = (briefs: readonly Brief[]): Report['brief'] =>
  briefs.length === 0
    ? null
    : {
        objectives: briefs.flatMap(({ objectives }) => objectives),
        hypothesis: briefs.findLast(({ hypothesis }) => hypothesis !== null)?.hypothesis ?? null,
        participants: [...new Set(briefs.flatMap(({ participants }) => participants))],
        notes: briefs.flatMap(({ notes }) => notes),
      };
