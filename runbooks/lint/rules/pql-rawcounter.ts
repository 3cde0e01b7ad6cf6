// Counters compared since their start: what happened last minute hardly moves them, and what once was never goes away.
import type { SyntaxNode } from '@lezer/common';
import { selectorAt } from '../../../core/promql/facts.ts';
import { nodeText } from '../../../core/promql/parse.ts';
import { grouped, type Case } from '../looking/group.ts';
import { listing, quoted } from '../looking/listing.ts';
import { looksLikeCounter } from '../looking/metric-names.ts';
import {
  calleesAround,
  expressionsOf,
  isNumber,
  nodesNamed,
  sidesOf,
  type Expression,
} from '../looking/promql.ts';
import { countersSinceStart } from '../looking/counter-limits.ts';
import type { Found, LintContext, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument, { metrics }: LintContext): readonly Found[] => [
  ...grouped(expressionsOf(document).flatMap((expression) => ofExpression(expression, metrics))),
  ...countersSinceStart(document, metrics),
];

const ofExpression = ({ text, tree, span }: Expression, metrics: LintContext['metrics']): readonly Case[] => {
  const found: Case[] = [];
  for (const node of nodesNamed(tree, 'BinaryExpr')) {
    const isRatio = node.getChild('Div') !== null;
    const counters = [...new Set(rawCounters(text, node, metrics))];
    if (counters.length === 0 || isInsideFound(node, found, text)) continue;
    const message = isRatio ? ofRatio(counters) : ofLimit(text, node, counters);
    if (message === null) continue;
    const key = nodeText(text, node).replace(/\s+/g, '');
    found.push({ key, at: span, also: 'the same expression again', found: { message } });
  }
  return found.slice(0, 1);
};

// The outer comparison of a ratio that is told already says nothing new.
const isInsideFound = (node: SyntaxNode, found: readonly Case[], text: string): boolean =>
  found.some(({ key }) => nodeText(text, node).replace(/\s+/g, '').includes(key));

const ofRatio = (counters: readonly string[]): string | null =>
  counters.length < 2
    ? null
    : `${listing(counters.map((name) => `\`${name}\``))} are divided as counted since the start: after days of traffic an outage hardly moves the ratio, rate(…[5m]) on each side would`;

const ofLimit = (text: string, node: SyntaxNode, counters: readonly string[]): string | null => {
  const sides = sidesOf(node);
  const compares = ['Gtr', 'Gte', 'Eql', 'Lss', 'Lte', 'Neq'].some((name) => node.getChild(name) !== null);
  if (sides === null || !compares || counters.length !== 1 || isNumber(sides[0]) === isNumber(sides[1]))
    return null;
  const series = isNumber(sides[0]) ? sides[1] : sides[0];
  if (nodesNamedIn(series, 'BinaryExpr') > 0) return null;
  return `\`${quoted(nodeText(text, node), 80)}\` compares a counter as it stands since its start: once true it stays true, increase(…[1h]) would say what happened lately`;
};

const nodesNamedIn = (node: SyntaxNode, wanted: string): number => {
  let count = 0;
  node.cursor().iterate(({ name }) => {
    if (name === wanted) count += 1;
  });
  return count;
};

/** Counters in a node that no function makes a change over time of. */
const rawCounters = (text: string, node: SyntaxNode, metrics: LintContext['metrics']): readonly string[] => {
  const found: string[] = [];
  if (/\boffset\b/.test(nodeText(text, node))) return found;
  node.cursor().iterate(({ name, node: inner }) => {
    if (name !== 'VectorSelector') return;
    const { metric } = selectorAt(text, inner);
    if (metric === null || !looksLikeCounter(metric, metrics)) return;
    if (inner.parent?.name === 'MatrixSelector' || inner.parent?.name === 'SubqueryExpr') return;
    if (calleesAround(text, inner).some((callee) => overTime.test(callee))) return;
    found.push(metric);
  });
  return found;
};

const overTime =
  /^i?rate$|^increase$|^i?delta$|^deriv$|^changes$|^resets$|^absent|^count$|^group$|^timestamp$|_over_time$/;

export const pqlRawcounter: Rule = {
  id: 'PQL-RAWCOUNTER',
  level: 'high',
  summary: 'counters compared as they stand since their start',
  why: 'A counter only grows. A ratio of two of them is the mean since the process began: after a week a total outage needs hours to show, and clears as slowly.',
  bad: '```promql\norders_failed_total / orders_received_total > 0.1\n```\n',
  good: '```promql\nsum(rate(orders_failed_total[5m])) / sum(rate(orders_received_total[5m])) > 0.1\n```\n',
  check,
};
