// `--shard 1/4`: a share of the drills for each of several machines. Each computes the same shares from the same files.
import type { Candidate } from './candidate.ts';

export interface Shard {
  /** From 1 on. */
  readonly index: number;
  readonly count: number;
}

/** Null when it is no `index/count`. */
export const parseShard = (text: string): Shard | null => {
  const [, index, count] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  return index === undefined || count === undefined || index < 1 || index > count ? null : { index, count };
};

export const shardText = ({ index, count }: Shard): string => `${index}/${count}`;

/**
 * The longest drill goes to the shard with the least to do, then the next. Only what the files say counts, never how long
 * a machine took before: the shares of all machines must fit together.
 */
export const ofShard = <One extends Pick<Candidate, 'longestMs'>>(
  candidates: readonly One[],
  { index, count }: Shard,
): readonly One[] => {
  const loads = Array.from({ length: count }, () => 0);
  const shares = new Map<One, number>();
  for (const one of candidates.toSorted((a, b) => b.longestMs - a.longestMs)) {
    const least = loads.indexOf(Math.min(...loads));
    // Even a drill of no length takes its place: no shard stays empty while another has two.
    loads[least] = (loads[least] ?? 0) + Math.max(1, one.longestMs);
    shares.set(one, least);
  }
  return candidates.filter((one) => shares.get(one) === index - 1);
};
