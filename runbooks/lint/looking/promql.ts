// The runbook's expressions, each with its tree: from fences, code spans, commands and rule snippets, those that parse.
import type { SyntaxNode, Tree } from '@lezer/common';
import { childrenOf, nodeText, parsePromql } from '../../../core/promql/parse.ts';
import type { Span } from '../../model.ts';
import { oncePer } from './once.ts';

export interface Expression {
  readonly text: string;
  readonly tree: Tree;
  readonly span: Span;
  readonly origin: 'fence' | 'inline' | 'command' | 'condition';
  readonly label: string | null;
}

export const expressionsOf = oncePer((document): readonly Expression[] => {
  const seen = new Set<string>();
  const found: Expression[] = [];
  const add = (text: string, span: Span, origin: Expression['origin'], label: string | null): void => {
    const key = `${span.line} ${text}`;
    const { tree, problem } = parsePromql(withoutVariables(text));
    if (problem !== null || seen.has(key)) return;
    seen.add(key);
    found.push({ text: withoutVariables(text), tree, span, origin, label });
  };
  for (const { expression, origin, label, ...span } of document.runbook.expressions)
    add(expression, spanOnly(span), origin, label);
  for (const alert of document.runbook.alerts) {
    for (const condition of alert.conditions) {
      if (condition.promql !== null) add(condition.promql, spanOnly(condition), 'condition', alert.name);
    }
  }
  return found;
});

const spanOnly = ({ line, endLine, column, endColumn }: Span): Span => ({ line, endLine, column, endColumn });

/** Dashboard variables as what Prometheus would get: `[$__rate_interval]` is a range, `"$job"` a string already. */
export const withoutVariables = (expression: string): string =>
  expression.replaceAll(/\[\s*(?:\$\{?\w+\}?|\[\[\w+\]\])\s*(:?)/g, (_, colon: string) => `[5m${colon}`);

/** Every node with this name. */
export const nodesNamed = (tree: Tree, ...names: readonly string[]): readonly SyntaxNode[] => {
  const found: SyntaxNode[] = [];
  tree.iterate({
    enter: ({ name, node }) => {
      if (names.includes(name)) found.push(node);
    },
  });
  return found;
};

/** The nearest node around `node` with one of these names. */
export const around = (node: SyntaxNode, ...names: readonly string[]): SyntaxNode | null => {
  for (let at = node.parent; at !== null; at = at.parent) if (names.includes(at.name)) return at;
  return null;
};

/** `rate`, `histogram_quantile`, `sum`; null for what is no call. */
export const calleeOf = (text: string, node: SyntaxNode): string | null => {
  const callee = node.getChild('FunctionIdentifier') ?? node.getChild('AggregateOp');
  return callee === null ? null : nodeText(text, callee).toLowerCase();
};

/** The functions that a node stands in, innermost first. */
export const calleesAround = (text: string, node: SyntaxNode): readonly string[] => {
  const found: string[] = [];
  for (let at = node.parent; at !== null; at = at.parent) {
    const callee = calleeOf(text, at);
    if (callee !== null) found.push(callee);
  }
  return found;
};

/** The two sides of a binary expression. */
export const sidesOf = (node: SyntaxNode): readonly [SyntaxNode, SyntaxNode] | null => {
  const { firstChild, lastChild } = node;
  return firstChild === null || lastChild === null || firstChild.from === lastChild.from
    ? null
    : [firstChild, lastChild];
};

export const unwrapped = (node: SyntaxNode): SyntaxNode => {
  let at = node;
  while (at.name === 'ParenExpr') {
    const inner = childrenOf(at).find(({ name }) => name !== '(' && name !== ')');
    if (inner === undefined) return at;
    at = inner;
  }
  return at;
};

export const isNumber = (node: SyntaxNode): boolean =>
  ['NumberDurationLiteral', 'NumberLiteral', 'UnaryExpr'].includes(unwrapped(node).name);
