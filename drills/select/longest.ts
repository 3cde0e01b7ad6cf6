// How long a drill may take at most.
import type { PacedScenario } from '../scenario/pace-scenario.ts';
import type { PlannedDrill } from '../scenario/plan.ts';

/** All deadlines used up: windows before and after, detection and recovery. Paced ms; the start of the stack is not in it. */
export const longestMs = (
  { plan, watch }: Pick<PlannedDrill, 'plan' | 'watch'>,
  { windowMs, gateHold }: Pick<PacedScenario, 'windowMs' | 'gateHold'>,
): number => {
  const within = Math.max(
    plan.recover?.pacedMs ?? 0,
    ...plan.signals.map((signal) => signal.within.pacedMs),
    watch?.pacedMs ?? 0,
  );
  return 2 * windowMs + 2 * gateHold.pacedMs + within;
};
