// The invariants over literal histories: what they find, what they can't know, and that doubt is never green.
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../core/clock.ts';
import type { Operation, Oracle, Outcome, Terminal } from '../../core/workload.ts';
import type { Findings } from './invariant.ts';
import { judgeInvariants } from './invariants.ts';
import { invariants, type InvariantCode } from './table.ts';

const operation = (id: string, outcome: Outcome = 'ok'): Operation => ({
  id,
  outcome,
  dueMs: 0,
  startedMs: 0,
  durationMs: 1,
  answer: '',
});
const terminal = (id: string, over: Partial<Terminal> = {}): Terminal => ({
  id,
  accepted: 1,
  effects: 1,
  states: ['success'],
  ...over,
});
const found = (over: Partial<Findings>): Findings => ({
  operations: [],
  terminals: [],
  conservations: [],
  levels: [],
  ...over,
});

const cases: readonly [InvariantCode, string, Partial<Findings>, string, object][] = [
  [
    'INV-ACK',
    'all kept',
    {
      operations: [operation('a'), operation('b', 'refused'), operation('c', 'unknown')],
      terminals: [terminal('a')],
    },
    'pass',
    { ok: 1, refused: 1, unknown: 1, lost: 0, ghosts: 0 },
  ],
  [
    'INV-ACK',
    'one lost',
    { operations: [operation('a'), operation('b')], terminals: [terminal('a')] },
    'fail',
    { ok: 2, lost: 1, ghosts: 0 },
  ],
  [
    'INV-ACK',
    'kept in a store alone',
    { operations: [operation('a')], terminals: [terminal('a', { accepted: 0 })] },
    'pass',
    { lost: 0 },
  ],
  [
    'INV-ACK',
    'known to nobody',
    { operations: [operation('a')], terminals: [terminal('a', { accepted: 0, states: [] })] },
    'fail',
    { lost: 1 },
  ],
  [
    'INV-ACK',
    'a ghost',
    { operations: [operation('a'), operation('b', 'refused')], terminals: [terminal('a'), terminal('b')] },
    'fail',
    { lost: 0, ghosts: 1 },
  ],
  [
    'INV-ACK',
    'unknown and done',
    { operations: [operation('a'), operation('b', 'unknown')], terminals: [terminal('a'), terminal('b')] },
    'pass',
    { unknown: 1, lost: 0 },
  ],
  [
    'INV-ACK',
    'nothing acknowledged',
    { operations: [operation('a', 'refused')] },
    'unknown',
    { ok: 0, refused: 1 },
  ],
  ['INV-ACK', 'nothing at all', {}, 'unknown', { ok: 0 }],
  [
    'INV-ONCE',
    'each once',
    { terminals: [terminal('a', { accepted: 3 }), terminal('b', { effects: 0, states: ['sold_out'] })] },
    'pass',
    { applied: 1, doubled: 0, redelivered: 1 },
  ],
  [
    'INV-ONCE',
    'one twice',
    { terminals: [terminal('a'), terminal('b', { effects: 2 }), terminal('c', { effects: null })] },
    'fail',
    { doubled: 1, untold: 1 },
  ],
  [
    'INV-ONCE',
    'one untold',
    { terminals: [terminal('a'), terminal('b', { effects: null })] },
    'unknown',
    { untold: 1 },
  ],
  [
    'INV-ONCE',
    'nothing took effect',
    { terminals: [terminal('a', { effects: 0 })] },
    'unknown',
    { applied: 0 },
  ],
  [
    'INV-SUM',
    'equal',
    { conservations: [{ what: 'stock', expected: 10, actual: 10 }] },
    'pass',
    { sums: 1, off: 0 },
  ],
  ['INV-SUM', 'one off', { conservations: [{ what: 'stock', expected: 10, actual: 9 }] }, 'fail', { off: 1 }],
  [
    'INV-SUM',
    'not a number',
    { conservations: [{ what: 'stock', expected: 10, actual: Number.NaN }] },
    'fail',
    { off: 1 },
  ],
  ['INV-SUM', 'none', {}, 'unknown', { sums: 0 }],
  ['INV-NEG', 'zero is well', { levels: [{ what: 'a', level: 0 }] }, 'pass', { negative: 0 }],
  [
    'INV-NEG',
    'below',
    {
      levels: [
        { what: 'a', level: 5 },
        { what: 'b', level: -1 },
      ],
    },
    'fail',
    { negative: 1 },
  ],
  ['INV-NEG', 'not a number', { levels: [{ what: 'a', level: Number.NaN }] }, 'unknown', { untold: 1 }],
  ['INV-NEG', 'none', {}, 'unknown', { levels: 0 }],
  [
    'INV-TERM',
    'one end each',
    { terminals: [terminal('a'), terminal('b', { states: ['dlq'] })] },
    'pass',
    { accepted: 2, success: 1, dlq: 1 },
  ],
  [
    'INV-TERM',
    'one under way',
    { terminals: [terminal('a'), terminal('b', { states: [] })] },
    'fail',
    { open: 1 },
  ],
  [
    'INV-TERM',
    'one twice',
    { terminals: [terminal('a', { states: ['success', 'dlq'] })] },
    'fail',
    { several: 1 },
  ],
  [
    'INV-TERM',
    'never accepted',
    { terminals: [terminal('a', { accepted: 0, states: [] })] },
    'unknown',
    { accepted: 0 },
  ],
];

