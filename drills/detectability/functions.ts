// The functions of PromQL that the simulation knows.
import type { SyntaxNode } from '@lezer/common';
import { selectorAt } from '../../core/promql/facts.ts';
import { childrenOf, nodeText } from '../../core/promql/parse.ts';
import type { Instant } from './evaluate.ts';
import { histogramQuantile } from './histogram.ts';
import { rangeFunctions } from './range-functions.ts';
import { itemsOf, NotPredictable, scalar, vector, type Value } from './value.ts';

type Evaluate = (node: SyntaxNode, instant: Instant) => Value;

/** Of one number, with further scalars behind it. */
const pointwise: Readonly<Record<string, (value: number, ...rest: readonly number[]) => number>> = {
  abs: Math.abs,
  ceil: Math.ceil,
  floor: Math.floor,
  sqrt: Math.sqrt,
  exp: Math.exp,
  ln: Math.log,
  round: (value, to = 1) => Math.round(value / to) * to,
  clamp: (value, low = 0, high = 0) => Math.max(low, Math.min(high, value)),
  clamp_min: (value, low = 0) => Math.max(low, value),
  clamp_max: (value, high = 0) => Math.min(high, value),
};

export const callFunction = (node: SyntaxNode, instant: Instant, evaluate: Evaluate): Value => {
  const identifier = node.getChild('FunctionIdentifier');
  const body = node.getChild('FunctionCallBody');
  const name = identifier === null ? '' : nodeText(instant.expression, identifier);
  const parameters = body === null ? [] : childrenOf(body);
  const [first] = parameters;
  if (first === undefined) throw new NotPredictable(`${name}() is not simulated`);
  if (name === 'absent') return absent(first, instant, evaluate);
  const values = parameters.map((parameter) => evaluate(parameter, instant));
  const [value, second] = values;
  if (value === undefined) throw new NotPredictable(`${name}() is not simulated`);
  if (name === 'histogram_quantile') return quantiles(value, second);
  if (name === 'vector') return vector(itemsOf(value));
  if (name === 'scalar')
    return scalar(itemsOf(value).length === 1 ? (itemsOf(value)[0]?.value ?? 0) : Number.NaN);
  if (value.type === 'range') return overRange(name, value);
  const compute = pointwise[name];
  if (compute === undefined) throw new NotPredictable(`${name}() is not simulated`);
  const rest = values.slice(1).map((one) => itemsOf(one)[0]?.value ?? Number.NaN);
  return vector(itemsOf(value).map((item) => ({ ...item, value: compute(item.value, ...rest) })));
};

const overRange = (name: string, range: Extract<Value, { type: 'range' }>): Value => {
  const compute = rangeFunctions[name];
  if (compute === undefined) throw new NotPredictable(`${name}() is not simulated`);
  return vector(
    range.items.flatMap((item) => {
      const value = item.samples.length === 0 ? null : compute(item, range.windowMs, range.endMs);
      return value === null ? [] : [{ labels: item.labels, value }];
    }),
  );
};

const quantiles = (quantile: Value, buckets: Value | undefined): Value => {
  if (quantile.type !== 'scalar' || buckets === undefined)
    throw new NotPredictable('histogram_quantile() wants a number and buckets');
  return vector(histogramQuantile(quantile.value, itemsOf(buckets)));
};

const absent = (node: SyntaxNode, instant: Instant, evaluate: Evaluate): Value => {
  if (itemsOf(evaluate(node, instant)).length > 0) return vector([]);
  const labels =
    node.name === 'VectorSelector'
      ? selectorAt(instant.expression, node).matchers.flatMap(({ label, op, value }) =>
          op === '=' ? [[label, value] as const] : [],
        )
      : [];
  return vector([{ labels: Object.fromEntries(labels), value: 1 }]);
};
