// Drills that pass, also where something looks odd at first.
import {
  at,
  changed,
  edge,
  incident,
  look,
  more,
  placebo,
  promising,
  type Row,
} from '../../fixtures/mini-journal.ts';
import type { VerdictRow } from './row.ts';

const id = 'shop/broker-killed';
const ok = incident();
const outside = incident({ endedBy: 'outside' });
const judged = (effect: 'recovered' | 'without effect' | 'unknown') =>
  [4940, { type: 'remediation.judged', effect, evidence: [] }] as const;
/** The remedy fails, as it must where only outside can end the incident. */
const failing = changed(
  more(outside, judged('without effect')),
  'step.finished',
  { verdict: 'fail' },
  { step: 'remediate-1' },
);
const waits = (row: Row): Row =>
  row[2].type === 'step.started' && row[2].step === 'remediate-1'
    ? [row[0], row[1], { ...row[2], plan: { ...row[2].plan, waitsUntil: true } }]
    : row;
const vain = failing.map(waits);

// prettier-ignore
export const passes: readonly VerdictRow[] = [
  ['everything as promised', 'pass ok clean 0', ok],
  ['a placebo in which nothing fires', 'pass ok clean 0', placebo()],
  ['an unpromised alert that only got pending', 'pass ok clean 0', more(ok, [4200, edge('Other', 'pending', 4200)])],
  ['an alert under alsoFires that stays silent', 'pass ok clean 0', ok.filter(([, , body]) => !(body.type === 'alert.edge' && body.alert === 'Failing'))],
  ['an unpromised alert that fired before the fault', 'pass ok clean 0', more(ok, [900, edge('Other', 'firing', 900)])],
  ['ended by outside, and the runbook waited in vain', 'pass ok clean 0', vain],
  ['ended by outside, and a command of the runbook failed', 'fail remediate clean 1', failing],
  ['a promised alert that fires again after it had resolved', 'fail recover clean 1', more(ok, [9600, edge('Open', 'firing', 9600)])],
  ['no promised alert: only the probes have to recover', 'pass ok clean 0', changed(promising('health', 'probe').concat([[1350, id, { type: 'signal.seen', signal: 'health', edgeAt: at(1300), evidence: [] }]]), 'recovery.observed', { alertsAt: null })],
  ['a probe that was seen to look late but came back', 'pass ok clean 0', more(ok, [9000, look('pass', 8990)])],
  ['detected although the watch was not measurable', 'inconclusive detect-unknown clean 2', changed(ok, 'detect.ended', { measurable: false }).concat()],
];
