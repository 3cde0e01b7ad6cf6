// Two sides of an operation whose labels can't agree: it gives nothing, or loses what has one label more.
import type { SyntaxNode } from '@lezer/common';
import { nodeText } from '../../../core/promql/parse.ts';
import { grouped, type Case } from '../looking/group.ts';
import { listing } from '../looking/listing.ts';
import { calleeOf, expressionsOf, nodesNamed, sidesOf, type Expression } from '../looking/promql.ts';
import { labelsLeft, plainVector, type Vector } from '../looking/vectors.ts';
import type { Found, Level, LintContext, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument, { metrics }: LintContext): readonly Found[] =>
  grouped(
    expressionsOf(document).flatMap((expression) => {
      const complaints = [
        ...nodesNamed(expression.tree, 'BinaryExpr').map((node) => ofBinary(expression, node, metrics)),
        ...nodesNamed(expression.tree, 'FunctionCall').map((node) => ofQuantile(expression, node)),
      ];
      return complaints.flatMap((complaint) => (complaint === null ? [] : [caseOf(expression, complaint)]));
    }),
  );

interface Complaint {
  readonly message: string;
  readonly level: Level;
  readonly node: SyntaxNode;
}

const caseOf = ({ text, span }: Expression, { message, level, node }: Complaint): Case => ({
  key: nodeText(text, node).replace(/\s+/g, ''),
  at: span,
  also: 'the same expression again',
  found: { message, level },
});

const ofBinary = (
  { text }: Expression,
  node: SyntaxNode,
  metrics: LintContext['metrics'],
): Complaint | null => {
  const sides = sidesOf(node);
  const sets = ['And', 'Or', 'Unless'].some((name) => node.getChild(name) !== null);
  if (sides === null || sets || node.getChild('MatchingModifierClause') !== null) return null;
  const [left, right] = sides.map((side) => labelsLeft(text, side));
  if (left && right) return ofGroupings(node, left, right);
  const [one, other] = sides.map((side) => plainVector(text, side));
  if (!one || !other || node.getChild('Div') === null) return null;
  return ofJobs(node, one, other) ?? ofRates(node, one, other, metrics);
};

const ofGroupings = (
  node: SyntaxNode,
  left: readonly string[],
  right: readonly string[],
): Complaint | null => {
  const differ = left.some((label) => !right.includes(label)) || right.some((label) => !left.includes(label));
  if (!differ) return null;
  return {
    node,
    level: 'high',
    message: `one side keeps ${sayLabels(left)}, the other ${sayLabels(right)}: no series match, and this gives nothing without on(…) or ignoring(…)`,
  };
};

const sayLabels = (labels: readonly string[]): string =>
  labels.length === 0 ? 'no label' : `the label${labels.length > 1 ? 's' : ''} ${listing(labels)}`;

/** Series of two jobs never have equal labels. */
const ofJobs = (node: SyntaxNode, one: Vector, other: Vector): Complaint | null => {
  for (const label of ['job', 'instance']) {
    const [a, b] = [one, other].map(({ selector }) =>
      selector.matchers.find((matcher) => matcher.label === label && matcher.op === '='),
    );
    if (a !== undefined && b !== undefined && a.value !== b.value) {
      return {
        node,
        level: 'high',
        message: `one side has ${label}="${a.value}", the other ${label}="${b.value}": no series match, and this gives nothing`,
      };
    }
  }
  return null;
};

// A share of failures: what fails is usually counted with a reason, what is asked for is not.
const failures = /err(?:or)?s?|fail|reject|timeout|timed_out|denied|drop|exception|panic|abort/;
const wholes =
  /request|total_count|received|attempt|calls|operations|messages|processed|queries|jobs|events|orders|tasks/;

const ofRates = (
  node: SyntaxNode,
  one: Vector,
  other: Vector,
  metrics: LintContext['metrics'],
): Complaint | null => {
  const [a, b] = [one.selector.metric ?? '', other.selector.metric ?? ''];
  const counters = [one, other].every(({ functions }) =>
    functions.some((name) => /^i?rate$|^increase$/.test(name)),
  );
  if (!counters || a === b || familyOf(a) === familyOf(b) || !a.endsWith('_total') || !b.endsWith('_total'))
    return null;
  const [labels, others] = [a, b].map((metric) => metrics?.families.get(metric)?.labels);
  if (labels !== undefined && others !== undefined) {
    const odd = [
      ...labels.filter((label) => !others.includes(label)),
      ...others.filter((label) => !labels.includes(label)),
    ];
    if (odd.length === 0) return null;
    return {
      node,
      level: 'high',
      message: `\`${a}\` and \`${b}\` differ in the label${odd.length > 1 ? 's' : ''} ${listing(odd)}: no series match, sum both sides first`,
    };
  }
  if (!failures.test(a) || failures.test(b) || !wholes.test(b)) return null;
  return {
    node,
    level: 'medium',
    message: `\`${a}\` and \`${b}\` are divided without sum(): series whose labels are not all equal on both sides are left out, and then this gives nothing`,
  };
};

const familyOf = (metric: string): string => metric.replace(/_(?:sum|count|bucket)$/, '');

/** Buckets without `le` are no histogram any more. */
const ofQuantile = ({ text }: Expression, node: SyntaxNode): Complaint | null => {
  if (calleeOf(text, node) !== 'histogram_quantile') return null;
  const argument = node.getChild('FunctionCallBody')?.lastChild ?? null;
  const left = argument === null ? null : labelsLeft(text, argument);
  if (argument === null || left === null || left.includes('le')) return null;
  if (!/_bucket\b/.test(nodeText(text, argument))) return null;
  return {
    node,
    level: 'high',
    message:
      'the aggregation inside histogram_quantile() drops the label le, and without it there is no quantile',
  };
};

export const pqlAgg: Rule = {
  id: 'PQL-AGG',
  level: 'medium',
  summary: 'two sides of an expression whose labels differ, or a quantile without le',
  why: 'Prometheus only combines series whose labels are all equal. What differs in one label is left out without a word: the expression gives nothing, and nothing never fires.',
  bad: '```promql\nrate(api_errors_total[5m]) / rate(api_requests_total[5m]) > 0.05\n```\n',
  good: '```promql\nsum(rate(api_errors_total[5m])) / sum(rate(api_requests_total[5m])) > 0.05\n```\n',
  check,
};
