// Recovery by two clocks, probes and promised alerts, both from the injection. A service that flaps has not recovered.
import type { CheckVerdict, Injection } from '../../core/verdicts.ts';
import { recoveredMs } from '../recovered.ts';
import type { RecoveryReport } from '../schema.ts';
import { counted, evidenceText, msText } from '../text.ts';
import { lastOf, ofType, sinceOrigin, type DrillRecords } from './records.ts';
import { rehearsedMs } from './rehearsed.ts';
import { marginOf } from './signals.ts';

interface Clocks {
  readonly probesAfterMs: number | null;
  readonly alertsAfterMs: number | null;
}

export const foldRecovery = (drill: DrillRecords, injection: Injection): RecoveryReport | null => {
  const target = drill.plan.recover;
  if (target === null) return null;
  const seen = lastOf(drill.events, 'recovery.observed');
  const after = (instant: string | null | undefined): number | null =>
    instant === null || instant === undefined || drill.origin === null
      ? null
      : sinceOrigin(drill.origin, instant);
  const clocks = { probesAfterMs: after(seen?.probesAt), alertsAfterMs: after(seen?.alertsAt) };
  const last = lastClock(drill, clocks);
  return {
    ...judge(drill, injection, clocks),
    withinMs: target.pacedMs,
    ...clocks,
    flaps: seen?.flaps ?? 0,
    samplingMs: seen?.samplingMs ?? null,
    marginIntervals: last === null || seen === null ? null : marginOf(target.pacedMs, last, seen.samplingMs),
    nominal: { withinMs: target.nominalMs, limitedBy: target.limitedBy },
  };
};

const promisesAlerts = (drill: DrillRecords): boolean =>
  drill.plan.signals.some(({ kind }) => kind === 'alert');

const lastClock = ({ plan: { signals } }: DrillRecords, recovery: Clocks): number | null =>
  recoveredMs({ signals, recovery });

/** A promised alert that fires once more after it had resolved: the incident came back. */
const againAfter = (drill: DrillRecords, alertsAt: string | null): readonly string[] => {
  const promised = drill.plan.signals.filter(({ kind }) => kind === 'alert').map(({ name }) => name);
  if (alertsAt === null) return [];
  return ofType(drill.events, 'alert.edge')
    .filter(({ alert, edge, edgeAt }) => edge === 'firing' && edgeAt > alertsAt && promised.includes(alert))
    .map(({ alert }) => `${alert} fired again after it had resolved`);
};

const judge = (
  drill: DrillRecords,
  injection: Injection,
  clocks: Clocks,
): { verdict: CheckVerdict; reason: string } => {
  const seen = lastOf(drill.events, 'recovery.observed');
  const targetMs = drill.plan.recover?.pacedMs ?? 0;
  if (drill.origin === null) return { verdict: 'unknown', reason: 'nothing was injected' };
  if (seen === null) return { verdict: 'unknown', reason: 'the drill stopped before recovery was measured' };
  if (!seen.measurable)
    return {
      verdict: 'unknown',
      reason: ['recovery could not be measured', evidenceText(seen.evidence)]
        .filter((text) => text !== '')
        .join(': '),
    };
  const last = lastClock(drill, clocks);
  // Somebody who rehearses takes their time: how late it was says nothing then, only that it never came.
  const waitedMs = rehearsedMs(drill);
  const within = `within ${msText(targetMs)}${waitedMs === 0 ? '' : ` and ${msText(waitedMs)} of waiting for somebody`}`;
  const faults = [
    clocks.probesAfterMs === null ? `the probes did not recover ${within}` : null,
    promisesAlerts(drill) && clocks.alertsAfterMs === null
      ? `the promised alerts did not resolve ${within}`
      : null,
    last !== null && last > targetMs && waitedMs === 0
      ? `recovered only after ${msText(last)}, promised within ${msText(targetMs)}`
      : null,
    ...againAfter(drill, seen.alertsAt),
    seen.flaps > 0 ? `flapped: ${counted(seen.flaps, 'time')} bad again after it was good` : null,
  ].filter((text) => text !== null);
  if (faults.length === 0 && waitedMs > 0)
    return {
      verdict: 'unknown',
      reason: `recovered after ${msText(last ?? 0)}, in which somebody was waited for ${msText(waitedMs)}`,
    };
  if (faults.length === 0)
    return { verdict: 'pass', reason: `recovered after ${msText(last ?? 0)}, within ${msText(targetMs)}` };
  if (injection !== 'confirmed')
    return { verdict: 'unknown', reason: `${faults.join('; ')}, but the fault is not proven to bite` };
  return { verdict: 'fail', reason: faults.join('; ') };
};
