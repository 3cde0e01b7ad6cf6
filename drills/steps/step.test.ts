// What a step tells while it runs.
import { expect, it } from 'vitest';
import { systemClock } from '../../core/clock.ts';
import type { JournalEventBody } from '../../core/journal/events.ts';
import type { Operator } from '../../stack/operator-host.ts';
import type { ExecResult } from '../../stack/stack.ts';
import { runOnce } from './step.ts';

const ctx = { clock: systemClock, signal: new AbortController().signal };
const result: ExecResult = {
  exitCode: 0,
  stdout: '',
  stderr: '',
  output: 'b\n',
  truncated: false,
  timedOut: false,
};
const operator: Operator = {
  run: (_command, _ctx, options) => {
    options?.onLines?.(['a']);
    options?.onLines?.(['a', 'b']);
    return Promise.resolve(result);
  },
};
const line = { command: 'make', env: {} };

it('its output stands in the journal before it has ended', async () => {
  const records: JournalEventBody[] = [];
  const append = (body: JournalEventBody): unknown => records.push(body);
  expect(await runOnce({ operator, terminal: 't', append }, line, 1000, ctx)).toBe(result);
  expect(records).toEqual([
    { type: 'step.output', lines: ['a'] },
    { type: 'step.output', lines: ['a', 'b'] },
  ]);
});

it('a journal that is full does not leave the command behind', async () => {
  const append = (): never => {
    throw new Error('disk full');
  };
  expect(await runOnce({ operator, terminal: 't', append }, line, 1000, ctx)).toBe(result);
});
