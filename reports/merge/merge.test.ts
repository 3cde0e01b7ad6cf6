// Shards of one game day become one report; what is not one game day is refused, with the way round where there is one.
import { describe, expect, it } from 'vitest';
import type { EventOf, JournalEvent } from '../../core/journal/events.ts';
import {
  cutAt,
  incident,
  journalOf,
  placebo,
  stopped,
  withoutAlert,
  type Row,
  type RunShape,
} from '../fixtures/mini-journal.ts';
import { reporters } from '../reporters.ts';
import { mergeShards, type Shard } from './merge.ts';

const nothing = { overlap: false, otherSource: false, missing: false };
const selection = (index: number, count = 2) => ({
  grep: null,
  shard: { index, count },
  repeat: 1,
  budgetMs: null,
  failFast: false,
  leftOut: [],
});
const shard = (
  name: string,
  rows: readonly Row[],
  fields: Partial<EventOf<'run.started'>> = {},
  shape: RunShape = {},
): Shard => {
  const [start, ...rest] = journalOf(rows, shape);
  const first = { ...start, source: { commit: 'c1', scenario: 's1' }, ...fields } as JournalEvent;
  return { name, journals: [{ events: [first, ...rest], torn: false }] };
};
const ok = incident();
const silent = withoutAlert(incident({}, 'shop/other'), 'delivered');

const merged = (a: Shard, b: Shard, allowed = nothing) => mergeShards([a, b], 'whole', allowed);

describe('one report', () => {
  it.each<[string, readonly Row[], readonly Row[], RunShape, string]>([
    ['both pass', placebo(), ok, {}, 'pass 0'],
    ['one fails', ok, silent, {}, 'fail 1'],
    ['one was killed', ok, cutAt(silent, 2000), { finished: false }, 'aborted 5'],
    [
      'one could not begin, the other injected',
      ok,
      stopped(incident({}, 'shop/other'), 850, 'gate'),
      {},
      'inconclusive 2',
    ],
    [
      'one could not begin, the other has no fault',
      placebo(),
      stopped(ok, 850, 'gate'),
      {},
      'inconclusive 4',
    ],
  ])('%s', (_name, one, other, shape, expected) => {
    const { report } = merged(
      shard('a', one, { selection: selection(1) }),
      shard('b', other, { selection: selection(2) }, shape),
    );
    expect(`${report.verdict} ${report.exitCode}`).toBe(expected);
  });

  it('holds all drills in the order of the shards, whatever order they are given in', () => {
    const day = merged(
      shard('b', ok, { selection: selection(2) }),
      shard('a', placebo(), { selection: selection(1) }),
    );
    expect(day.report.drills.map(({ id, attempt }) => `${id} ${attempt}`)).toEqual([
      'shop/placebo 1',
      'shop/broker-killed 2',
    ]);
    expect(day.report).toMatchObject({ run: 'whole', selection: { shard: null }, source: { commit: 'c1' } });
    expect(day.charts.length).toBe(2);
  });

  it.each(Object.entries(reporters))('%s renders it', (_name, { render }) => {
    const text = render(merged(shard('a', placebo()), shard('b', silent)));
    expect(text).toContain('shop/placebo');
    expect(text).toContain('shop/other');
  });
});

describe('refused', () => {
  const other = shard('b', silent);
  it.each<[Shard, Shard, string, Partial<typeof nothing> | null]>([
    [
      shard('a', ok),
      shard('b', ok),
      'drills in more than one: shop/broker-killed in a and b\n  hint: --allow-overlap',
      { overlap: true },
    ],
    [
      shard('a', ok, { source: { commit: 'c2', scenario: 's1' } }),
      other,
      'different commits: c2 in a; c1 in b\n  hint: --allow-other-source',
      { otherSource: true },
    ],
    [
      shard('a', ok, { source: { commit: 'c1', scenario: 's2' } }),
      other,
      'different scenario files: s2 in a; s1 in b',
      { otherSource: true },
    ],
    [
      shard('a', ok, { gameDay: 'full' }),
      other,
      'different game days: full in a; test in b',
      { otherSource: true },
    ],
    [
      shard('a', ok, { pace: 1 }),
      other,
      'different paces: 1 in a; 30 in b\n  hint: only shards of one game day',
      null,
    ],
    [
      shard('a', ok, { selection: selection(1, 3) }),
      shard('b', silent, { selection: selection(3, 3) }),
      'not there: shard 2/3\n  hint: --allow-missing',
      { missing: true },
    ],
    [
      shard('a', ok, { selection: selection(1, 1_000_000_000) }),
      shard('b', silent, { selection: selection(3, 1_000_000_000) }),
      'shard 22/1000000000 and 999999978 more\n  hint: --allow-missing',
      { missing: true },
    ],
    ...(
      [
        [{ grep: 'killed' }, '--grep: none in a; killed in b'],
        [{ repeat: 2 }, '--repeat: 1 in a; 2 in b'],
        [{ budgetMs: 600_000 }, '--budget: none in a; 10m in b'],
        [{ failFast: true }, '--fail-fast: not given in a; given in b'],
      ] as const
    ).map(([chosen, told]): [Shard, Shard, string, null] => [
      shard('a', ok, { selection: selection(1) }),
      shard('b', silent, { selection: { ...selection(2), ...chosen } }),
      `different ${told}\n  hint: play all shards with the same --`,
      null,
    ]),
  ])('%#', (a, b, message, allowing) => {
    expect(() => merged(a, b)).toThrow(message);
    const all = { overlap: true, otherSource: true, missing: true };
    if (allowing === null) expect(() => merged(a, b, all)).toThrow(message);
    else expect(merged(a, b, { ...nothing, ...allowing }).report.notes[0]).toMatch(/^merged all the same: /);
  });

  it('all at once', () => {
    const a = shard('a', ok, { pace: 1, gameDay: 'full' });
    expect(() => merged(a, shard('b', ok))).toThrow(
      /different paces[^]*different game days[^]*drills in more than one/,
    );
  });
});
