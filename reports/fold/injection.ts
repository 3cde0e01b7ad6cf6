// Did the fault go in, and did it bite? The injector's own word is never proof.
import type { Injection } from '../../core/verdicts.ts';
import { ofType, type DrillRecords } from './records.ts';

export const foldInjection = ({ events }: DrillRecords): Injection => {
  const injecting = ofType(events, 'fault.injecting').map(({ fault }) => fault);
  if (injecting.length === 0) return 'none';
  const confirmed = ofType(events, 'fault.confirmed');
  const bites = (fault: string): boolean =>
    confirmed.findLast((event) => event.fault === fault)?.observation.verdict === 'pass';
  return injecting.every(bites) ? 'confirmed' : 'not-observed';
};
