// How long a drill may take at most.
import type { PacedScenario } from '../scenario/pace-scenario.ts';
import type { PlannedDrill } from '../scenario/plan.ts';
import { offsetMs } from '../scenario/plan-faults.ts';

/** All deadlines used up: windows before and after, detection and recovery. Paced ms; the start of the stack is not in it. */
export const longestMs = (
  { plan, watch }: Pick<PlannedDrill, 'plan' | 'watch'>,
  { windowMs, gateHold }: Pick<PacedScenario, 'windowMs' | 'gateHold'>,
): number => {
  const incidentMs = Math.max(
    plan.recover?.pacedMs ?? 0,
    ...plan.signals.map(({ fault, within }) => offsetOf(plan.faults, fault) + within.pacedMs),
    ...plan.faults.map((fault) => offsetMs(fault) + (fault.stays?.pacedMs ?? 0)),
    watch?.pacedMs ?? 0,
  );
  return 2 * windowMs + 2 * gateHold.pacedMs + incidentMs;
};

const offsetOf = (faults: PlannedDrill['plan']['faults'], id: string | undefined): number => {
  const fault = faults.find((one) => one.id === id);
  return fault === undefined ? 0 : offsetMs(fault);
};
