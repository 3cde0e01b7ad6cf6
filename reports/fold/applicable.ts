// Which reason codes apply to a drill: each matter brings its own, the closed list decides which comes first.
import {
  reasonCodes,
  type CheckVerdict,
  type Cleanup,
  type Injection,
  type ReasonCode,
} from '../../core/verdicts.ts';
import type { Assertion, StepReport } from '../schema.ts';
import { evidenceText, listed, msText } from '../text.ts';
import { missed } from './injection.ts';
import { lastOf, ofType, type DrillRecords } from './records.ts';
import { rehearsedMs } from './rehearsed.ts';

export interface Applicable {
  readonly code: ReasonCode;
  readonly reason: string;
}

export interface Judged {
  readonly checks: readonly Assertion[];
  readonly steps: readonly StepReport[];
  readonly injection: Injection;
  readonly cleanup: Cleanup;
  readonly cleanupReason: string;
}

/** All that apply, first the one that names the drill's verdict. Never empty. */
export const applicable = (drill: DrillRecords, judged: Judged): Applicable[] => {
  const skipped = ofType(drill.events, 'drill.stopped').find((stop) => stop.reason === 'skipped');
  if (skipped !== undefined) return [reason('skipped', skipped.message)];
  const all = [
    ...stops(drill),
    ...cleanups(judged),
    ...checks(judged),
    ...gates(drill),
    ...proofs(drill, judged),
    ...rehearsals(drill),
    ...(judged.checks.some(isPromise)
      ? []
      : [reason('no-assertions', 'the drill promises nothing that could be checked')]),
  ];
  const ordered = reasonCodes.flatMap((code) =>
    merge(
      code,
      all.filter((one) => one.code === code),
    ),
  );
  return ordered.length > 0 ? ordered : [reason('ok', 'every promise was kept')];
};

const reason = (code: ReasonCode, text: string): Applicable => ({ code, reason: text });

const merge = (code: ReasonCode, same: readonly Applicable[]): Applicable[] =>
  same.length === 0 ? [] : [reason(code, [...new Set(same.map((one) => one.reason))].join('; '))];

/** Clean-up and silence of other alerts hold for every drill; they alone prove nothing about a runbook. */
const isPromise = ({ group }: Assertion): boolean => group !== 'cleanup' && group !== 'alerts';

const stops = (drill: DrillRecords): Applicable[] => {
  const told: Applicable[] = [
    ...ofType(drill.events, 'drill.stopped').map((stop) => reason(stop.reason, stop.message)),
    ...ofType(drill.events, 'run.failed').map((failed) => reason(failed.reason, failed.message)),
  ];
  if (drill.finished !== null) return told;
  const phase = lastOf(drill.events, 'phase.started')?.phase;
  const where = phase === undefined ? 'before its first phase' : `in phase ${phase}`;
  if (!drill.runFinished) return [...told, reason('killed', `the run stopped ${where} and never finished`)];
  return told.length > 0 ? told : [reason('internal-error', `the drill stopped ${where} without saying why`)];
};

const cleanups = ({ cleanup, cleanupReason }: Judged): Applicable[] => {
  if (cleanup === 'clean') return [];
  return [reason(cleanup === 'dirty' ? 'cleanup' : 'cleanup-unknown', cleanupReason)];
};

const failCodes = {
  signal: 'detect',
  alerts: 'unexpected-alert',
  steady: 'disturbed',
  remediation: 'remediate',
  recovery: 'recover',
  baseline: 'regression',
  invariant: 'invariant',
} as const;
const unknownCodes = {
  signal: 'detect-unknown',
  alerts: 'detect-unknown',
  steady: 'detect-unknown',
  step: 'step-unknown',
  remediation: 'step-unknown',
  recovery: 'recover-unknown',
  baseline: 'detect-unknown',
  invariant: 'invariant-unknown',
} as const;

const checks = (judged: Judged): Applicable[] =>
  judged.checks.flatMap((check) => {
    if (check.group === 'cleanup' || check.verdict === 'pass') return [];
    return [reason(codeOf(check, check.verdict, judged.steps), `${check.name}: ${check.reason}`)];
  });

const codeOf = (
  check: Assertion,
  verdict: Exclude<CheckVerdict, 'pass'>,
  steps: readonly StepReport[],
): ReasonCode => {
  if (check.group === 'cleanup') return verdict === 'fail' ? 'cleanup' : 'cleanup-unknown';
  if (verdict === 'unknown') return unknownCodes[check.group];
  if (check.group !== 'step') return failCodes[check.group];
  const step = steps.find((one) => stepName(one) === check.name);
  return step?.stage === 'diagnose' ? 'diagnose' : 'remediate';
};

/** The name of a step's assertion: its place in the runbook and the command's first line. */
export const stepName = ({ id, section, line, command }: StepReport): string =>
  `${section} L${line} [${id}] ${shortened(command.split('\n')[0] ?? '')}`;

const longestName = 160;

const shortened = (text: string): string =>
  text.length <= longestName ? text : `${text.slice(0, longestName)} …`;

/** A gate that was judged bad counts also where the drill did not say that it stopped for it. */
const gates = (drill: DrillRecords): Applicable[] => {
  const gate = ofType(drill.events, 'gate.judged').findLast(({ when }) => when === 'before');
  const bad = gate?.checks.filter(({ verdict }) => verdict !== 'pass') ?? [];
  if (bad.length === 0) return [];
  return [reason('gate', listed(bad.map(({ name, evidence }) => `${name} (${evidenceText(evidence)})`)))];
};

const rehearsals = (drill: DrillRecords): Applicable[] => {
  const waitedMs = rehearsedMs(drill);
  if (waitedMs === 0) return [];
  return [
    reason(
      'rehearsed',
      `somebody was waited for while the fault was on, ${msText(waitedMs)} in all: no claim`,
    ),
  ];
};

const proofs = (drill: DrillRecords, { injection }: Judged): Applicable[] => {
  if (drill.plan.faults.length === 0 || injection === 'confirmed') return [];
  if (injection === 'none')
    return drill.finished === null || lastOf(drill.events, 'drill.stopped') !== null
      ? []
      : [reason('confirm', 'the planned fault was never injected')];
  const absent = missed(drill).map(({ id }) => id);
  if (absent.length > 0) return [reason('confirm', `planned, and never injected: ${listed(absent)}`)];
  const proof = ofType(drill.events, 'fault.confirmed').findLast(
    ({ observation }) => observation.verdict !== 'pass',
  );
  const why = proof === undefined ? 'nobody saw it bite' : evidenceText(proof.observation.evidence);
  return [reason('confirm', `no proof that the fault bit: ${why}`)];
};
