// `--shard 1/4`: a share of the drills for each of several machines. Each computes the same shares from the same files.
import type { Candidate } from './candidate.ts';
import { spread } from './spread.ts';

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
  const { doneBy } = spread(
    candidates.map(({ longestMs }) => longestMs),
    // More shards than drills get none, however many somebody types.
    Math.min(count, candidates.length),
  );
  return candidates.filter((_, at) => doneBy[at] === index - 1);
};
