// Drills that could not be judged: doubt is never green.
import {
  at,
  changed,
  edge,
  incident,
  look,
  more,
  placebo,
  promising,
  stalledLook,
  seen,
  stopped,
  without,
  withoutAlert,
  type Row,
} from '../../fixtures/mini-journal.ts';
import type { EventOf } from '../../../core/journal/events.ts';
import type { VerdictRow } from './row.ts';

const ok = incident();
const unproven = changed(ok, 'fault.confirmed', { observation: seen('fail') });
const neverFired = withoutAlert(ok, 'pending', 'firing', 'delivered', 'resolved');
const unsteady = { checks: [{ name: 'health', ...seen('fail') }] };
const outside = incident({ endedBy: 'outside' });
const blindAtTheEnd = {
  type: 'alerts.watched',
  measurable: false,
  message: 'for 4.0 s no rule was evaluated',
} as const;
const ofALog = withoutAlert(promising('it broke', 'log'));
/** Somebody who rehearses is waited for until then. */
const waited = (t: number, ms = 700) =>
  [t, { type: 'time.spent', kind: 'person', what: 'somebody says go', ms }] as const;
const judged = (effect: 'recovered' | 'without effect' | 'unknown') =>
  [4940, { type: 'remediation.judged', effect, evidence: [] }] as const;

/** A check that our limit cut off while the fault was on, and what came of it in the end. */
const checkOf = (later: Partial<EventOf<'step.finished'>>, cutOff = true): readonly Row[] => {
  const plan = {
    runbook: 'runbook.md',
    section: 'Open',
    line: 9,
    endLine: 9,
    command: 'check',
    stage: 'verify',
    promise: 'it',
    commandClass: 'R0',
    via: 'real',
    asserts: false,
  } as const;
  const done = {
    type: 'step.finished',
    verdict: 'pass',
    exitCode: 0,
    timedOut: false,
    output: '',
    truncated: false,
    evidence: [],
  } as const;
  return more(
    ok,
    [4710, { type: 'step.started', step: 'must-fail-9-1', plan }],
    [4720, { ...done, step: 'must-fail-9-1', timedOut: cutOff, durationMs: 10_010 }],
    [9510, { type: 'step.started', step: 'verify-1', plan }],
    [9520, { ...done, step: 'verify-1', durationMs: 80, ...later }],
  );
};

