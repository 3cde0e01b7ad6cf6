// Verdicts and their folds, exit codes and reason codes: the closed lists that scripts rely on.

/** A check: a signal, a step, a recovery, an invariant. `unknown` means that it could not be measured; it never counts as a pass. */
export type CheckVerdict = 'pass' | 'fail' | 'unknown';
export type DrillVerdict = 'pass' | 'fail' | 'inconclusive' | 'aborted' | 'error' | 'skipped';
export type Injection = 'confirmed' | 'not-observed' | 'none';
export type Cleanup = 'clean' | 'dirty' | 'unknown';
export type DrillType = 'incident' | 'procedure' | 'placebo';

export const phases = [
  'prepare',
  'warm-up',
  'gate',
  'baseline',
  'inject',
  'confirm',
  'detect',
  'diagnose',
  'remediate',
  'recover',
  'heal',
  'verify',
] as const;
export type Phase = (typeof phases)[number];

/** Those of the verdict `fail`. */
export const failureCodes = [
  'invariant',
  'cleanup',
  'detect',
  'unexpected-alert',
  'disturbed',
  'diagnose',
  'remediate',
  'recover',
  'regression',
] as const;

/**
 * A drill's `reasonCode` is the first of these that applies; `ok` when none does. They stand in the order of the exit
 * codes, so that a drill's verdict, reason and exit code never contradict each other. Published in docs/exit-codes.md.
 */
export const reasonCodes = [
  // error
  'engine-lost',
  'disk-full',
  'internal-error',
  // aborted
  'killed',
  'interrupted',
  'stop-condition',
  'lease-lost',
  ...failureCodes,
  // inconclusive
  'confirm',
  'gate',
  'undetectable',
  'rehearsed',
  'cleanup-unknown',
  'invariant-unknown',
  'detect-unknown',
  'step-unknown',
  'recover-unknown',
  'no-assertions',
  // skipped, pass
  'skipped',
  'ok',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** `fail` over `unknown` over `pass`; nothing at all is `unknown`. */
export const worstCheck = (verdicts: readonly CheckVerdict[]): CheckVerdict => {
  if (verdicts.includes('fail')) return 'fail';
  return verdicts.length === 0 || verdicts.includes('unknown') ? 'unknown' : 'pass';
};

export const exitCodes = {
  pass: 0,
  fail: 1,
  inconclusive: 2,
  aborted: 3,
  notInjected: 4,
  cleanup: 5,
  usage: 64,
  internal: 70,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
