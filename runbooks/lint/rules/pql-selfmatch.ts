// A ratio of one metric with itself: only series with equal labels meet, so what it gives is always 1.
import type { LabelMatcher } from '../../../core/promql/facts.ts';
import { nodeText } from '../../../core/promql/parse.ts';
import { grouped, type Case } from '../looking/group.ts';
import { quoted } from '../looking/listing.ts';
import { expressionsOf, nodesNamed, sidesOf, type Expression } from '../looking/promql.ts';
import { plainVector } from '../looking/vectors.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument): readonly Found[] =>
  grouped(expressionsOf(document).flatMap((expression) => casesIn(expression)));

const casesIn = ({ text, tree, span }: Expression): readonly Case[] =>
  nodesNamed(tree, 'BinaryExpr').flatMap((node) => {
    const sides = sidesOf(node);
    if (sides === null || node.getChild('MatchingModifierClause') !== null || setOperator(node)) return [];
    const [left, right] = sides.map((side) => plainVector(text, side));
    if (!left || !right || left.selector.metric === null || left.selector.metric !== right.selector.metric)
      return [];
    const extra =
      onlyIn(left.selector.matchers, right.selector.matchers) ??
      onlyIn(right.selector.matchers, left.selector.matchers);
    if (extra === null) return [];
    const [one, other] = sides.map((side) => nodeText(text, side).replace(/\s+/g, ' '));
    const ratio = node.getChild('Div') !== null;
    return [
      {
        key: `${one} ${other}`,
        at: span,
        also: 'the same expression again',
        found: {
          message: `both sides are \`${left.selector.metric}\`, and series match only those with equal labels: where ${sayMatchers(extra)} holds it is compared with itself, so this ${ratio ? 'is always 1' : 'compares nothing else'}`,
          ...(ratio && { suggestion: `sum(${quoted(one ?? '', 200)}) / sum(${quoted(other ?? '', 200)})` }),
        },
      },
    ];
  });

/** What the first demands beyond the second; null when it demands nothing more, or something else. */
const onlyIn = (
  matchers: readonly LabelMatcher[],
  fewer: readonly LabelMatcher[],
): readonly LabelMatcher[] | null => {
  const extra = matchers.filter((one) => !fewer.some((other) => sameMatcher(one, other)));
  const kept = fewer.every((one) => matchers.some((other) => sameMatcher(one, other)));
  return kept && extra.length > 0 ? extra : null;
};

const sameMatcher = (one: LabelMatcher, other: LabelMatcher): boolean =>
  one.label === other.label && one.op === other.op && one.value === other.value;

const setOperator = (node: { getChild(name: string): unknown }): boolean =>
  ['And', 'Or', 'Unless'].some((name) => node.getChild(name) !== null);

const sayMatchers = (matchers: readonly LabelMatcher[]): string =>
  matchers.map(({ label, op, value }) => `${label}${op}"${value}"`).join(', ');

export const pqlSelfmatch: Rule = {
  id: 'PQL-SELFMATCH',
  level: 'high',
  summary: 'a ratio of a metric with itself, where only series with equal labels meet',
  why: 'Both sides keep all their labels, so each series is divided by itself: the value is always 1, and the alert that is built on it never fires or always does.',
  bad: '```promql\nrate(http_requests_total{status="500"}[5m]) / rate(http_requests_total[5m]) > 0.05\n```\n',
  good: '```promql\nsum(rate(http_requests_total{status="500"}[5m])) / sum(rate(http_requests_total[5m])) > 0.05\n```\n',
  check,
};
