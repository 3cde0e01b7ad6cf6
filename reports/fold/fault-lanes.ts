// When each fault of a drill was in, on the run's axis.
import { epochMs } from '../../core/clock.ts';
import { lastOf, ofType, type DrillRecords } from './records.ts';

export interface FaultLane {
  readonly id: string;
  readonly summary: string;
  readonly fromT: number;
  readonly toT: number;
  /** It came after the first. */
  readonly isLater: boolean;
  /** It went while the drill was under way, not at its end. */
  readonly wentBefore: boolean;
}

/** Those that went in, in the order in which they did. */
export const faultLanes = (drill: DrillRecords): readonly FaultLane[] => {
  const recovered = recoveredT(drill);
  return ofType(drill.events, 'fault.injecting').map(({ fault, t }) => {
    const plan = drill.plan.faults.find(({ id }) => id === fault);
    const healed = ofType(drill.events, 'fault.healed').find(
      (event) => event.fault === fault && event.error === null && event.t >= t,
    )?.t;
    const wentBefore = plan?.stays !== undefined && healed !== undefined;
    // What the steps have ended is ended by then at the latest, though nobody saw the moment.
    const toT = wentBefore ? healed : Math.min(healed ?? drill.endT, recovered ?? drill.endT);
    return {
      id: fault,
      summary: plan?.summary ?? fault,
      fromT: t,
      toT: Math.max(t, Math.min(toT, drill.endT)),
      isLater: plan?.comes !== undefined,
      wentBefore,
    };
  });
};

/** Where the steps end the fault, the undo at the end only proves it. */
const recoveredT = ({ events, plan, start }: DrillRecords): number | null => {
  const probesAt = lastOf(events, 'recovery.observed')?.probesAt ?? null;
  if (plan.endedBy !== 'steps' || probesAt === null) return null;
  return start.t + epochMs(probesAt) - epochMs(start.at);
};

/** The times in which at least one fault was in. */
export const faultSpans = (
  lanes: readonly FaultLane[],
): readonly { readonly fromT: number; readonly toT: number }[] => {
  const spans: { fromT: number; toT: number }[] = [];
  for (const { fromT, toT } of lanes.toSorted((a, b) => a.fromT - b.fromT)) {
    const last = spans.at(-1);
    if (last !== undefined && fromT <= last.toT) last.toT = Math.max(last.toT, toT);
    else spans.push({ fromT, toT });
  }
  return spans;
};
