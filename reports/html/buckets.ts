// Thousands of samples brought down to what a screen can show.
import type { CheckVerdict } from '../../core/verdicts.ts';
import type { Outcome } from '../../core/workload.ts';
import { worstCheck } from '../../core/verdicts.ts';
import type { DrillCharts, ProbeLane, SliLane } from '../fold/charts.ts';
import type { Axis } from './axis.ts';

export const strips = 240;

export interface Run {
  readonly from: number;
  readonly to: number;
  readonly verdict: CheckVerdict;
}

/** Strips of the same worst verdict, joined; a strip without a look continues its neighbour (looks are rarer than strips). */
export const verdictRuns = (looks: ProbeLane['looks'], axis: Axis): Run[] => {
  const byStrip = Map.groupBy(looks, ({ t }) => stripOf(axis.share(t)));
  const runs: Run[] = [];
  for (const strip of [...byStrip.keys()].sort((a, b) => a - b)) {
    const verdict = worstCheck((byStrip.get(strip) ?? []).map((look) => look.verdict));
    const last = runs.at(-1);
    if (last === undefined) runs.push({ from: strip, to: strip + 1, verdict });
    else {
      runs[runs.length - 1] = { ...last, to: strip };
      if (last.verdict === verdict) runs[runs.length - 1] = { ...last, to: strip + 1 };
      else runs.push({ from: strip, to: strip + 1, verdict });
    }
  }
  return runs;
};

/** The slowest look of each strip. */
export const slowest = (looks: ProbeLane['looks'], axis: Axis): { strip: number; value: number }[] =>
  peaks(
    looks.map(({ t, durationMs }) => ({ t, value: durationMs })),
    axis,
  );

export const sliPeaks = (points: SliLane['points'], axis: Axis): { strip: number; value: number }[] =>
  peaks(
    points.flatMap(({ t, value }) => (value === null ? [] : [{ t, value }])),
    axis,
  );

const peaks = (
  points: readonly { t: number; value: number }[],
  axis: Axis,
): { strip: number; value: number }[] => {
  const highest = new Map<number, number>();
  for (const { t, value } of points) {
    const strip = stripOf(axis.share(t));
    highest.set(strip, Math.max(highest.get(strip) ?? -Infinity, value));
  }
  return [...highest].map(([strip, value]) => ({ strip, value })).sort((a, b) => a.strip - b.strip);
};

const stripOf = (share: number): number => Math.min(strips - 1, Math.floor(share * strips));

export interface TrafficBucket {
  readonly index: number;
  readonly counts: Readonly<Record<Outcome, number>>;
}

export interface Traffic {
  readonly buckets: readonly TrafficBucket[];
  readonly bucketCount: number;
  /** The tallest bucket, operations per second. */
  readonly maxRate: number;
  readonly maxCount: number;
}

/** Operations by bucket of at least half a second, at most 120 of them. */
export const trafficBuckets = ({ operations, fromT }: DrillCharts, axis: Axis): Traffic => {
  const bucketMs = Math.max(500, axis.spanMs / 120);
  const buckets = new Map<number, Record<Outcome, number>>();
  for (const { t, outcome } of operations) {
    if (t < fromT || t > fromT + axis.spanMs) continue;
    const index = Math.floor((t - fromT) / bucketMs);
    const counts = buckets.get(index) ?? { ok: 0, refused: 0, unknown: 0 };
    counts[outcome] += 1;
    buckets.set(index, counts);
  }
  const rows = [...buckets].map(([index, counts]) => ({ index, counts })).sort((a, b) => a.index - b.index);
  const maxCount = Math.max(1, ...rows.map(({ counts }) => counts.ok + counts.refused + counts.unknown));
  return {
    buckets: rows,
    bucketCount: axis.spanMs / bucketMs,
    maxCount,
    maxRate: (maxCount / bucketMs) * 1000,
  };
};
