// What the choice of drills is made from: the drills that somebody named, and how they went before.
import type { DrillVerdict } from '../../core/verdicts.ts';

export interface Candidate {
  /** `scenario/drill`. */
  readonly drill: string;
  readonly title: string;
  readonly procedures: readonly string[];
  /** All its deadlines used up, paced ms. */
  readonly longestMs: number;
}

/** A drill as it was played once. */
export interface PastPlay {
  readonly drill: string;
  /** RFC 3339. */
  readonly startedAt: string;
  readonly pace: number;
  readonly verdict: DrillVerdict;
  readonly tookMs: number;
  /** Of all targets the smallest share that was left: 0.1 is nearly too late. Null: it has none that were measured. */
  readonly leftShare: number | null;
}

/** The newest first, as far back as is looked: older ones say little of the system as it is. */
export const recentPlays = (past: readonly PastPlay[], drill: string): readonly PastPlay[] =>
  past
    .filter((play) => play.drill === drill && play.verdict !== 'skipped')
    .toSorted((a, b) => b.startedAt.localeCompare(a.startedAt))
    .slice(0, 5);
