// Averages and sums of quantiles: numbers that mean nothing.
import { selectorAt } from '../../../core/promql/facts.ts';
import { nodeText } from '../../../core/promql/parse.ts';
import { grouped } from '../looking/group.ts';
import { quoted } from '../looking/listing.ts';
import { quantileInName } from '../looking/metric-names.ts';
import { calleeOf, expressionsOf, nodesNamed } from '../looking/promql.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument): readonly Found[] =>
  grouped(
    expressionsOf(document).flatMap(({ text, tree, span }) =>
      nodesNamed(tree, 'AggregateExpr', 'FunctionCall').flatMap((node) => {
        const callee = calleeOf(text, node) ?? '';
        const selector = meaningless.has(callee) ? quantileIn(text, node) : null;
        if (selector === null) return [];
        return [
          {
            key: nodeText(text, node).replace(/\s+/g, ''),
            at: span,
            also: 'the same expression again',
            found: {
              message: `${callee}() of \`${quoted(selector)}\`, which is a quantile already: quantiles of several instances can't be ${callee === 'sum' ? 'added' : 'averaged'}, only histogram_quantile() over summed buckets gives the quantile of all`,
            },
          },
        ];
      }),
    ),
  );

const meaningless = new Set(['avg', 'sum']);

const quantileIn = (text: string, node: ReturnType<typeof nodesNamed>[number]): string | null => {
  let found: string | null = null;
  node.cursor().iterate(({ name, node: inner }) => {
    if (found !== null || name !== 'VectorSelector') return;
    const { metric, matchers } = selectorAt(text, inner);
    const labelled = matchers.some(({ label, op }) => label === 'quantile' && (op === '=' || op === '=~'));
    if (labelled || (metric !== null && quantileInName(metric) !== null)) found = nodeText(text, inner);
  });
  return found;
};

export const pqlSummary: Rule = {
  id: 'PQL-SUMMARY',
  level: 'medium',
  summary: 'a sum or an average of quantiles that were computed before',
  why: 'The mean of two p99 is not the p99 of both: one slow instance out of ten disappears in it, and the dashboard is green while users wait.',
  bad: '```promql\navg(http_request_duration_seconds{quantile="0.99"}) > 1\n```\n',
  good: '```promql\nmax(http_request_duration_seconds{quantile="0.99"}) > 1\n```\n',
  check,
};
