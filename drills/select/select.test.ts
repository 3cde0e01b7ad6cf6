// Which drills are played, in which order, from which inputs.
import { describe, expect, it } from 'vitest';
import type { DrillVerdict } from '../../core/verdicts.ts';
import { withinBudget } from './budget.ts';
import type { Candidate, PastPlay } from './candidate.ts';
import { choose, type Criteria } from './choose.ts';
import { expectedMs } from './expected-length.ts';
import { byRisk, riskOf } from './risk.ts';
import { ofShard, parseShard } from './shard.ts';
import { spread } from './spread.ts';

const drill = (name: string, longestMs = 60_000, more: Partial<Candidate> = {}): Candidate => ({
  drill: `shop/${name}`,
  title: `The ${name}`,
  procedures: [],
  longestMs,
  ...more,
});
const play = (
  name: string,
  day: number,
  verdict: DrillVerdict = 'pass',
  more: Partial<PastPlay> = {},
): PastPlay => ({
  drill: `shop/${name}`,
  startedAt: `2026-03-${String(day).padStart(2, '0')}T06:00:00.000Z`,
  pace: 30,
  verdict,
  tookMs: 40_000,
  leftShare: 0.9,
  ...more,
});
const names = (chosen: readonly { readonly drill: string }[]): string =>
  chosen.map((one) => one.drill.replace('shop/', '')).join(' ');

describe('parseShard', () => {
  it.each([
    ['1/4', { index: 1, count: 4 }],
    ['4/4', { index: 4, count: 4 }],
    ['0/4', null],
    ['5/4', null],
    ['1', null],
    ['1/0', null],
    ['a/b', null],
    ['-1/4', null],
    ['1/4x', null],
  ])('%s', (text, expected) => expect(parseShard(text)).toEqual(expected));
});

describe('spread', () => {
  it.each<[readonly number[], number, readonly number[], readonly number[]]>([
    [[], 2, [], [0, 0]],
    [[10, 20], 1, [0, 0], [30]],
    [[10, 50, 20, 30, 40], 2, [0, 0, 0, 1, 1], [80, 70]],
    [[30, 30, 30], 2, [0, 1, 0], [60, 30]],
    [[10], 3, [0], [10, 0, 0]],
    // No copy stays idle while another has two.
    [[0, 0, 0], 3, [0, 1, 2], [1, 1, 1]],
  ])('%j among %d', (lengths, count, doneBy, loads) =>
    expect(spread(lengths, count)).toEqual({ doneBy, loads }),
  );
});

