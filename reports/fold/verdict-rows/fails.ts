// Drills that fail, one way each.
import {
  at,
  changed,
  edge,
  incident,
  look,
  more,
  placebo,
  promising,
  seen,
  withoutAlert,
} from '../../fixtures/mini-journal.ts';
import type { VerdictRow } from './row.ts';

const ok = incident();
const unproven = changed(ok, 'fault.confirmed', { observation: seen('fail') });
const neverFired = withoutAlert(ok, 'pending', 'firing', 'delivered', 'resolved');
const unsteady = { checks: [{ name: 'health', ...seen('fail') }] };
const outside = incident({ endedBy: 'outside' });
const ofAProbe = more(promising('health', 'probe'), [
  1350,
  { type: 'signal.seen', signal: 'health', edgeAt: at(1300), evidence: [] },
]);
const judged = (effect: 'recovered' | 'without effect' | 'unknown') =>
  [4940, { type: 'remediation.judged', effect, evidence: [] }] as const;

// prettier-ignore
export const fails: readonly VerdictRow[] = [
  ['the alert never fires', 'fail detect clean 1', neverFired],
  ['pending, but never firing', 'fail detect clean 1', withoutAlert(ok, 'firing', 'delivered', 'resolved')],
  ['firing, but never delivered', 'fail detect clean 1', withoutAlert(ok, 'delivered')],
  ['delivered after its time', 'fail detect clean 1', more(withoutAlert(ok, 'delivered'), [7500, edge('Open', 'delivered', 7001)])],
  ['delivered exactly in time', 'pass ok clean 0', more(withoutAlert(ok, 'delivered'), [7500, edge('Open', 'delivered', 7000)])],
  ['the alert was already firing (told)', 'fail detect clean 1', more(withoutAlert(ok, 'pending'), [995, { type: 'alert.already', alert: 'Open', state: 'firing' }])],
  ['the alert was already firing (from its edges)', 'fail detect clean 1', more(withoutAlert(ok, 'pending'), [950, edge('Open', 'firing', 950)])],
  ['the alert was already pending (told)', 'fail detect clean 1', more(withoutAlert(ok, 'pending'), [995, { type: 'alert.already', alert: 'Open', state: 'pending' }])],
  ['it was pending since before the fault (from its edges)', 'fail detect clean 1', more(withoutAlert(ok, 'pending'), [990, edge('Open', 'pending', 950)])],
  ['it was pending before, and never fired', 'fail detect clean 1', more(neverFired, [500, edge('Open', 'pending', 500)])],
  ['a promised probe was bad before the fault', 'fail detect clean 1', more(ofAProbe, [950, look('fail', 930)])],
  ['a promised probe was bad before the fault, and well only later', 'fail detect clean 1', more(ofAProbe, [950, look('fail', 930)], [9000, look('pass', 8990)])],
  ['a promised probe was bad before the fault, and well in between', 'pass ok clean 0', more(ofAProbe, [950, look('fail', 930)], [1200, look('pass', 1150)])],
  ['it was pending before, and quiet when the fault went in', 'pass ok clean 0', more(ok, [500, edge('Open', 'pending', 500)])],
  ['there before, but it started anew', 'pass ok clean 0', more(ok, [950, edge('Open', 'pending', 950)])],
  ['an alert nobody promised fires', 'fail unexpected-alert clean 1', more(ok, [4200, edge('Other', 'firing', 4200)])],
  ['it fires when the time to recover was over in vain', 'fail recover clean 1', more(changed(ok, 'recovery.observed', { probesAt: null }), [11_500, edge('Other', 'firing', 11_500)])],
  ['it fires before the time to recover was over in vain', 'fail unexpected-alert clean 1', more(changed(ok, 'recovery.observed', { probesAt: null }), [10_500, edge('Other', 'firing', 10_500)])],
  ['it fires then, and nobody knows whether all had recovered', 'fail unexpected-alert clean 1', more(changed(ok, 'recovery.observed', { probesAt: null, measurable: false }), [11_500, edge('Other', 'firing', 11_500)])],
  ['it fires late, though all had recovered', 'fail unexpected-alert clean 1', more(ok, [11_500, edge('Other', 'firing', 11_500)])],
  ['an alert nobody promised is delivered', 'fail unexpected-alert clean 1', more(ok, [4200, edge('Other', 'delivered', 4200)])],
  ['an alert fires in a placebo', 'fail unexpected-alert clean 1', more(placebo(), [4200, edge('Open', 'firing', 4200)])],
  ["a placebo's probe turns bad", 'fail disturbed clean 1', more(placebo(), [5000, look('fail', 4990)])],
  ['a placebo that is not steady at its end', 'fail disturbed clean 1', changed(placebo(), 'gate.judged', unsteady, { when: 'after' })],
  ['a diagnosis command shows something else', 'fail diagnose clean 1', changed(ok, 'step.finished', { verdict: 'fail' }, { step: 'diagnose-1' })],
  ['a remediation command fails', 'fail remediate clean 1', changed(ok, 'step.finished', { verdict: 'fail' }, { step: 'remediate-1' })],
  ['ended by outside, yet the steps ended it', 'fail remediate clean 1', more(outside, judged('recovered'))],
  ['the probes never recover', 'fail recover clean 1', changed(ok, 'recovery.observed', { probesAt: null })],
  ['the alert never resolves', 'fail recover clean 1', changed(ok, 'recovery.observed', { alertsAt: null })],
  ['recovered after its time', 'fail recover clean 1', changed(ok, 'recovery.observed', { alertsAt: at(11_001) })],
  ['recovery flaps', 'fail recover clean 1', changed(ok, 'recovery.observed', { flaps: 2 })],
  ['acknowledged orders are lost', 'fail invariant clean 1', changed(ok, 'invariant.judged', { verdict: 'fail', counts: { lost: 3 } })],
  ['lost orders come before a missing alert', 'fail invariant clean 1', changed(neverFired, 'invariant.judged', { verdict: 'fail' })],
  ['lost orders count also where the fault is not proven', 'fail invariant clean 1', changed(unproven, 'invariant.judged', { verdict: 'fail' })],
  ['a fault is still there', 'fail cleanup dirty 5', changed(ok, 'fault.gone', { observation: seen('fail') })],
  ['the gate does not pass again', 'fail cleanup dirty 5', changed(ok, 'gate.judged', unsteady, { when: 'after' })],
];
