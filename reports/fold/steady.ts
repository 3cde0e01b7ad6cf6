// Where nothing is injected: a placebo's probes stayed good from the gate on, a procedure left the system as steady as it was.
import type { EventOf } from '../../core/journal/events.ts';
import { worstCheck } from '../../core/verdicts.ts';
import { counted, evidenceText, msText } from '../text.ts';
import type { Assertion } from '../schema.ts';
import { ownLateness, type OwnLateness } from './own-lateness.ts';
import { ofType, type DrillRecords } from './records.ts';

export const foldSteady = (drill: DrillRecords): Assertion[] => {
  const { type, faults } = drill.plan;
  if (type === 'procedure' && faults.length === 0) return steadyAgain(drill);
  if (type !== 'placebo') return [];
  const gate = ofType(drill.events, 'gate.judged').findLast(({ when }) => when === 'before');
  const looks = ofType(drill.events, 'probe.observed').filter(
    ({ startedMs }) => gate !== undefined && startedMs >= gate.t && startedMs <= drill.endT,
  );
  const probes = drill.plan.gateProbes.map((probe) => ({
    group: 'steady' as const,
    name: `${probe} stays good`,
    ...judge(
      drill,
      looks.filter((look) => look.probe === probe),
      gate?.t ?? 0,
    ),
  }));
  return [...probes, ...steadyAgain(drill)];
};

/** Where nothing is injected, the gate at the end is no clean-up: the steady state has to have lasted. */
const steadyAgain = ({ events }: DrillRecords): Assertion[] => {
  const gate = ofType(events, 'gate.judged').findLast(({ when }) => when === 'after');
  if (gate === undefined) return [];
  const bad = gate.checks.filter(({ verdict }) => verdict !== 'pass');
  const verdict = worstCheck(gate.checks.map((check) => check.verdict));
  const reason = bad.map(({ name, evidence }) => `${name} (${evidenceText(evidence)})`).join('; ');
  return [
    { group: 'steady', name: 'the gate passes again', verdict, reason: reason || 'every check passed' },
  ];
};

const judge = (
  drill: DrillRecords,
  looks: readonly EventOf<'probe.observed'>[],
  gateT: number,
): Pick<Assertion, 'verdict' | 'reason'> => {
  const bad = looks.filter(({ verdict }) => verdict === 'fail');
  const good = looks.filter(({ verdict }) => verdict === 'pass');
  const first = bad[0];
  if (first !== undefined) {
    const lateness = bad.map(ownLateness(drill));
    // The machine's own stall is no disturbance of the system, and no proof that there was none.
    const stalled = lateness.every(({ lateMs }) => lateMs > 0);
    return {
      verdict: stalled ? 'unknown' : 'fail',
      reason: `${counted(bad.length, 'look')} of ${looks.length} bad, the first ${msText(first.startedMs - gateT)} after the gate: ${evidenceText(first.evidence)}${latenessText(lateness)}`,
    };
  }
  if (good.length === 0) return { verdict: 'unknown', reason: 'never looked at after the gate' };
  // One alone is as a tick that was missed; two in a row are time in which it may have been bad.
  const blank = looks.find((look, at) => [looks[at - 1], look].every((one) => one?.verdict === 'unknown'));
  if (blank !== undefined)
    return {
      verdict: 'unknown',
      reason: `two looks in a row measured nothing, ${msText(blank.startedMs - gateT)} after the gate: ${evidenceText(blank.evidence)}`,
    };
  return { verdict: 'pass', reason: `${counted(good.length, 'look')} good` };
};

const latenessText = (lateness: readonly OwnLateness[]): string => {
  const late = lateness.filter(({ lateMs, missed }) => lateMs > 0 || missed > 0);
  if (late.length === 0) return '';
  const lateMs = Math.max(...late.map((one) => one.lateMs));
  const missed = Math.max(...late.map((one) => one.missed));
  const of = late.length === lateness.length ? 'meanwhile' : `during ${late.length} of them`;
  const told = [
    ...(lateMs > 0 ? [`gameday itself was up to ${msText(lateMs)} late: the machine stalled`] : []),
    ...(missed > 0 ? [`its load generator missed ${counted(missed, 'tick')}`] : []),
  ];
  return `; ${of} ${told.join(', and ')}`;
};
