// The journals of copies that were played side by side become one report, as if one stack had played all drills.
import { describe, expect, it } from 'vitest';
import type { RunCopy } from '../../core/journal/events.ts';
import type { ReadJournal } from '../../core/journal/read.ts';
import type { Several } from '../../core/several.ts';
import {
  cutAt,
  incident,
  journalOf,
  placebo,
  withoutAlert,
  type Row,
  type RunShape,
} from '../fixtures/mini-journal.ts';
import { reporters } from '../reporters.ts';
import { foldRun } from './copies.ts';
import { mergeShards } from './merge.ts';

const gameDay = ['shop/placebo', 'shop/broker-killed', 'shop/other'];
const selection = {
  grep: null,
  shard: null,
  repeat: 1,
  budgetMs: null,
  failFast: false,
  leftOut: [{ drill: 'shop/long', reason: 'no room' }],
};

interface Shape extends RunShape {
  readonly places: readonly number[];
  readonly whole?: readonly string[];
  readonly shard?: { readonly index: number; readonly count: number };
}

const copy = (
  index: number,
  rows: readonly Row[],
  { places, whole = gameDay, shard, ...shape }: Shape,
): ReadJournal => {
  const drills = places.map((place) => whole[place] ?? '');
  const [start, ...rest] = journalOf(rows, { drills, ...shape });
  if (start?.type !== 'run.started') throw new Error('a journal begins with run.started');
  const told: RunCopy = { index, count: 2, gameDay: whole, places };
  const leftOut = index === 1 ? selection.leftOut : [];
  const events = [
    { ...start, copy: told, selection: { ...selection, leftOut, shard: shard ?? null } },
    ...rest,
  ];
  return { events, torn: false };
};

const ok = incident();
const silent = withoutAlert(incident({}, 'shop/other'), 'delivered');
const first = copy(1, [...placebo(), ...silent], { places: [0, 2] });
const second = copy(2, ok, { places: [1] });
const told = (journals: Several<ReadJournal>): readonly string[] =>
  foldRun(journals).report.drills.map(({ id, attempt, verdict }) => `${id} ${attempt} ${verdict}`);

describe('one report', () => {
  it('has all drills in the order of the game day, whichever copy played them', () => {
    const expected = ['shop/placebo 1 pass', 'shop/broker-killed 2 pass', 'shop/other 3 fail'];
    expect(told([first, second])).toEqual(expected);
    expect(told([second, first])).toEqual(expected);
  });

  it('says on how many copies, and of the choice what one run would have said', () => {
    const day = foldRun([first, second]);
    expect(day.report).toMatchObject({ copies: 2, selection, run: 'r1', verdict: 'fail', exitCode: 1 });
    expect(day.charts.length).toBe(3);
  });

  it('a drill that is played twice keeps its two places', () => {
    const whole = ['shop/placebo', 'shop/broker-killed', 'shop/placebo'];
    const one = copy(1, placebo(), { places: [0], whole });
    const other = copy(2, [...ok, ...placebo()], { places: [1, 2], whole });
    expect(told([one, other])).toEqual([
      'shop/placebo 1 pass',
      'shop/broker-killed 2 pass',
      'shop/placebo 3 pass',
    ]);
  });

  it.each(Object.entries(reporters))('%s renders it', (_name, { render }) => {
    const text = render(foldRun([first, second]));
    for (const id of gameDay) expect(text).toContain(id);
  });
});

describe('the exit code is that of one run of all drills', () => {
  const interrupted = { own: [{ type: 'run.interrupted', by: 'SIGINT' }] } as const;
  it.each<[string, Several<ReadJournal>, string, string]>([
    ['all pass', [copy(1, placebo(), { places: [0], whole: gameDay.slice(0, 2) }), second], 'pass 0', ''],
    ['one fails', [first, second], 'fail 1', ''],
    [
      'one was killed while its fault was in',
      [first, copy(2, cutAt(ok, 2000), { places: [1], finished: false })],
      'aborted 5',
      '',
    ],
    [
      'one never came to its first drill',
      [first],
      'error 70',
      'shop/broker-killed: not played: 1 of 2 copies of the stack ended before the first drill',
    ],
    [
      'one was interrupted while it started',
      [copy(1, [...placebo(), ...silent], { places: [0, 2], ...interrupted })],
      'aborted 3',
      'shop/broker-killed: not played: 1 of 2 copies of the stack ended before the first drill',
    ],
  ])('%s', (_name, journals, expected, never) => {
    const { report } = foldRun(journals);
    expect(`${report.verdict} ${report.exitCode}`).toBe(expected);
    const skipped = report.drills.filter(({ verdict }) => verdict === 'skipped');
    expect(skipped.map(({ id, reason }) => `${id}: ${reason}`).join()).toBe(never);
  });
});

it('shards that were played side by side are merged like others, also with the same drill in two copies', () => {
  const whole = ['shop/placebo', 'shop/placebo'];
  const shard = { index: 1, count: 2 };
  const journals: Several<ReadJournal> = [
    copy(1, placebo(), { places: [0], whole, shard }),
    copy(2, placebo(), { places: [1], whole, shard }),
  ];
  const other = copy(1, ok, { places: [0], whole: ['shop/broker-killed'], shard: { index: 2, count: 2 } });
  const shards = [
    { name: 'b', journals: [{ ...other, events: other.events.map(withoutCopy) }] },
    { name: 'a', journals },
  ] as const;
  const { report } = mergeShards(shards, 'whole', { overlap: false, otherSource: false, missing: false });
  expect(report.drills.map(({ id, attempt }) => `${id} ${attempt}`)).toEqual([
    'shop/placebo 1',
    'shop/placebo 2',
    'shop/broker-killed 3',
  ]);
  expect(report).toMatchObject({ run: 'whole', exitCode: 0, selection: { shard: null } });
});

const withoutCopy = (event: ReadJournal['events'][number]): ReadJournal['events'][number] => {
  if (event.type !== 'run.started') return event;
  const { copy: _, ...rest } = event;
  return rest;
};
