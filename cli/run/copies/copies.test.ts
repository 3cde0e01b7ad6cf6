// `--parallel`: how many copies, who plays what, whose words a line has, and what ends them together.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { copyFolder } from '../../../core/journal/run-files.ts';
import { selectGameDay } from '../../scenarios.ts';
import { chooseDrills } from '../choice/choose-drills.ts';
import { copiesOf, type Machine } from './capacity.ts';
import { deal } from './deal.ts';
import { endTogether } from './end-together.ts';
import { copyEnv, ownCopy, partOf, wholeOf } from './own-copy.ts';
import { labelled } from './speak.ts';

const gib = 1024 ** 3;
const machine = (cores: number, freeGib: number): Machine => ({ cores, freeBytes: freeGib * gib });

describe('how many', () => {
  it.each<[string | undefined, Machine, number, string | null]>([
    [undefined, machine(8, 64), 1, null],
    ['1', machine(8, 64), 1, null],
    ['2', machine(2, 16), 2, null],
    ['auto', machine(4, 64), 4, null],
    ['auto', machine(4, 5), 2, null],
    ['auto', machine(1, 0.5), 1, null],
    ['4', machine(2, 16), 2, '--parallel 4: 2 of them, since there are 2 cores'],
    ['2', machine(1, 16), 1, '--parallel 2: 1 of them, since there is 1 core'],
    [
      '4',
      machine(8, 5),
      2,
      '--parallel 4: 2 of them, since 5GiB of memory are free, and each copy of the stack wants 2GiB',
    ],
    ['2', machine(8, 0), 1, '--parallel 2: 1 of them, since 0B of memory are free'],
  ])('%s on %j', (flag, of, count, told) => {
    const copies = copiesOf(flag, of);
    expect(copies.count).toBe(count);
    if (told === null) expect(copies.told).toBeNull();
    else expect(copies.told).toContain(told);
  });

  it.each(['0', '-1', '1.5', 'all', ''])('refused: "%s"', (flag) =>
    expect(() => copiesOf(flag, machine(2, 16))).toThrow(
      `--parallel: expected a whole number from 1 on, or auto, got "${flag}"`,
    ),
  );
});

const named = {
  ...selectGameDay(['shop'], 'test/fixtures/scenarios', 30),
  drills: ['web-killed', 'db-cut', 'web-killed'],
};

describe('who plays what', () => {
  const chosen = chooseDrills(named, {}, 2);
  const copies = deal(chosen, 7);

  it('every place once, in the order of the game day', () => {
    expect(copies.flatMap(({ places }) => places).toSorted()).toEqual([0, 1, 2]);
    for (const { places } of copies) expect(places).toEqual(places.toSorted());
    expect(copies.map(({ index, count, seed }) => [index, count, seed])).toEqual([
      [1, 2, 7],
      [2, 2, 7],
    ]);
  });

  it('a drill is played with changed steps by one of them', () => {
    expect(copies.flatMap(({ varied }) => varied).toSorted()).toEqual(['db-cut', 'web-killed']);
    for (const copy of copies)
      expect(partOf(wholeOf(named, copy), copy).drills).toEqual(expect.arrayContaining([...copy.varied]));
  });

  it('a child learns from its environment what it plays', () => {
    for (const copy of copies) {
      const own = ownCopy(copyEnv(copy));
      expect(own).toEqual(copy);
      expect(wholeOf(named, copy).drills).toEqual(chosen.drills);
      expect(partOf(wholeOf(named, copy), copy).drills).toEqual(
        copy.places.map((place) => chosen.drills[place]),
      );
    }
    expect(ownCopy({})).toBeNull();
  });

  it('says so beforehand, and nothing of one alone', () => {
    expect(chosen.told.join()).toMatch(
      /^side by side on 2 copies of the stack: [12] drills?, about \S+; [12] drills?, about \S+$/,
    );
    expect(chooseDrills(named, {}, 1).told).toEqual([]);
    // No more copies than drills.
    const two = chooseDrills({ ...named, drills: ['web-killed', 'db-cut'] }, {}, 5);
    expect(two.shares.map(({ places }) => places.length)).toEqual([1, 1]);
  });
});

describe('whose words', () => {
  it.each([
    ['one', 'db-cut | one\n'],
    ['one\n  two', 'db-cut | one\ndb-cut |   two\n'],
    ['\nSIGINT: ending', 'db-cut | SIGINT: ending\n'],
    [' 0:01.0    inject', 'db-cut |  0:01.0    inject\n'],
  ])('%j', (text, expected) => expect(labelled('db-cut', text)).toBe(expected));
});

describe('--fail-fast', () => {
  const run = mkdtempSync(join(tmpdir(), 'gameday-copies-'));
  const [one, other] = [copyFolder(run, 1), copyFolder(run, 2)];
  for (const folder of [one, other]) mkdirSync(folder, { recursive: true });
  afterAll(() => rmSync(run, { recursive: true }));

  it('what ends one copy ends the other after its drill', () => {
    expect(endTogether(other, null)).toBeNull();
    expect(endTogether(one, 'a failed')).toBe('a failed');
    expect(endTogether(other, null)).toBe('a failed');
    expect(endTogether(other, 'b failed')).toBe('b failed');
  });
});
