// A fault that hits a share of connections: how many fresh ones are looked at, and how many of them it may hit.
import { fail, pass, unknown, type Observation } from '../../core/observation.ts';
import { binomialBand, type Band } from './binomial.ts';

/**
 * A right fault is called wrong less often than once in a million, and one that hits none or all is never called right, even if a
 * few looks are misread. Toxiproxy draws for each connection by itself (`rand.Float32() < toxicity`, toxics/toxic.go), so that of n
 * fresh ones the number that is hit is binomial: with n = 64 and a share of 0.3 it is 4 to 38 but for a chance of 1e-6.
 */
const risk = 1e-6;
/** A machine that stalls makes a healthy connection look hit. */
const misread = 3;

/** Beyond them there would be too many for the time there is: 0.05 takes 434 connections. */
export const shares = { least: 0.05, most: 0.95 } as const;

// More at once would slow each other down, which looks like harm.
const atOnce = 8;

/** Passes when as many fresh connections show the harm as the share lets expect: some, and not all. */
export const shareBites = async (share: number, look: () => Promise<Observation>): Promise<Observation> => {
  const { count, least, most } = trialOf(share);
  const looks = await pooled(count, look, () => false);
  const [hits, misses] = [countOf(looks, 'pass'), countOf(looks, 'fail')];
  const unclear = count - hits - misses;
  const inBand = (hit: number): boolean => hit >= least && hit <= most;
  const outside = hits + unclear < least || hits > most;
  const judge = outside ? fail : inBand(hits) && inBand(hits + unclear) ? pass : unknown;
  const expected = `${least} to ${most} of ${count} hit (share ${share})`;
  const actual = `${hits} of ${count} hit${unclear > 0 ? `, ${unclear} unclear` : ''}`;
  return withExample(judge('fresh connections', expected, actual), looks, hits > 0 ? 'pass' : 'unknown');
};

/** The fewest connections with which none, all, and nearly so, are outside of the band. */
const trialOf = (share: number): Band & { readonly count: number } => {
  for (let count = 2 * misread; ; count += 1) {
    const band = binomialBand(count, share, risk);
    if (band.least > misread && band.most < count - misread) return { count, ...band };
  }
};

/** For the proof that it is gone: passes at the first connection that is hit, fails when so many are not that it can't be in. */
export const shareBitesAny = async (
  share: number,
  look: () => Promise<Observation>,
): Promise<Observation> => {
  if (share >= 1) return await look();
  const count = Math.ceil(Math.log(risk) / Math.log(1 - share));
  const looks = await pooled(count, look, ({ verdict }) => verdict === 'pass');
  const [hits, misses] = [countOf(looks, 'pass'), countOf(looks, 'fail')];
  const judge = hits > 0 ? pass : misses === count ? fail : unknown;
  const counted = judge('fresh connections', `at least 1 of ${count} hit`, `${hits} of ${looks.length} hit`);
  return withExample(counted, looks, hits > 0 ? 'pass' : 'unknown');
};

/** So many looks, some of them at once, or until one of them is enough. */
const pooled = async (
  count: number,
  look: () => Promise<Observation>,
  isEnough: (seen: Observation) => boolean,
): Promise<readonly Observation[]> => {
  const looks: Observation[] = [];
  let begun = 0;
  const work = async (): Promise<void> => {
    while (begun < count && !looks.some(isEnough)) {
      begun += 1;
      looks.push(await look());
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, work));
  return looks;
};

const countOf = (looks: readonly Observation[], verdict: Observation['verdict']): number =>
  looks.filter((one) => one.verdict === verdict).length;

/** What one of them showed, beside the count. */
const withExample = (
  counted: Observation,
  looks: readonly Observation[],
  verdict: Observation['verdict'],
): Observation => {
  const example = looks.find((one) => one.verdict === verdict);
  return { ...counted, evidence: [...counted.evidence, ...(example?.evidence ?? [])] };
};
