// Metrics used as what they are not: rate of a level, quantiles of what has no buckets, counters read as levels.
import type { SyntaxNode } from '@lezer/common';
import { selectorAt } from '../../../core/promql/facts.ts';
import { nodeText } from '../../../core/promql/parse.ts';
import { grouped, type Case } from '../looking/group.ts';
import { metricsNamed } from '../looking/metrics-named.ts';
import { familyOf, looksLikeCounter, looksLikeGauge } from '../looking/metric-names.ts';
import { calleeOf, expressionsOf, nodesNamed, type Expression } from '../looking/promql.ts';
import type { Found, LintContext, LintDocument, MetricFacts, Rule } from '../rule.ts';

const check = (document: LintDocument, { metrics }: LintContext): readonly Found[] =>
  grouped([
    ...expressionsOf(document).flatMap((expression) => ofExpression(document, expression, metrics)),
    ...countersAsLevels(document, metrics),
  ]);

const ofExpression = (
  document: LintDocument,
  { text, tree, span }: Expression,
  metrics: MetricFacts | null,
): readonly Case[] =>
  nodesNamed(tree, 'FunctionCall').flatMap((node) => {
    const callee = calleeOf(text, node) ?? '';
    const message =
      callee === 'histogram_quantile'
        ? ofQuantile(document, text, node, metrics)
        : ofRate(text, node, callee, metrics);
    if (message === null) return [];
    return [
      {
        key: nodeText(text, node).replace(/\s+/g, ''),
        at: span,
        also: 'the same expression again',
        found: message,
      },
    ];
  });

const ofRate = (
  text: string,
  node: SyntaxNode,
  callee: string,
  metrics: MetricFacts | null,
): Case['found'] | null => {
  if (!/^(?:i?rate|increase)$/.test(callee)) return null;
  const metric = metricsIn(text, node)[0];
  if (metric === undefined || !looksLikeGauge(metric, metrics)) return null;
  const known = familyOf(metric, metrics) !== null;
  return {
    message: `${callee}() of \`${metric}\`, ${known ? 'which is a gauge' : 'by its name a level that goes up and down'}: every fall counts as a restart of a counter, so the result is too large; deriv() or delta() is for levels`,
  };
};

const ofQuantile = (
  document: LintDocument,
  text: string,
  node: SyntaxNode,
  metrics: MetricFacts | null,
): Case['found'] | null => {
  const metric = metricsIn(text, node)[0];
  if (
    metric === undefined ||
    /_bucket$/.test(metric) ||
    metric.includes(':') ||
    /native/i.test(document.text)
  )
    return null;
  const family = familyOf(metric, metrics);
  if (family !== null && family.type === 'histogram')
    return {
      message: `histogram_quantile() wants the buckets: \`${metric}_bucket\``,
      suggestion: `${metric}_bucket`,
    };
  if (family !== null && family.type !== 'untyped')
    return { message: `histogram_quantile() of \`${metric}\`, which is a ${family.type} and has no buckets` };
  if (metric.endsWith('_sum') || metric.endsWith('_count'))
    return {
      message: `histogram_quantile() of \`${metric}\`: there are no buckets in it, they are in \`${metric.replace(/_(?:sum|count)$/, '_bucket')}\``,
    };
  return {
    message: `histogram_quantile() of \`${metric}\`, which by its name has no buckets (native histograms aside): \`${metric}_bucket\` has them`,
  };
};

const metricsIn = (text: string, node: SyntaxNode): readonly string[] => {
  const found: string[] = [];
  node.cursor().iterate(({ name, node: inner }) => {
    const metric = name === 'VectorSelector' ? selectorAt(text, inner).metric : null;
    if (metric !== null) found.push(metric);
  });
  return found;
};

const asLevel =
  /^[`*\s]*[-–—:|(]+\s*(?:the\s+)?(?:current(?:ly)?|number of (?:active|open|pending|waiting|running|connected|queued)|active|open|pending|queued)\b/i;

/** "`jobs_failed_total` - Current failed jobs". */
const countersAsLevels = (document: LintDocument, metrics: MetricFacts | null): readonly Case[] =>
  metricsNamed(document).flatMap(({ metric, span, rest }) =>
    looksLikeCounter(metric, metrics) && asLevel.test(rest) && familyOf(metric, metrics) === null
      ? [
          {
            key: metric,
            at: span,
            also: 'again',
            found: {
              level: 'low' as const,
              message: `\`${metric}\` is described as what there is now, and by its name counts what there ever was`,
            },
          },
        ]
      : [],
  );

export const metType: Rule = {
  id: 'MET-TYPE',
  level: 'medium',
  summary: 'a metric used as what it is not',
  why: 'The expression parses and draws a line, and the line means nothing.',
  bad: '```promql\nrate(queue_depth[5m])\n```\n',
  good: '```promql\nderiv(queue_depth[5m])\n```\n',
  check,
};
