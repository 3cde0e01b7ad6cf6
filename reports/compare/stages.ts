// Where time to detect is spent: from the fault to the metric, to pending, to firing, to delivery.
import type { SignalFacts } from './facts.ts';

export interface Stretch {
  /** E.g. `pending to firing`. */
  readonly name: string;
  readonly ms: number;
}

const order = [
  ['metric', 'metricAfterMs'],
  ['pending', 'pendingAfterMs'],
  ['firing', 'firingAfterMs'],
  ['delivered', 'deliveredAfterMs'],
] as const;

/** The stretches between the stages that were seen. */
export const stretchesOf = ({ stages }: Pick<SignalFacts, 'stages'>): readonly Stretch[] => {
  const seen = order.flatMap(([name, key]) => {
    const ms = stages[key];
    return ms === null ? [] : [{ name: name, ms }];
  });
  return seen.map(({ name, ms }, index) => {
    const before = seen[index - 1] ?? { name: 'fault', ms: 0 };
    return { name: `${before.name} to ${name}`, ms: ms - before.ms };
  });
};

/** The stretch that grew (or shrank) most, where the same stages were seen both times; null where one stretch is all there is. */
export const mostChanged = (
  from: SignalFacts,
  to: SignalFacts,
): { readonly name: string; readonly fromMs: number; readonly toMs: number } | null => {
  const [before, after] = [stretchesOf(from), stretchesOf(to)];
  const names = before.map(({ name }) => name);
  if (names.length < 2 || after.some(({ name }, index) => name !== names[index])) return null;
  if (after.length !== before.length) return null;
  const direction = Math.sign((to.afterMs ?? 0) - (from.afterMs ?? 0));
  const pairs = before.map(({ name, ms }, index) => ({ name, fromMs: ms, toMs: after[index]?.ms ?? ms }));
  return (
    pairs.toSorted((a, b) => direction * (b.toMs - b.fromMs) - direction * (a.toMs - a.fromMs))[0] ?? null
  );
};
