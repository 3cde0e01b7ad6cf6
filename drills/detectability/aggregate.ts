// sum, min, max, avg, count and group, with `by` and `without`.
import { NotPredictable, pick, signature, type Item } from './value.ts';

const aggregators: Readonly<Record<string, (numbers: readonly number[]) => number>> = {
  sum: (numbers) => numbers.reduce((total, one) => total + one, 0),
  min: (numbers) => Math.min(...numbers),
  max: (numbers) => Math.max(...numbers),
  avg: (numbers) => numbers.reduce((total, one) => total + one, 0) / numbers.length,
  count: (numbers) => numbers.length,
  group: () => 1,
};

export interface Grouping {
  readonly labels: readonly string[];
  readonly by: boolean;
}

export const aggregate = (
  operator: string,
  items: readonly Item[],
  { labels, by }: Grouping,
): readonly Item[] => {
  const compute = aggregators[operator];
  if (compute === undefined) throw new NotPredictable(`${operator}() is not simulated`);
  const groups = new Map<string, { readonly labels: Item['labels']; readonly numbers: number[] }>();
  for (const item of items) {
    const kept = pick(item.labels, labels, by);
    const group = groups.get(signature(kept)) ?? { labels: kept, numbers: [] };
    group.numbers.push(item.value);
    groups.set(signature(kept), group);
  }
  return [...groups.values()].map((group) => ({ labels: group.labels, value: compute(group.numbers) }));
};