describe('shards', () => {
  const all = [
    drill('a', 10),
    drill('b', 50),
    drill('c', 20),
    drill('d', 30),
    drill('e', 40),
    drill('f', 10),
  ];
  const shares = (count: number): string[] =>
    Array.from({ length: count }, (_, index) => names(ofShard(all, { index: index + 1, count })));

  it.each([
    [1, ['a b c d e f']],
    [2, ['a b c', 'd e f']],
    [3, ['b f', 'a e', 'c d']],
    [6, ['b', 'e', 'd', 'c', 'a', 'f']],
    [7, ['b', 'e', 'd', 'c', 'a', 'f', '']],
  ])(
    '%d of them: the longest first to the one with the least, each in the order of the game day',
    (count, expected) => {
      expect(shares(count)).toEqual(expected);
    },
  );

  it.each([1, 2, 3, 4, 5, 6, 9])('%d of them hold every drill once', (count) => {
    const held = shares(count).flatMap((share) => share.split(' ').filter((name) => name !== ''));
    expect(held.sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it.each([150_000, 1_000_000_000])('%d of them: those beyond the drills have nothing', (count) => {
    expect([1, 6, 7, count].map((index) => names(ofShard(all, { index, count })))).toEqual([
      'b',
      'f',
      '',
      '',
    ]);
  });

  it('drills without a length are spread too', () => {
    const none = [drill('a', 0), drill('b', 0), drill('c', 0), drill('d', 0)];
    expect([1, 2].map((index) => names(ofShard(none, { index, count: 2 })))).toEqual(['a c', 'b d']);
  });
});

describe('risk', () => {
  it.each([
    ['nothing is known', [], 'never played here'],
    ['only skipped', [play('a', 1, 'skipped')], 'never played here'],
    ['failed', [play('a', 1), play('a', 2, 'fail')], 'failed last time'],
    [
      'failed before, passed since',
      [play('a', 1, 'fail'), play('a', 2)],
      'passed last time, but not in 1 of its last 2',
    ],
    ['not judged', [play('a', 1), play('a', 2, 'inconclusive')], 'inconclusive last time'],
    ['close', [play('a', 1), play('a', 2, 'pass', { leftShare: 0.129 })], 'close: 12 % of a target was left'],
    ['safe', [play('a', 1), play('a', 2)], 'passed last time, 2026-03-02'],
    ['no targets', [play('a', 2, 'pass', { leftShare: null })], 'passed last time, 2026-03-02'],
    [
      'six plays ago is forgotten',
      [play('a', 1, 'fail'), ...[2, 3, 4, 5, 6].map((day) => play('a', day))],
      'passed last time, 2026-03-06',
    ],
    ['another drill', [play('b', 1, 'fail')], 'never played here'],
  ])('%s', (_name, past, why) => expect(riskOf('shop/a', past).why).toBe(why));

  it('orders: failed, not judged, never played, unsteady, close, longest ago', () => {
    const past = [
      play('old', 1),
      play('new', 9),
      play('near', 9, 'pass', { leftShare: 0.1 }),
      play('nearer', 9, 'pass', { leftShare: 0.05 }),
      play('unsteady', 8, 'fail'),
      play('unsteady', 9),
      play('doubt', 9, 'aborted'),
      play('red', 9, 'fail'),
    ];
    const all = ['new', 'old', 'near', 'nearer', 'unsteady', 'unknown', 'doubt', 'red'].map((name) =>
      drill(name),
    );
    expect(names(byRisk(all, past))).toBe('red doubt unknown unsteady nearer near old new');
  });

  it('keeps the order of equals', () => {
    expect(names(byRisk([drill('b'), drill('a'), drill('c')], []))).toBe('b a c');
  });
});

describe('expected length', () => {
  it.each([
    ['never played: its longest', [], 60_000],
    [
      'the median of what it took',
      [
        play('a', 1, 'pass', { tookMs: 10 }),
        play('a', 2, 'fail', { tookMs: 30 }),
        play('a', 3, 'pass', { tookMs: 20 }),
      ],
      20,
    ],
    ['the longer of two', [play('a', 1, 'pass', { tookMs: 10 }), play('a', 2, 'pass', { tookMs: 30 })], 30],
    ['another pace says nothing', [play('a', 1, 'pass', { tookMs: 10, pace: 1 })], 60_000],
  ])('%s', (_name, past, expected) => expect(expectedMs(drill('a'), past, 30)).toBe(expected));
});

describe('budget', () => {
  const planned = [40, 50, 20, 10].map((length, index) => ({ drill: `d${index}`, expectedMs: length }));
  it.each([
    [200, 'd0 d1 d2 d3', ''],
    [120, 'd0 d1 d2 d3', ''],
    [119, 'd0 d1 d2', 'd3'],
    [75, 'd0 d2 d3', 'd1'],
    [10, 'd3', 'd0 d1 d2'],
    [9, '', 'd0 d1 d2 d3'],
  ])('%d', (budget, played, leftOut) => {
    const found = withinBudget(planned, budget);
    expect([names(found.played), names(found.leftOut.map(({ one }) => one))]).toEqual([played, leftOut]);
    expect(found.expectedMs).toBeLessThanOrEqual(budget);
  });
});

describe('a budget for each of two copies', () => {
  const planned = [40, 50, 20, 10].map((length, index) => ({ drill: `d${index}`, expectedMs: length }));
  it.each([
    [60, 'd0 d1 d2 d3', ''],
    [59, 'd0 d1 d3', 'd2'],
    [50, 'd0 d1 d3', 'd2'],
    [45, 'd0 d2 d3', 'd1'],
    [20, 'd2 d3', 'd0 d1'],
  ])('%d', (budget, played, leftOut) => {
    const found = withinBudget(planned, budget, 2);
    expect([names(found.played), names(found.leftOut.map(({ one }) => one))]).toEqual([played, leftOut]);
    expect(found.expectedMs).toBeLessThanOrEqual(budget);
  });
});

describe('choose', () => {
  const all = [
    drill('placebo', 30_000),
    drill('broker-killed', 60_000, { procedures: ['FS-INC-1'] }),
    drill('web-killed', 45_000),
  ];
  const none: Criteria = { grep: null, shard: null, repeat: 1, budgetMs: null, copies: 1 };
  const past = [
    play('placebo', 1),
    play('broker-killed', 1),
    play('web-killed', 1, 'fail', { tookMs: 50_000 }),
  ];
  const chosen = (criteria: Partial<Criteria>, known: readonly PastPlay[] = past): string =>
    choose(all, { ...none, ...criteria }, { past: known, pace: 30 })
      .drills.map((name) => name.replace('shop/', ''))
      .join(' ');

  it.each<[string, Partial<Criteria>, string]>([
    ['everything, as it was named', {}, 'placebo broker-killed web-killed'],
    ['by a part of the name', { grep: /killed/i }, 'broker-killed web-killed'],
    ['by title', { grep: /^the web/i }, 'web-killed'],
    ['by procedure', { grep: /^FS-INC-1$/ }, 'broker-killed'],
    ['by nothing that is there', { grep: /nope/ }, ''],
    ['a shard', { shard: { index: 1, count: 2 } }, 'broker-killed'],
    ['the other shard', { shard: { index: 2, count: 2 } }, 'placebo web-killed'],
    ['a shard of what was found', { grep: /killed/, shard: { index: 2, count: 2 } }, 'web-killed'],
    ['twice, in order', { repeat: 2 }, 'placebo broker-killed web-killed placebo broker-killed web-killed'],
    ['with a budget: most at risk first', { budgetMs: 600_000 }, 'web-killed placebo broker-killed'],
    ['what fits', { budgetMs: 95_000 }, 'web-killed placebo'],
    [
      'every drill once before any of them again',
      { budgetMs: 180_000, repeat: 2 },
      'web-killed placebo broker-killed web-killed',
    ],
    ['nothing fits', { budgetMs: 1000 }, ''],
  ])('%s', (_name, criteria, expected) => expect(chosen(criteria)).toBe(expected));

  it.each<[string, Partial<Criteria>, readonly PastPlay[], readonly string[]]>([
    ['by what the files say', { copies: 2 }, [], ['1 about 60000', '0 2 about 75000']],
    ['by what they took', { copies: 2 }, past, ['2 about 50000', '0 1 about 80000']],
    ['one has them all', {}, past, ['0 1 2 about 130000']],
    [
      'a play of a drill is a piece of its own',
      { copies: 2, repeat: 2, grep: /web/ },
      past,
      ['0 about 50000', '1 about 50000'],
    ],
    ['each with the budget', { copies: 2, budgetMs: 85_000 }, past, ['0 about 50000', '1 2 about 80000']],
    ['more copies than drills', { copies: 2, grep: /web/ }, past, ['0 about 50000', ' about 0']],
  ])('shares of the copies: %s', (_name, criteria, known, expected) => {
    const { shares } = choose(all, { ...none, ...criteria }, { past: known, pace: 30 });
    const told = shares.map(({ places, expectedMs }) => `${places.join(' ')} about ${expectedMs}`);
    expect(told).toEqual(expected);
  });

  it('says what was left out, and why', () => {
    const { leftOut, order } = choose(all, { ...none, budgetMs: 95_000 }, { past, pace: 30 });
    expect(leftOut).toEqual([
      {
        drill: 'shop/broker-killed',
        reason: 'about 40s, and 5s of 1m35s were left (passed last time, 2026-03-01)',
      },
    ]);
    expect(order.map(({ why }) => why)).toEqual(['failed last time', 'passed last time, 2026-03-01']);
  });

  it('shards do not depend on what a machine knows', () => {
    const shard = { index: 1, count: 2 };
    expect(chosen({ shard }, [])).toBe(chosen({ shard }, past));
  });
});
