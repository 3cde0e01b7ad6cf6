// What is known of a drill before it is played, written into its plan: that it is expected to fail, and how fast it was.
import type { ExpectedFailure } from '../../core/journal/events.ts';
import type { BoundDrill } from '../../drills/engine/play-game-day.ts';
import type { Baseline } from './baseline.ts';

export interface Marks {
  /** By `scenario/drill`. */
  readonly expectedFailures: Readonly<Record<string, ExpectedFailure>>;
  readonly baseline: Baseline | null;
}

/** A drill that is played with changed steps is held against nothing. */
export const markPlan = (drill: BoundDrill, { expectedFailures, baseline }: Marks): BoundDrill => {
  const { id, variant } = drill.plan;
  if (variant !== undefined) return drill;
  const expectedFailure = expectedFailures[id];
  const before = baseline?.plans.get(id);
  return {
    ...drill,
    plan: {
      ...drill.plan,
      ...(expectedFailure !== undefined && { expectedFailure }),
      ...(before !== undefined && { baseline: before }),
    },
  };
};

/** The drills that the baseline says nothing of. */
export const withoutBaseline = (
  drills: readonly BoundDrill[],
  baseline: Baseline | null,
): readonly string[] =>
  baseline === null
    ? []
    : [...new Set(drills.map(({ plan }) => plan.id))].filter((id) => !baseline.plans.has(id));
