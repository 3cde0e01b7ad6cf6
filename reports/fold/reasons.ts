// What each reason code means, and the verdict it stands for. docs/exit-codes.md is checked against this table.
import type { DrillVerdict, ReasonCode } from '../../core/verdicts.ts';

interface Reason {
  readonly verdict: DrillVerdict;
  readonly meaning: string;
}

export const reasons: Readonly<Record<ReasonCode, Reason>> = {
  'engine-lost': { verdict: 'error', meaning: 'the Docker Engine went away during the drill' },
  'disk-full': { verdict: 'error', meaning: 'the journal could not be written' },
  'internal-error': { verdict: 'error', meaning: 'something of ours broke' },
  killed: { verdict: 'aborted', meaning: 'the run died (kill -9, power), or is still under way' },
  interrupted: { verdict: 'aborted', meaning: 'a signal or a second command asked the run to stop' },
  'stop-condition': { verdict: 'aborted', meaning: 'a stop condition of the scenario was met' },
  'lease-lost': { verdict: 'aborted', meaning: 'the run was suspended and overtaken by another' },
  invariant: { verdict: 'fail', meaning: 'an invariant is broken: data were lost, doubled or do not add up' },
  cleanup: {
    verdict: 'fail',
    meaning: 'a fault is still there after healing, or the gate does not pass again',
  },
  detect: {
    verdict: 'fail',
    meaning: 'a promised signal did not come in time, or was there before the fault',
  },
  'unexpected-alert': { verdict: 'fail', meaning: 'an alert fired that nobody promised' },
  disturbed: { verdict: 'fail', meaning: "a placebo's probe turned bad though nothing was injected" },
  diagnose: { verdict: 'fail', meaning: 'a diagnosis command did not show what it promises' },
  remediate: { verdict: 'fail', meaning: 'a remediation or verify command did not do what it promises' },
  recover: { verdict: 'fail', meaning: 'service or alerts did not come back in time, or flapped' },
  regression: {
    verdict: 'fail',
    meaning: 'detection or recovery was slower than in the baseline, by more than is allowed',
  },
  confirm: { verdict: 'inconclusive', meaning: 'no proof that every planned fault came and bit' },
  gate: { verdict: 'inconclusive', meaning: 'no steady state before the injection: nothing was injected' },
  undetectable: {
    verdict: 'inconclusive',
    meaning: 'the signals can not fire in time: nothing was injected',
  },
  rehearsed: {
    verdict: 'inconclusive',
    meaning: 'somebody was waited for while the fault was on: what it took is no claim',
  },
  'cleanup-unknown': { verdict: 'inconclusive', meaning: 'nobody proved that every fault is gone' },
  'invariant-unknown': { verdict: 'inconclusive', meaning: 'an invariant could not be judged' },
  'detect-unknown': { verdict: 'inconclusive', meaning: 'signals, alerts or probes could not be measured' },
  'step-unknown': { verdict: 'inconclusive', meaning: 'a runbook step could not be judged' },
  'recover-unknown': { verdict: 'inconclusive', meaning: 'recovery could not be measured' },
  'no-assertions': { verdict: 'inconclusive', meaning: 'the drill promises nothing that could be checked' },
  skipped: { verdict: 'skipped', meaning: 'the drill was not played' },
  ok: { verdict: 'pass', meaning: 'every promise was kept' },
};
