// How long a drill will probably take: as long as it did, else as long as its deadlines let it.
import { recentPlays, type Candidate, type PastPlay } from './candidate.ts';

/** The median of its last plays at this pace, upwards of two; a drill that was never played here takes its longest. */
export const expectedMs = (
  { drill, longestMs }: Pick<Candidate, 'drill' | 'longestMs'>,
  past: readonly PastPlay[],
  pace: number,
): number => {
  const samePace = past.filter((play) => play.pace === pace);
  const took = recentPlays(samePace, drill)
    .map(({ tookMs }) => tookMs)
    .toSorted((a, b) => a - b);
  return took[took.length >> 1] ?? longestMs;
};
