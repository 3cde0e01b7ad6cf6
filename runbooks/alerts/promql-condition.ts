// A PromQL expression as a condition: the comparison at the end of its tree, its metric, window and quantile.
import type { SyntaxNode } from '@lezer/common';
import { durationsOf } from '../../core/promql/durations.ts';
import { metricNames, selectorsOf } from '../../core/promql/facts.ts';
import { nodeText, parsePromql } from '../../core/promql/parse.ts';
import { isPlausiblePromql } from '../promql/plausible.ts';
import type { Comparator, Condition } from '../model.ts';
import { amountOf, durationMs, numberPattern, unitPattern } from './amounts.ts';
import { comparatorOf } from './comparators.ts';
import { quantileIn } from './statement.ts';

export type PromqlFacts = Pick<
  Condition,
  'metric' | 'isMetricName' | 'promql' | 'comparator' | 'value' | 'unit' | 'quantile' | 'windowMs'
>;

/** `promql` is kept as written, also where it doesn't parse: then its facts are read from its end as text. */
export const promqlFacts = (expression: string): PromqlFacts => {
  if (!isPlausiblePromql(expression)) return factsOfText(expression);
  const { tree, problem } = parsePromql(expression);
  if (problem !== null) return factsOfText(expression);
  const comparison = comparisonIn(expression, tree.topNode);
  const [metric = null] = metricNames(expression);
  const ranges = durationsOf(expression).filter(({ role }) => role === 'range' || role === 'subquery-range');
  return {
    metric,
    isMetricName: metric !== null,
    promql: expression,
    comparator: comparison?.comparator ?? null,
    value: comparison?.value ?? null,
    unit: null,
    quantile: quantileOf(expression, tree.topNode),
    windowMs: ranges[0]?.ms ?? null,
  };
};

interface Comparison {
  readonly comparator: Comparator;
  readonly value: number;
}

const operators = new Set(['Eql', 'Neq', 'Gtr', 'Lss', 'Gte', 'Lte']);
const mirrored: Readonly<Partial<Record<Comparator, Comparator>>> = {
  '>': '<',
  '<': '>',
  '>=': '<=',
  '<=': '>=',
};

/** The outermost comparison with a number; of several that are joined by `and`, the first. */
const comparisonIn = (text: string, top: SyntaxNode): Comparison | null => {
  let node: SyntaxNode | null = top.firstChild;
  while (node !== null && node.name !== 'BinaryExpr') {
    if (node.name !== 'ParenExpr' && node.name !== 'StepInvariantExpr') return null;
    node = node.firstChild;
  }
  if (node === null) return null;
  const [left, right] = [node.firstChild, node.lastChild];
  const operator = childNamed(node, operators);
  if (operator === null) return left === null ? null : comparisonIn(text, { firstChild: left } as SyntaxNode);
  const comparator = comparatorOf(nodeText(text, operator));
  if (comparator === null || left === null || right === null) return null;
  const [limit, other] = [numberAt(text, right), numberAt(text, left)];
  if (limit !== null) return { comparator, value: limit };
  return other === null ? null : { comparator: mirrored[comparator] ?? comparator, value: other };
};

const childNamed = (node: SyntaxNode, names: ReadonlySet<string>): SyntaxNode | null => {
  for (let child = node.firstChild; child !== null; child = child.nextSibling)
    if (names.has(child.name)) return child;
  return null;
};

/** A number, also in brackets and with a sign; `10 * 60` and `2^20` are computed. */
const numberAt = (text: string, node: SyntaxNode): number | null => {
  const source = nodeText(text, node);
  const product = /^\(?\s*(-?[\d.e+]+)\s*(?:([*^/])\s*(-?[\d.e+]+)\s*)?(?:\*\s*([\d.]+)\s*)?\)?$/i.exec(
    source,
  );
  if (product === null) return null;
  const [, first = '', operator, second = '1', third = '1'] = product;
  const [a, b, c] = [Number(first), Number(second), Number(third)];
  const value = operator === '^' ? a ** b : operator === '/' ? a / b : a * b;
  return Number.isFinite(value * c) ? value * c : null;
};

const quantileOf = (text: string, top: SyntaxNode): number | null => {
  const called = /\bhistogram_quantile\s*\(\s*(0?\.\d+)/.exec(nodeText(text, top))?.[1];
  if (called !== undefined) return Number(called);
  const label = selectorsOf(text)
    .flatMap(({ matchers }) => matchers)
    .find(({ label: name }) => name === 'quantile');
  if (label !== undefined && /^0?\.\d+$/.test(label.value)) return Number(label.value);
  return quantileIn(metricNames(text)[0] ?? '');
};

const atEnd = new RegExp(
  String.raw`^(.*?)\s*(>=|<=|==|!=|>|<)\s*(${numberPattern})(${unitPattern})?\s*$`,
  'su',
);

const factsOfText = (expression: string): PromqlFacts => {
  const [, left = expression, sign, value, unit] = atEnd.exec(expression) ?? [];
  const monitor = ofDatadog.exec(left);
  const metric =
    monitor?.[2] ??
    /[a-zA-Z_:][\w:]*[_:][\w:]*/.exec(left)?.[0] ??
    /[a-zA-Z_:][\w:]*/.exec(left)?.[0] ??
    null;
  return {
    metric,
    isMetricName: metric !== null && monitor === null,
    promql: expression,
    comparator: sign === undefined ? null : comparatorOf(sign),
    ...(value === undefined ? { value: null, unit: null } : amountOf(value, unit)),
    quantile: quantileIn(left.replace(/[{}]/g, ' ')),
    windowMs: monitor?.[1] === undefined ? null : durationMs(monitor[1]),
  };
};

// `avg(last_5m):avg:trace.http.request.duration{env:prod} by {service}`: metrics of Datadog have dots.
const ofDatadog =
  /(?:\b(?:avg|sum|min|max|count|change|pct_change|percentile)\(last_(\d+[smhdw])\)\s*:\s*)?\b(?:avg|sum|min|max|count|p\d{2}):([a-z][\w.]*)/i;