// prettier-ignore
export const doubts: readonly VerdictRow[] = [
  ['nobody proved that the fault is gone', 'inconclusive cleanup-unknown unknown 5', without(ok, 'fault.gone')],
  ['healing threw, and nobody proved anything', 'inconclusive cleanup-unknown unknown 5', changed(without(ok, 'fault.gone'), 'fault.healed', { error: 'engine busy' })],
  ['healing threw, but it is proven gone', 'pass ok clean 0', changed(ok, 'fault.healed', { error: 'engine busy' })],
  ['a missing alert with a clean-up in doubt', 'fail detect unknown 5', without(neverFired, 'fault.gone')],
  ['it is over, and no command of the remediation was run', 'inconclusive step-unknown clean 2', ok.filter(([, , body]) => !('step' in body && body.step === 'remediate-1'))],
  ['no proof that the fault bit', 'inconclusive confirm clean 2', unproven],
  ['nobody looked whether it bit', 'inconclusive confirm clean 2', without(ok, 'fault.confirmed')],
  ['not proven, and the alert never fired: no verdict on the alert', 'inconclusive confirm clean 2', without(neverFired, 'fault.confirmed')],
  ['stopped because it did not bite', 'inconclusive confirm clean 2', stopped(unproven, 1200, 'confirm')],
  ['a planned fault that never went in', 'inconclusive confirm clean 2', without(ok, 'fault.prepared', 'fault.injecting', 'fault.injected', 'fault.confirmed')],
  ['the gate was not met', 'inconclusive gate clean 4', stopped(ok, 850, 'gate')],
  ['the gate was not met, judged by its checks alone', 'inconclusive gate clean 4', stopped(changed(ok, 'gate.judged', unsteady), 850, 'gate')],
  ['not detectable', 'inconclusive undetectable clean 4', stopped(ok, 150, 'undetectable')],
  ['an invariant could not be judged', 'inconclusive invariant-unknown clean 2', changed(ok, 'invariant.judged', { verdict: 'unknown' })],
  ['an invariant was never judged', 'inconclusive invariant-unknown clean 2', without(ok, 'invariant.judged')],
  ['Prometheus could not be asked', 'inconclusive detect-unknown clean 2', changed(neverFired, 'detect.ended', { measurable: false })],
  ['the promised alert alone could not be measured', 'inconclusive detect-unknown clean 2', changed(neverFired, 'detect.ended', { measurable: true, unmeasured: { Open: 'a doubt' } })],
  ['alerts could not be followed after the detection', 'inconclusive detect-unknown clean 2', more(ok, [11_900, blindAtTheEnd])],
  ['alerts could be followed to the end', 'pass ok clean 0', more(ok, [11_900, { ...blindAtTheEnd, measurable: true }])],
  ['and one that nobody promised fired', 'fail unexpected-alert clean 1', more(ok, [4200, edge('Other', 'firing', 4200)], [11_900, blindAtTheEnd])],
  ['a promised log could not be read', 'inconclusive detect-unknown clean 2', changed(ofALog, 'detect.ended', { unmeasured: { 'it broke': 'not read' } })],
  ['a promised log was read, and the alerts could not be followed', 'fail detect clean 1', changed(ofALog, 'detect.ended', { measurable: false, unmeasured: {} })],
  ['the same in an older journal', 'inconclusive detect-unknown clean 2', changed(ofALog, 'detect.ended', { measurable: false })],
  ['the watch never ended', 'inconclusive detect-unknown clean 2', without(neverFired, 'detect.ended')],
  ['a placebo whose alerts could not be watched', 'inconclusive detect-unknown clean 2', changed(placebo(), 'detect.ended', { measurable: false })],
  ['a placebo whose probes never looked', 'inconclusive detect-unknown clean 2', without(placebo(), 'probe.observed')],
  ['a placebo with two looks in a row that measured nothing', 'inconclusive detect-unknown clean 2', more(placebo(), [5000, look('unknown', 4990)], [5200, look('unknown', 5190)])],
  ['a placebo with such looks one at a time', 'pass ok clean 0', more(placebo(), [5000, look('unknown', 4990)], [5200, look('pass', 5190)], [5400, look('unknown', 5390)])],
  ['a placebo with a bad look beside them', 'fail disturbed clean 1', more(placebo(), [5000, look('unknown', 4990)], [5200, look('unknown', 5190)], [5400, look('fail', 5390)])],
  ['a placebo whose only bad look came while the machine stalled', 'inconclusive detect-unknown clean 2', stalledLook(900)],
  ['a step could not be judged', 'inconclusive step-unknown clean 2', changed(ok, 'step.finished', { verdict: 'unknown' })],
  ['a check that hung while the fault was on', 'pass ok clean 0', checkOf({})],
  ['a check that is only slow', 'inconclusive step-unknown clean 2', checkOf({ durationMs: 15_000 })],
  ['one that is nearly as slow as our limit', 'inconclusive step-unknown clean 2', checkOf({ durationMs: 9000 })],
  ['one that was tried for long, and quick at last', 'pass ok clean 0', checkOf({ durationMs: 15_000, lastTryMs: 80 })],
  ['one that was slow at its last try', 'inconclusive step-unknown clean 2', checkOf({ durationMs: 15_000, lastTryMs: 14_000 })],
  ['a slow one that failed by itself', 'pass ok clean 0', checkOf({ durationMs: 15_000 }, false)],
  ['one that never passes, which claims nothing', 'fail remediate clean 1', checkOf({ durationMs: 60_000, verdict: 'fail', timedOut: true })],
  ['whether the steps had an effect could not be measured', 'inconclusive step-unknown clean 2', more(outside, judged('unknown'))],
  ['recovery could not be measured', 'inconclusive recover-unknown clean 2', changed(ok, 'recovery.observed', { measurable: false })],
  ['recovery was never looked at', 'inconclusive recover-unknown clean 2', without(ok, 'recovery.observed')],
  ['somebody was waited for while the fault was on', 'inconclusive rehearsed clean 2', more(ok, waited(4520))],
  ['and it recovered too late', 'inconclusive rehearsed clean 2', more(changed(ok, 'recovery.observed', { probesAt: at(50_000) }), waited(4520))],
  ['and it never recovered', 'fail recover clean 1', more(changed(ok, 'recovery.observed', { probesAt: null }), waited(4520))],
  ['and an alert fired that nobody promised', 'inconclusive rehearsed clean 2', more(incident({ alsoFires: [] }), waited(4520))],
  ['and the alert never fired', 'fail detect clean 1', more(neverFired, waited(4520))],
  ['somebody was waited for before the fault only', 'pass ok clean 0', more(ok, waited(890))],
  ['somebody was waited for after the recovery only', 'pass ok clean 0', more(ok, waited(9540))],
  ['somebody was waited for in a placebo', 'pass ok clean 0', more(placebo(), waited(4520))],
  ['nothing is promised', 'inconclusive no-assertions clean 2', without(incident({ endedBy: null, signals: [], recover: null, invariants: [], alsoFires: ['Open', 'Failing'] }), 'step.started', 'step.finished', 'invariant.judged')],
  ['skipped', 'skipped skipped clean 2', stopped(incident(), 100, 'skipped')],
];
