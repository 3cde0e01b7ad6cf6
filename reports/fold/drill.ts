// One drill's records → its part of the report, with verdict and reason.
import type { EventOf } from '../../core/journal/events.ts';
import type { Phase } from '../../core/verdicts.ts';
import type { Assertion, DrillReport, StepReport } from '../schema.ts';
import { foldAlerts, type AlertsFold } from './alerts.ts';
import { applicable, stepName, type Applicable } from './applicable.ts';
import { foldBaseline } from './baseline.ts';
import { foldCleanup, type CleanupFold } from './cleanup.ts';
import { foldExpected } from './expected.ts';
import { foldInjection } from './injection.ts';
import { foldInvariants } from './invariants.ts';
import { foldLedger } from './ledger.ts';
import { foldOperations } from './operations.ts';
import { starvedNotes } from './own-lateness.ts';
import { reasons } from './reasons.ts';
import { foldRecovery } from './recovery.ts';
import { lastOf, ofType, type DrillRecords } from './records.ts';
import { foldSignals } from './signals.ts';
import { foldSteady } from './steady.ts';
import { foldRemediation, foldSteps } from './steps.ts';

export const foldDrill = (drill: DrillRecords): DrillReport => {
  const injection = foldInjection(drill);
  const steps = foldSteps(drill);
  const matters = {
    signals: foldSignals(drill, injection),
    recovery: foldRecovery(drill, injection),
    steps,
    remediation: foldRemediation(drill, steps),
    invariants: foldInvariants(drill),
  };
  const alerts = foldAlerts(drill, matters.recovery);
  const cleanup = foldCleanup(drill);
  const checks = assertionsOf(drill, matters, alerts, cleanup);
  const all = applicable(drill, {
    checks,
    steps: matters.steps,
    injection,
    cleanup: cleanup.cleanup,
    cleanupReason: cleanup.reason,
  });
  const first = all[0] ?? { code: 'ok' as const, reason: '' };
  const { plan } = drill;
  return {
    id: drill.id,
    attempt: drill.attempt,
    scenario: plan.scenario,
    drill: plan.drill,
    title: plan.title,
    type: plan.type,
    procedures: [...plan.procedures],
    verdict: reasons[first.code].verdict,
    reasonCode: first.code,
    reason: first.reason,
    reasons: all,
    injection,
    cleanup: cleanup.cleanup,
    cleanupReason: cleanup.reason,
    startedAt: drill.start.at,
    finishedAt: drill.finished?.at ?? null,
    stoppedIn: stoppedIn(drill),
    ...knownBefore(drill, all),
    ...matters,
    unexpected: [...alerts.unexpected],
    faults: [...cleanup.faults],
    operations: foldOperations(drill),
    assertions: countAssertions(checks),
    checks,
    timeLedger: foldLedger(drill),
    timings: Object.entries(plan.timings).map(([name, timing]) => ({ name, ...timing })),
    unpaced: [...plan.unpaced],
    notes: [
      ...ofType(drill.events, 'note')
        .filter((note) => note.drill !== null)
        .map(({ message }) => message),
      ...alerts.notes,
      ...starvedNotes(drill),
    ],
  };
};

const knownBefore = (
  { plan, start }: DrillRecords,
  all: readonly Applicable[],
): Pick<DrillReport, 'expectedFailure' | 'baseline'> => {
  const codes = all.map(({ code }) => code);
  const { verdict } = reasons[codes[0] ?? 'ok'];
  const { baseline } = plan;
  return {
    expectedFailure: foldExpected(plan.expectedFailure, { verdict, codes, startedAt: start.at }),
    baseline: baseline === undefined ? null : { run: baseline.run, maxRegression: baseline.maxRegression },
  };
};

/** A drill that was named but has no record of its own: the run ended before it. */
export const neverStarted = (id: string, reason: string): DrillReport => {
  const [scenario = id, drill = ''] = id.split('/');
  return {
    id,
    attempt: 0,
    scenario,
    drill,
    title: id,
    type: null,
    procedures: [],
    verdict: 'skipped',
    reasonCode: 'skipped',
    reason,
    reasons: [{ code: 'skipped', reason }],
    injection: 'none',
    cleanup: 'clean',
    cleanupReason: 'nothing was injected',
    startedAt: null,
    finishedAt: null,
    stoppedIn: null,
    expectedFailure: null,
    baseline: null,
    signals: [],
    recovery: null,
    steps: [],
    remediation: null,
    invariants: [],
    unexpected: [],
    faults: [],
    operations: { ok: 0, refused: 0, unknown: 0, missed: 0 },
    assertions: { pass: 0, fail: 0, unknown: 0 },
    checks: [],
    timeLedger: { totalMs: 0, oursMs: 0, entries: [], phases: [] },
    timings: [],
    unpaced: [],
    notes: [],
  };
};

const remediationName = {
  outside: 'remediation without effect',
  steps: 'remediation by the runbook',
} as const;

type Matters = Pick<DrillReport, 'signals' | 'recovery' | 'steps' | 'remediation' | 'invariants'>;

const assertionsOf = (
  drill: DrillRecords,
  { signals, recovery, steps, remediation, invariants }: Matters,
  alerts: AlertsFold,
  cleanup: CleanupFold,
): Assertion[] => {
  if (lastOf(drill.events, 'drill.stopped')?.reason === 'skipped') return [];
  const verdictOfCleanup = { clean: 'pass', dirty: 'fail', unknown: 'unknown' } as const;
  const row = (
    group: Assertion['group'],
    name: string,
    of: Pick<Assertion, 'verdict' | 'reason'>,
  ): Assertion => ({
    group,
    name,
    verdict: of.verdict,
    reason: of.reason,
  });
  return [
    ...signals.map((signal) => row('signal', `${signal.kind} ${signal.name}`, signal)),
    row('alerts', 'no unexpected alert', alerts),
    ...foldSteady(drill),
    ...steps.filter(isJudged).map((step) => row('step', stepName(step), step)),
    ...(remediation === null || remediation.verdict === null
      ? []
      : [
          row('remediation', remediationName[remediation.endedBy], {
            ...remediation,
            verdict: remediation.verdict,
          }),
        ]),
    ...(recovery === null ? [] : [row('recovery', 'recovery', recovery)]),
    ...foldBaseline(drill.plan.baseline, { signals, recovery }),
    ...invariants.map((invariant) => row('invariant', invariant.code, invariant)),
    row('cleanup', 'clean-up', { verdict: verdictOfCleanup[cleanup.cleanup], reason: cleanup.reason }),
  ];
};

/** What was left out on purpose is no assertion. */
const isJudged = (step: StepReport): step is StepReport & Pick<Assertion, 'verdict'> =>
  step.verdict !== 'not-taken' && step.colour !== 'waived';

const countAssertions = (checks: readonly Assertion[]): DrillReport['assertions'] => {
  const count = (verdict: Assertion['verdict']): number =>
    checks.filter((check) => check.verdict === verdict).length;
  return { pass: count('pass'), fail: count('fail'), unknown: count('unknown') };
};

/** The phase in which the drill gave up or died; null when it was played to its end. */
const stoppedIn = (drill: DrillRecords): Phase | null => {
  const stop = drill.events.find(
    (event): event is EventOf<'drill.stopped'> | EventOf<'run.failed'> =>
      event.type === 'drill.stopped' || event.type === 'run.failed',
  );
  if (stop === undefined && drill.finished !== null) return null;
  const before = ofType(drill.events, 'phase.started').filter(({ t }) => stop === undefined || t <= stop.t);
  return before.at(-1)?.phase ?? null;
};
