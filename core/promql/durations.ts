// The durations of a PromQL expression: found and rewritten in the tree, so that a string or a number that looks like one is never touched.
import type { SyntaxNode } from '@lezer/common';
import { formatDuration, parseDuration } from '../duration.ts';
import { nodeText, parsePromql } from './parse.ts';

export type DurationRole = 'range' | 'offset' | 'subquery-range' | 'subquery-step';

export interface PromqlDuration {
  readonly role: DurationRole;
  readonly ms: number;
  readonly from: number;
  readonly to: number;
}

/** In the order of the text. The expression has to parse. */
export const durationsOf = (expression: string): readonly PromqlDuration[] => {
  const found: PromqlDuration[] = [];
  parsePromql(expression).tree.iterate({
    enter: ({ name, node }) => {
      if (name !== 'NumberDurationLiteralInDurationContext') return;
      const ms = parseDuration(nodeText(expression, node));
      if (ms !== null) found.push({ role: roleOf(node), ms, from: node.from, to: node.to });
    },
  });
  return found;
};

/** The expression with every duration replaced by what `change` says, in milliseconds. */
export const rewriteDurations = (
  expression: string,
  change: (ms: number, role: DurationRole) => number,
): string => {
  let text = '';
  let done = 0;
  for (const { role, ms, from, to } of durationsOf(expression)) {
    const changed = Math.max(1, Math.round(change(ms, role)));
    text += expression.slice(done, from) + (ms === 0 ? expression.slice(from, to) : formatDuration(changed));
    done = to;
  }
  return text + expression.slice(done);
};

const roleOf = (literal: SyntaxNode): DurationRole => {
  let node = literal;
  while (node.parent !== null && /Duration/.test(node.parent.name)) node = node.parent;
  if (node.parent?.name === 'OffsetExpr') return 'offset';
  if (node.parent?.name !== 'SubqueryExpr') return 'range';
  return node.parent.getChildren('DurationExpr')[0]?.from === node.from ? 'subquery-range' : 'subquery-step';
};

/** How far back the expression looks: the longest sum of a range with the subqueries and offsets around it. */
export const reachMs = (expression: string): number => {
  let longest = 0;
  parsePromql(expression).tree.iterate({
    enter: ({ name, node }) => {
      if (name === 'VectorSelector') longest = Math.max(longest, reachAbove(expression, node));
    },
  });
  return longest;
};

const reachAbove = (expression: string, selector: SyntaxNode): number => {
  let totalMs = 0;
  for (let node = selector.parent; node !== null; node = node.parent) {
    const given = node.getChild('DurationExpr') ?? node.getChild('OffsetDurationExpr');
    if (given !== null) totalMs += parseDuration(nodeText(expression, given)) ?? 0;
  }
  return totalMs;
};
