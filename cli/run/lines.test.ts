// What a run prints: a command that has to fail must not read like one that worked, nor an alert that does not count like one that does.
import { expect, it } from 'vitest';
import type { EventOf, JournalEvent } from '../../core/journal/events.ts';
import { mustFailStep } from '../../core/journal/must-fail.ts';
import { incident, journalOf, withoutAlert } from '../../reports/fixtures/mini-journal.ts';
import { lineOf } from './lines.ts';

const at = { at: '2026-03-02T06:00:00.000Z', t: 67_300, drill: 'shop/one', attempt: 1 } as const;
const evidence = [{ what: 'exit code', expected: '0', actual: '7' }];

const hostileText = '\u001b[31mred\n::error file=a::b';
const broken = () =>
  ({ verdict: 'fail', evidence: [{ what: 'answer', expected: 'x', actual: hostileText }] }) as const;

it.each([
  [{ verdict: 'pass', exitCode: 0, timedOut: false }, 'pass after 99 ms'],
  [{ verdict: 'pass', exitCode: 22, timedOut: false }, 'exit 22, as it has to be, after 99 ms'],
  [{ verdict: 'pass', exitCode: null, timedOut: true }, 'cut off, as it has to be, after 99 ms'],
  [{ verdict: 'fail', exitCode: 7, timedOut: false }, 'fail after 99 ms: exit code: wanted 0, found 7'],
] as const)('a step that ended: %o', (end, text) => {
  const step = { type: 'step.finished', step: 'one', durationMs: 99, output: '', truncated: false } as const;
  const event: JournalEvent = { ...at, ...end, ...step, evidence };
  expect(lineOf(event, [event])).toBe(` 1:07.3        ${text}`);
});

it.each([
  ['remediate-1', '$ curl -f localhost'],
  [mustFailStep(9, 1), '$ curl -f localhost   (while the fault is on: has to fail)'],
])('step %s begins', (step, text) => {
  const plan = { command: 'curl -f localhost' };
  expect(lineOf({ ...at, type: 'step.started', step, plan } as EventOf<'step.started'>, [])).toBe(
    ` 1:07.3      ${text}`,
  );
});

it.each([
  ['warm-up', '   (not counted: it warms up)'],
  ['gate', ''],
] as const)('an alert in %s', (phase, more) => {
  const edge: JournalEvent = {
    ...{ ...at, type: 'alert.edge', alert: 'WebDown', labels: {}, edge: 'firing' },
    edgeAt: at.at,
  };
  expect(lineOf(edge, [{ ...at, type: 'phase.started', phase }, edge])).toBe(
    ` 1:07.3      WebDown firing${more}`,
  );
});

const known = { reasonCode: 'detect', owner: 'x', until: '2026-12-31', reason: 'y' } as const;

it.each([
  ['a pass', incident(), /^ *[\d:.]+ {4}pass$/],
  ['a failure', withoutAlert(incident(), 'delivered'), / {4}fail \(detect\): alert Open/],
  [
    'a known one',
    withoutAlert(incident({ expectedFailure: known }), 'delivered'),
    / {4}fail, as expected \(detect\): /,
  ],
])('the end of a drill: %s', (_, rows, text) => {
  const events = journalOf(rows);
  const past = events.slice(0, events.findIndex(({ type }) => type === 'drill.finished') + 1);
  expect(lineOf(past.at(-1)!, past)).toMatch(text);
});

it.each<[string, JournalEvent]>([
  ['a probe', { ...at, type: 'gate.judged', when: 'before', checks: [{ name: 'web', ...broken() }] }],
  ['a note', { ...at, type: 'note', message: hostileText }],
  ['an alert', { ...at, type: 'alert.edge', alert: hostileText, edge: 'firing', edgeAt: at.at, labels: {} }],
])('%s begins no line of its own on a terminal or a CI runner', (_what, event) => {
  const line = lineOf(event, [event]) ?? '';
  expect(line).toContain('␛[31mred ::error');
  expect(line.split('\n').filter((one) => one.startsWith('::'))).toEqual([]);
});