describe('invariants', () => {
  it.each(cases)('%s: %s', (code, _name, findings, verdict, counts) => {
    const judgement = invariants[code](found(findings));
    expect(judgement.verdict).toBe(verdict);
    expect(judgement.counts).toMatchObject(counts);
    expect(judgement.evidence.length).toBeGreaterThan(0);
  });

  it('names the first few that are lost', () => {
    const operations = Array.from({ length: 8 }, (_, index) => operation(`o${index}`));
    const { evidence } = invariants['INV-ACK'](found({ operations }));
    expect(evidence[1]).toEqual({
      what: 'acknowledged and lost',
      expected: '0',
      actual: '8: o0, o1, o2, o3, o4, …',
    });
  });
});

const oracle = (over: Partial<Oracle>): Oracle => ({
  drained: async () => true,
  terminals: async () => [terminal('a')],
  conservations: async () => [{ what: 'stock', expected: 1, actual: 1 }],
  levels: async () => [{ what: 'stock', level: 1 }],
  clear: async () => undefined,
  close: async () => undefined,
  ...over,
});
const operations = [operation('a')];
const ctx = { signal: new AbortController().signal, clock: systemClock };

describe('judgeInvariants', () => {
  it('leaves unknown, with the reason, what the stores did not tell', async () => {
    const broken = oracle({ terminals: () => Promise.reject(new Error('connect ECONNREFUSED')) });
    const judged = await judgeInvariants(['INV-ACK', 'INV-SUM'], { operations, oracle: broken }, ctx);
    expect(judged.map(({ code, verdict }) => [code, verdict])).toEqual([
      ['INV-ACK', 'unknown'],
      ['INV-SUM', 'pass'],
    ]);
    expect(judged[0]?.evidence[0]?.actual).toBe('connect ECONNREFUSED');
  });

  it('turns a judge that throws into unknown', async () => {
    const [judged] = await judgeInvariants(['INV-ACK'], { operations, oracle: oracle({}) }, ctx, {
      'INV-ACK': () => {
        throw new TypeError('x is undefined');
      },
    });
    expect(judged).toMatchObject({
      verdict: 'unknown',
      evidence: [{ actual: 'the judge broke: x is undefined' }],
    });
  });

  it('does not pass what it does not know', async () => {
    const [judged] = await judgeInvariants(['INV-XYZ'], { operations, oracle: oracle({}) }, ctx);
    expect(judged?.verdict).toBe('unknown');
  });
});
