// The one signal that a summary shows: the worst verdict, then the latest.
import type { SignalReport } from './schema.ts';

const rank = { fail: 0, unknown: 1, pass: 2 } as const;

export const worstSignal = <Signal extends Pick<SignalReport, 'verdict' | 'deliveredAfterMs'>>({
  signals,
}: {
  readonly signals: readonly Signal[];
}): Signal | null =>
  signals.toSorted(
    (a, b) =>
      rank[a.verdict] - rank[b.verdict] ||
      (b.deliveredAfterMs ?? Infinity) - (a.deliveredAfterMs ?? Infinity),
  )[0] ?? null;
