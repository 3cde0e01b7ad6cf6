// histogram_quantile over classic buckets.
import { pick, signature, type Item } from './value.ts';

export const histogramQuantile = (quantile: number, buckets: readonly Item[]): readonly Item[] => {
  const groups = new Map<string, Item[]>();
  for (const item of buckets) {
    const key = signature(pick(item.labels, ['le'], false));
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()].map((items) => ({
    labels: pick(items[0]?.labels ?? {}, ['le'], false),
    value: quantileOf(quantile, items),
  }));
};

const bound = ({ labels }: Item): number =>
  labels['le'] === '+Inf' ? Number.POSITIVE_INFINITY : Number(labels['le']);

const quantileOf = (quantile: number, items: readonly Item[]): number => {
  const sorted = [...items].sort((a, b) => bound(a) - bound(b));
  const total = sorted.at(-1)?.value ?? 0;
  if (
    sorted.length < 2 ||
    total === 0 ||
    bound(sorted.at(-1) ?? { labels: {}, value: 0 }) !== Number.POSITIVE_INFINITY
  )
    return Number.NaN;
  const rank = quantile * total;
  const index = sorted.findIndex(({ value }) => value >= rank);
  const bucket = sorted[index];
  const below = sorted[index - 1];
  if (bucket === undefined) return Number.NaN;
  // Above the last finite bound nothing more is known than that bound.
  if (bound(bucket) === Number.POSITIVE_INFINITY) return below === undefined ? Number.NaN : bound(below);
  const from = below === undefined ? 0 : bound(below);
  const counted = below?.value ?? 0;
  const inside = bucket.value - counted;
  return inside === 0 ? from : from + ((bound(bucket) - from) * (rank - counted)) / inside;
};
