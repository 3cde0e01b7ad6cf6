// Functions over a window of samples, as Prometheus computes them.
import type { RangeItem } from './value.ts';

/** Null: the window holds too little. */
type RangeFunction = (item: RangeItem, windowMs: number, endMs: number) => number | null;

const values = ({ samples }: RangeItem): readonly number[] => samples.map(([, value]) => value);
const first = (item: RangeItem): readonly [number, number] => item.samples[0] ?? [0, 0];
const last = (item: RangeItem): readonly [number, number] => item.samples.at(-1) ?? [0, 0];
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

// What a counter grew by, resets included.
const grown = (item: RangeItem): number => {
  let total = 0;
  values(item).forEach((value, index, all) => {
    const before = all[index - 1];
    if (before !== undefined) total += value >= before ? value - before : value;
  });
  return total;
};

// Prometheus stretches what the samples show to the window, unless they end well before its edge.
const extrapolated = (item: RangeItem, change: number, windowMs: number, endMs: number): number | null => {
  const count = item.samples.length;
  if (count < 2) return null;
  const [firstMs] = first(item);
  const [lastMs] = last(item);
  const coveredMs = lastMs - firstMs;
  const averageMs = coveredMs / (count - 1);
  const stretch = (gapMs: number): number => (gapMs < averageMs * 1.1 ? gapMs : averageMs / 2);
  const wholeMs = coveredMs + stretch(firstMs - (endMs - windowMs)) + stretch(endMs - lastMs);
  return change * (wholeMs / coveredMs);
};

const perSecond = (change: number | null, ms: number): number | null =>
  change === null ? null : (change * 1000) / ms;

const lastTwo = (item: RangeItem): RangeItem | null =>
  item.samples.length < 2 ? null : { ...item, samples: item.samples.slice(-2) };

export const rangeFunctions: Readonly<Record<string, RangeFunction>> = {
  increase: (item, windowMs, endMs) => extrapolated(item, grown(item), windowMs, endMs),
  rate: (item, windowMs, endMs) => perSecond(extrapolated(item, grown(item), windowMs, endMs), windowMs),
  delta: (item, windowMs, endMs) => extrapolated(item, last(item)[1] - first(item)[1], windowMs, endMs),
  irate: (item) => {
    const two = lastTwo(item);
    return two === null ? null : perSecond(grown(two), last(two)[0] - first(two)[0]);
  },
  idelta: (item) => {
    const two = lastTwo(item);
    return two === null ? null : last(two)[1] - first(two)[1];
  },
  changes: (item) => values(item).filter((value, index, all) => index > 0 && value !== all[index - 1]).length,
  resets: (item) => values(item).filter((value, index, all) => value < (all[index - 1] ?? value)).length,
  avg_over_time: (item) => sum(values(item)) / item.samples.length,
  sum_over_time: (item) => sum(values(item)),
  min_over_time: (item) => Math.min(...values(item)),
  max_over_time: (item) => Math.max(...values(item)),
  count_over_time: (item) => item.samples.length,
  last_over_time: (item) => last(item)[1],
  present_over_time: () => 1,
};
