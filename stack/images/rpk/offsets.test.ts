// Every form of --offset.
import { describe, expect, it } from 'vitest';
import { parseOffset } from './offsets.ts';

const nowMs = Date.parse('2026-02-14T12:00:00Z');
const start = { at: 'start', shift: 0 };
const end = { at: 'end', shift: 0 };
const offset = (value: number) => ({ at: 'offset', offset: value });
const time = (instant: string) => ({ at: 'time', ms: Date.parse(instant) });

describe('--offset', () => {
  it.each([
    ['start', start, null],
    ['oldest', start, null],
    ['end', end, null],
    ['newest', end, null],
    ['10', offset(10), null],
    ['10:', offset(10), null],
    ['+10', { at: 'start', shift: 10 }, null],
    ['-10', { at: 'end', shift: 10 }, null],
    [':end', start, end],
    [':20', start, offset(20)],
    ['10:20', offset(10), offset(20)],
    ['-5:end', { at: 'end', shift: 5 }, end],
    ['@-1h', time('2026-02-14T11:00:00Z'), null],
    ['@1771070400', time('2026-02-14T12:00:00Z'), null],
    ['@2026-02-14T11:30:00Z', time('2026-02-14T11:30:00Z'), null],
    ['@2026-02-14T11:30:00Z:end', time('2026-02-14T11:30:00Z'), end],
    ['@-2h:-1h', time('2026-02-14T10:00:00Z'), time('2026-02-14T11:00:00Z')],
  ])('%s', (text, from, to) => expect(parseOffset(text, nowMs)).toEqual({ from, to }));

  it.each(['middle', '1.5', '--3', '@yesterday'])('%s is refused', (text) => {
    expect(() => parseOffset(text, nowMs)).toThrow(/^invalid (offset|time)/);
  });
});
