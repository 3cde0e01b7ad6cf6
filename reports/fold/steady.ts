// A placebo's proof: its probes stayed good from the gate on, though nothing was injected.
import type { EventOf } from '../../core/journal/events.ts';
import { counted, evidenceText, msText } from '../text.ts';
import type { Assertion } from '../schema.ts';
import { ofType, type DrillRecords } from './records.ts';

export const foldSteady = (drill: DrillRecords): Assertion[] => {
  if (drill.plan.type !== 'placebo') return [];
  const gate = ofType(drill.events, 'gate.judged').findLast(({ when }) => when === 'before');
  const looks = ofType(drill.events, 'probe.observed').filter(
    ({ startedMs }) => gate !== undefined && startedMs >= gate.t && startedMs <= drill.endT,
  );
  return drill.plan.gateProbes.map((probe) => ({
    group: 'steady' as const,
    name: `${probe} stays good`,
    ...judge(
      looks.filter((look) => look.probe === probe),
      gate?.t ?? 0,
    ),
  }));
};

const judge = (
  looks: readonly EventOf<'probe.observed'>[],
  gateT: number,
): Pick<Assertion, 'verdict' | 'reason'> => {
  const bad = looks.filter(({ verdict }) => verdict === 'fail');
  const good = looks.filter(({ verdict }) => verdict === 'pass');
  const first = bad[0];
  if (first !== undefined)
    return {
      verdict: 'fail',
      reason: `${counted(bad.length, 'look')} of ${looks.length} bad, the first ${msText(first.startedMs - gateT)} after the gate: ${evidenceText(first.evidence)}`,
    };
  if (good.length === 0) return { verdict: 'unknown', reason: 'never looked at after the gate' };
  return { verdict: 'pass', reason: `${counted(good.length, 'look')} good` };
};
