// What an expression looks at: metrics with their label matchers, and the comparisons it makes.
import type { SyntaxNode } from '@lezer/common';
import { childrenOf, nodeText, parsePromql } from './parse.ts';

export type MatchOp = '=' | '!=' | '=~' | '!~';
export interface LabelMatcher {
  readonly label: string;
  readonly op: MatchOp;
  readonly value: string;
}
export interface Selector {
  /** Null where only matchers name the series. */
  readonly metric: string | null;
  readonly matchers: readonly LabelMatcher[];
}

/** Every selector, in the order of the text. */
export const selectorsOf = (expression: string): readonly Selector[] => {
  const found: Selector[] = [];
  parsePromql(expression).tree.iterate({
    enter: ({ name, node }) => {
      if (name === 'VectorSelector') found.push(selectorAt(expression, node));
    },
  });
  return found;
};

/** Metric names, each once. */
export const metricNames = (expression: string): readonly string[] => [
  ...new Set(selectorsOf(expression).flatMap(({ metric }) => (metric === null ? [] : [metric]))),
];

/** `up{job="gateway"}` as a metric with matchers. */
export const selectorAt = (expression: string, node: SyntaxNode): Selector => {
  const identifier = node.getChild('Identifier');
  const matchers = node.getChild('LabelMatchers');
  const list = matchers === null ? [] : childrenOf(matchers).flatMap((child) => matcherAt(expression, child));
  const named = list.find(({ label, op }) => label === '__name__' && op === '=');
  return {
    metric: identifier === null ? (named?.value ?? null) : nodeText(expression, identifier),
    matchers: list.filter((matcher) => matcher !== named),
  };
};

const comparators = new Set(['Eql', 'Neq', 'Gtr', 'Lss', 'Gte', 'Lte']);

/** The comparators used, e.g. `['>', '==']`. */
export const comparatorsOf = (expression: string): readonly string[] => {
  const found: string[] = [];
  parsePromql(expression).tree.iterate({
    enter: ({ name, node }) => {
      if (comparators.has(name)) found.push(nodeText(expression, node));
    },
  });
  return found;
};

/** A comparison of what `node` is part of with a number, as if the number stood on the right. */
export interface NumberComparison {
  readonly comparator: string;
  readonly limit: number;
}

/** The nearest one around a node; null where there is none. */
export const comparisonAround = (expression: string, node: SyntaxNode): NumberComparison | null => {
  let below = node;
  for (let at = node.parent; at !== null; [below, at] = [at, at.parent]) {
    if (at.name !== 'BinaryExpr') continue;
    const sign = childrenOf(at).find(({ name }) => comparators.has(name));
    if (sign === undefined) continue;
    const isLeft = at.firstChild?.from === below.from;
    const other = isLeft ? at.lastChild : at.firstChild;
    const limit = other === null ? Number.NaN : Number(nodeText(expression, other).replaceAll(/\s/g, ''));
    const written = nodeText(expression, sign);
    if (Number.isNaN(limit)) return null;
    return { comparator: isLeft ? written : (flipped[written] ?? written), limit };
  }
  return null;
};

const flipped: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

const matcherAt = (expression: string, node: SyntaxNode): readonly LabelMatcher[] => {
  const label = node.getChild('LabelName') ?? node.getChild('QuotedLabelName');
  const op = node.getChild('MatchOp');
  const value = node.getChild('StringLiteral');
  if (label === null || op === null || value === null) return [];
  return [
    {
      label: stringValue(nodeText(expression, label)),
      op: nodeText(expression, op) as MatchOp,
      value: stringValue(nodeText(expression, value)),
    },
  ];
};

const stringValue = (literal: string): string => {
  if (!/^["'`]/.test(literal)) return literal;
  const inner = literal.slice(1, -1);
  return literal.startsWith('`') ? inner : inner.replaceAll(/\\(.)/g, '$1');
};
