// A share of connections, against coins that fall as they should and otherwise: the arithmetic, and what is called right and wrong.
import { describe, expect, it } from 'vitest';
import { fail, pass, unknown, type Observation } from '../../core/observation.ts';
import { binomialBand } from './binomial.ts';
import { shareBites, shareBitesAny, shares } from './share.ts';

/** The first `hits` of all looks show the harm, the next `unclear` nothing that could be told, the others none. */
const coins = (hits: number, unclear = 0) => {
  let looks = 0;
  return (): Promise<Observation> => {
    looks += 1;
    const judge = looks <= hits ? pass : looks <= hits + unclear ? unknown : fail;
    return Promise.resolve(judge('ping', 'reset', 'seen'));
  };
};

/** Exact, by Pascal's triangle in big integers: chances of `hits` in `count` when one in `of` is hit `share` times. */
const exactChance = (count: number, hits: number, parts: number, of: number): number => {
  let ways = 1n;
  for (let step = 1; step <= hits; step += 1) ways = (ways * BigInt(count - step + 1)) / BigInt(step);
  const scale = 10n ** 40n;
  const chance =
    (ways * BigInt(parts) ** BigInt(hits) * BigInt(of - parts) ** BigInt(count - hits) * scale) /
    BigInt(of) ** BigInt(count);
  return Number(chance) / 1e40;
};

describe('the band', () => {
  it.each([
    [64, 0.3],
    [212, 0.1],
    [34, 0.5],
    [434, 0.05],
    [434, 0.95],
  ])(
    '%i trials at %d: outside of it lies less than one in a million, and it is as narrow as can be',
    (count, share) => {
      const { least, most } = binomialBand(count, share, 1e-6);
      const outside = (from: number, to: number): number => {
        let sum = 0;
        for (let hits = from; hits <= to; hits += 1)
          sum += exactChance(count, hits, Math.round(share * 100), 100);
        return sum;
      };
      expect(outside(0, least - 1)).toBeLessThanOrEqual(5e-7);
      expect(outside(0, least)).toBeGreaterThan(5e-7);
      expect(outside(most + 1, count)).toBeLessThanOrEqual(5e-7);
      expect(outside(most, count)).toBeGreaterThan(5e-7);
    },
  );
});

describe('a share bites', () => {
  it.each<[string, number, number, number, Observation['verdict']]>([
    ['as many as expected', 0.3, 12, 0, 'pass'],
    ['the fewest that may be', 0.3, 4, 0, 'pass'],
    ['none', 0.3, 0, 0, 'fail'],
    ['none, and three were misread', 0.3, 3, 0, 'fail'],
    ['all', 0.3, 64, 0, 'fail'],
    ['all, and three were misread', 0.5, 31, 0, 'fail'],
    ['far more than the share', 0.3, 50, 0, 'fail'],
    ['far fewer than the share', 0.9, 64, 0, 'fail'],
    ['a few of which nothing could be told', 0.3, 19, 5, 'pass'],
    ['so many unclear that it may be too many', 0.3, 25, 25, 'unknown'],
    ['none for sure, some unclear', 0.3, 0, 6, 'unknown'],
    ['all of them unclear', 0.3, 0, 64, 'unknown'],
  ])('%s', async (_, share, hits, unclear, verdict) => {
    const seen = await shareBites(share, coins(hits, unclear));
    expect(`${seen.verdict}: ${seen.evidence[0]?.actual}`).toMatch(new RegExp(`^${verdict}: `));
  });

  it('never calls none or all right, at any share', async () => {
    for (let percent = shares.least * 100; percent <= shares.most * 100; percent += 5) {
      expect((await shareBites(percent / 100, coins(0))).verdict).toBe('fail');
      expect((await shareBites(percent / 100, coins(Infinity))).verdict).toBe('fail');
    }
  });

  it('says what it counted, and shows one', async () => {
    expect((await shareBites(0.3, coins(19))).evidence).toEqual([
      { what: 'fresh connections', expected: '4 to 38 of 64 hit (share 0.3)', actual: '19 of 64 hit' },
      { what: 'ping', expected: 'reset', actual: 'seen' },
    ]);
  });
});

describe('a share is gone', () => {
  it.each<[string, number, number, number, Observation['verdict']]>([
    ['when none of enough is hit', 0.3, 0, 0, 'fail'],
    ['not while one is hit', 0.3, 1, 0, 'pass'],
    ['not while one could not be told', 0.3, 0, 1, 'unknown'],
  ])('%s', async (_, share, hits, unclear, verdict) => {
    expect((await shareBitesAny(share, coins(hits, unclear))).verdict).toBe(verdict);
  });
});
