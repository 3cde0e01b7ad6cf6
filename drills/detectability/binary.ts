// Arithmetic, comparisons and set operators between scalars and vectors.
import { NotPredictable, pick, scalar, signature, vector, type Item, type Value, itemsOf } from './value.ts';
import type { Labels } from './synthetic.ts';

export interface Matching {
  /** Null: all labels. */
  readonly labels: readonly string[] | null;
  readonly on: boolean;
  readonly bool: boolean;
}

const arithmetic: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '^': (a, b) => a ** b,
};
const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
};

export const combine = (operator: string, left: Value, right: Value, matching: Matching): Value => {
  if (['and', 'or', 'unless'].includes(operator)) return combineSets(operator, left, right, matching);
  const compute = (a: Item, b: Item, kept: Labels): readonly Item[] => {
    const compared = comparisons[operator]?.(a.value, b.value);
    if (compared === undefined) return [{ labels: kept, value: calculate(operator, a.value, b.value) }];
    if (matching.bool) return [{ labels: kept, value: compared ? 1 : 0 }];
    // A filter keeps the vector's value; with the scalar on the left that is the right side.
    return compared ? [{ labels: kept, value: left.type === 'scalar' ? b.value : a.value }] : [];
  };
  if (left.type === 'scalar' && right.type === 'scalar') {
    const [item] = compute({ labels: {}, value: left.value }, { labels: {}, value: right.value }, {});
    return item === undefined ? vector([]) : scalar(item.value);
  }
  if (right.type === 'scalar')
    return vector(itemsOf(left).flatMap((a) => compute(a, { labels: {}, value: right.value }, a.labels)));
  if (left.type === 'scalar')
    return vector(itemsOf(right).flatMap((b) => compute({ labels: {}, value: left.value }, b, b.labels)));
  const others = new Map(itemsOf(right).map((item) => [keyOf(item.labels, matching), item]));
  return vector(
    itemsOf(left).flatMap((a) => {
      const b = others.get(keyOf(a.labels, matching));
      return b === undefined ? [] : compute(a, b, keptLabels(a.labels, matching));
    }),
  );
};

const calculate = (operator: string, a: number, b: number): number => {
  const compute = arithmetic[operator];
  if (compute === undefined) throw new NotPredictable(`the operator ${operator} is not simulated`);
  return compute(a, b);
};

const keptLabels = (labels: Labels, { labels: names, on }: Matching): Labels =>
  names === null ? labels : pick(labels, names, on);
const keyOf = (labels: Labels, matching: Matching): string => signature(keptLabels(labels, matching));

const combineSets = (operator: string, left: Value, right: Value, matching: Matching): Value => {
  const ours = itemsOf(left);
  const theirs = itemsOf(right);
  const keys = (items: readonly Item[]): ReadonlySet<string> =>
    new Set(items.map(({ labels }) => keyOf(labels, matching)));
  const inRight = keys(theirs);
  if (operator === 'and') return vector(ours.filter(({ labels }) => inRight.has(keyOf(labels, matching))));
  if (operator === 'unless')
    return vector(ours.filter(({ labels }) => !inRight.has(keyOf(labels, matching))));
  const inLeft = keys(ours);
  return vector([...ours, ...theirs.filter(({ labels }) => !inLeft.has(keyOf(labels, matching)))]);
};
