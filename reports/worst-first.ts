// Drills by their verdicts, in the order in which people want to hear of them.
import type { DrillVerdict } from '../core/verdicts.ts';

const ranks = ['error', 'fail', 'aborted', 'inconclusive', 'pass', 'skipped'] as const;

/** Of equals the first stays the first. */
export const worstFirst = <Drill extends { readonly verdict: DrillVerdict }>(
  drills: readonly Drill[],
): readonly Drill[] => drills.toSorted((a, b) => ranks.indexOf(a.verdict) - ranks.indexOf(b.verdict));
