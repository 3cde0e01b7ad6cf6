// Did the faults go in, and did they bite? The injector's own word is never proof.
import type { FaultPlan } from '../../core/journal/events.ts';
import type { Injection } from '../../core/verdicts.ts';
import { lastOf, ofType, type DrillRecords } from './records.ts';

export const foldInjection = (drill: DrillRecords): Injection => {
  const confirmed = ofType(drill.events, 'fault.confirmed');
  const bites = (fault: string): boolean =>
    confirmed.findLast((event) => event.fault === fault)?.observation.verdict === 'pass';
  if (drill.origin === null) return 'none';
  return missed(drill).length === 0 && injectedIds(drill).every(bites) ? 'confirmed' : 'not-observed';
};

/**
 * Planned, and never in though the drill was played to its end: the step at which it comes was not there. A drill with changed
 * steps may lack that step.
 */
export const missed = (drill: DrillRecords): readonly FaultPlan[] => {
  const { plan, events, finished } = drill;
  if (finished === null || lastOf(events, 'drill.stopped') !== null || plan.variant !== undefined) return [];
  const ids = injectedIds(drill);
  return plan.faults.filter(({ id }) => !ids.includes(id));
};

const injectedIds = ({ events }: DrillRecords): readonly string[] =>
  ofType(events, 'fault.injecting').map(({ fault }) => fault);
