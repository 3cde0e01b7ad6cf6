// Clean-up: whatever was prepared has to be proven gone, by the run itself or by whoever healed after it.
import type { EventOf } from '../../core/journal/events.ts';
import type { Cleanup } from '../../core/verdicts.ts';
import type { FaultReport } from '../schema.ts';
import { courseText, evidenceText, listed } from '../text.ts';
import { ofType, sinceOrigin, type DrillRecords } from './records.ts';

export interface CleanupFold {
  readonly cleanup: Cleanup;
  readonly reason: string;
  readonly faults: readonly FaultReport[];
}

export const foldCleanup = (drill: DrillRecords): CleanupFold => {
  const faults = drill.plan.faults.map((plan) => foldFault(plan, drill));
  const open = ofType(drill.events, 'fault.prepared').map(({ fault }) => fault);
  const mattering = faults.filter(({ id }) => open.includes(id) && mayBeIn(id, drill));
  const dirty = mattering.filter(({ gone }) => gone === 'fail');
  const unproven = mattering.filter(({ gone }) => gone === 'unknown' || gone === null);
  const { cleanup, reason } = judge(
    dirty,
    unproven,
    mattering.length,
    mattering.length === 0 ? null : gateAfter(drill),
  );
  return { cleanup, reason, faults };
};

const judge = (
  dirty: readonly FaultReport[],
  unproven: readonly FaultReport[],
  mattering: number,
  gate: { cleanup: Cleanup; reason: string } | null,
): { cleanup: Cleanup; reason: string } => {
  const names = (faults: readonly FaultReport[]): string => listed(faults.map(({ id }) => id));
  if (dirty.length > 0)
    return {
      cleanup: 'dirty',
      reason: `still there after healing: ${names(dirty)} (${dirty[0]?.goneProof})`,
    };
  if (gate?.cleanup === 'dirty') return gate;
  if (unproven.length > 0) {
    const told = unproven.map(({ healError }) => healError).filter((error) => error !== null);
    const why = told.length > 0 ? ` (${told.join('; ')})` : '';
    return { cleanup: 'unknown', reason: `nobody proved that it is gone: ${names(unproven)}${why}` };
  }
  if (gate !== null) return gate;
  return {
    cleanup: 'clean',
    reason: mattering === 0 ? 'nothing was injected' : 'every fault is proven gone',
  };
};

/** The gate after healing: a stack that isn't steady again was not left as it was found. */
const gateAfter = (drill: DrillRecords): { cleanup: Cleanup; reason: string } | null => {
  const gate = ofType(drill.events, 'gate.judged').findLast(({ when }) => when === 'after');
  const bad = gate?.checks.find(({ verdict }) => verdict === 'fail');
  if (bad !== undefined)
    return {
      cleanup: 'dirty',
      reason: `the gate did not pass again: ${bad.name} (${evidenceText(bad.evidence)})`,
    };
  const open = gate?.checks.find(({ verdict }) => verdict === 'unknown');
  if (open !== undefined)
    return {
      cleanup: 'unknown',
      reason: `the gate could not be judged again: ${open.name} (${evidenceText(open.evidence)})`,
    };
  return null;
};

/** Prepared but never injected, in a drill that ended in order: nothing went in. After a kill, only proof counts. */
const mayBeIn = (fault: string, drill: DrillRecords): boolean =>
  drill.finished === null || ofType(drill.events, 'fault.injecting').some((event) => event.fault === fault);

const foldFault = (
  plan: DrillRecords['plan']['faults'][number],
  { events, origin }: DrillRecords,
): FaultReport => {
  const of = <Event extends { fault: string }>(list: readonly Event[]): Event | undefined =>
    list.findLast(({ fault }) => fault === plan.id);
  const confirmed = of(ofType(events, 'fault.confirmed'))?.observation;
  const healed = of(ofType(events, 'fault.healed'));
  const gone = lastGone(plan.id, events);
  const injecting = of(ofType(events, 'fault.injecting'));
  const after = (event: { readonly at: string } | undefined): number | null =>
    event === undefined || origin === null ? null : sinceOrigin(origin, event.at);
  return {
    id: plan.id,
    kind: plan.kind,
    summary: plan.summary,
    course: courseText(plan),
    injectedAt: injecting?.at ?? null,
    injectedAfterMs: after(injecting),
    confirmed: confirmed?.verdict ?? null,
    proof: evidenceText(confirmed?.evidence ?? []),
    healedAt: healed?.at ?? null,
    healedBy: healed?.by ?? null,
    healError: healed?.error ?? null,
    gone: gone?.observation.verdict ?? null,
    goneAfterMs: gone?.observation.verdict === 'pass' ? after(gone) : null,
    goneProof: evidenceText(gone?.observation.evidence ?? []),
  };
};

/** Only a proof taken after the last injection counts. */
const lastGone = (fault: string, events: DrillRecords['events']): EventOf<'fault.gone'> | undefined => {
  const injected = events.findLastIndex((event) => event.type === 'fault.injecting' && event.fault === fault);
  return ofType(events.slice(injected + 1), 'fault.gone').findLast((event) => event.fault === fault);
};
