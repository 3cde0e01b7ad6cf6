// What a run prints of its steps: a command that has to fail must not read like one that worked.
import { expect, it } from 'vitest';
import type { EventOf, JournalEvent } from '../../core/journal/events.ts';
import { mustFailStep } from '../../core/journal/must-fail.ts';
import { lineOf } from './lines.ts';

const at = { at: '2026-03-02T06:00:00.000Z', t: 67_300, drill: 'shop/one', attempt: 1 } as const;
const evidence = [{ what: 'exit code', expected: '0', actual: '7' }];

it.each([
  [{ verdict: 'pass', exitCode: 0, timedOut: false }, 'pass after 99 ms'],
  [{ verdict: 'pass', exitCode: 22, timedOut: false }, 'exit 22, as it has to be, after 99 ms'],
  [{ verdict: 'pass', exitCode: null, timedOut: true }, 'cut off, as it has to be, after 99 ms'],
  [{ verdict: 'fail', exitCode: 7, timedOut: false }, 'fail after 99 ms: exit code: wanted 0, found 7'],
] as const)('a step that ended: %o', (end, text) => {
  const step = { type: 'step.finished', step: 'one', durationMs: 99, output: '', truncated: false } as const;
  const event: JournalEvent = { ...at, ...end, ...step, evidence };
  expect(lineOf(event)).toBe(` 1:07.3        ${text}`);
});

it.each([
  ['remediate-1', '$ curl -f localhost'],
  [mustFailStep(9, 1), '$ curl -f localhost   (while the fault is on: has to fail)'],
])('step %s begins', (step, text) => {
  const plan = { command: 'curl -f localhost' };
  expect(lineOf({ ...at, type: 'step.started', step, plan } as EventOf<'step.started'>)).toBe(
    ` 1:07.3      ${text}`,
  );
});
