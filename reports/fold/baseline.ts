// Detection and recovery against an earlier run: slower by more than is allowed is a failure of its own.
import type { BaselinePlan, BaselineTime } from '../../core/journal/events.ts';
import { percentText } from '../../core/percent.ts';
import { riseOf } from '../compare/noise.ts';
import { recoveredMs } from '../recovered.ts';
import type { Assertion, DrillReport } from '../schema.ts';
import { msText } from '../text.ts';

/** What never came, or could not be measured, is told by its own check. */
export const foldBaseline = (
  plan: BaselinePlan | undefined,
  drill: Pick<DrillReport, 'signals' | 'recovery'>,
): Assertion[] => {
  if (plan === undefined) return [];
  const signals = plan.signals.flatMap((before) => {
    const now = drill.signals.find(({ name, kind }) => name === before.name && kind === before.kind);
    if (now === undefined || now.verdict === 'unknown' || now.deliveredAfterMs === null) return [];
    const span = { ms: now.deliveredAfterMs, samplingMs: now.samplingMs };
    return [judge(`TTD of ${before.name}`, before, span, plan)];
  });
  const recoveredAfterMs = recoveredMs(drill);
  if (plan.recovery === null || recoveredAfterMs === null || drill.recovery?.verdict === 'unknown')
    return signals;
  const span = { ms: recoveredAfterMs, samplingMs: drill.recovery?.samplingMs ?? 0 };
  return [...signals, judge('TTR', plan.recovery, span, plan)];
};

const judge = (
  name: string,
  before: BaselineTime,
  now: { readonly ms: number; readonly samplingMs: number },
  { run, maxRegression }: BaselinePlan,
): Assertion => {
  const rise = riseOf({ ms: before.afterMs, samplingMs: before.samplingMs }, now, maxRegression);
  const times = `${msText(now.ms)}, in run ${run} it was ${msText(before.afterMs)}`;
  const group = 'baseline' as const;
  const title = `${name} against the baseline`;
  if (rise === null || rise < 0) return { group, name: title, verdict: 'pass', reason: times };
  const by = Number.isFinite(rise) ? `${percentText(rise)} slower` : 'slower';
  return {
    group,
    name: title,
    verdict: 'fail',
    reason: `${times}: ${by}, ${percentText(maxRegression)} is allowed`,
  };
};
