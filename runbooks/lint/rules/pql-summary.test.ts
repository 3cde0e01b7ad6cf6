// Quantiles of quantiles.
import { expect, it } from 'vitest';
import { find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { pqlSummary } from './pql-summary.ts';

const promql = (text: string): string => `\`\`\`promql\n${text}\n\`\`\`\n`;

it.each([
  'avg(a_seconds{quantile="0.99"}) > 1',
  'sum by (job) (a_seconds{quantile="0.5"})',
  'avg(http_request_duration_ms_p99)',
  'avg by (pod) (rpc_p95_seconds)',
  'avg(a_seconds{quantile=~"0.9|0.99"}) by (job)',
])('finds %s', (expression) => {
  expect(places(pqlSummary, promql(expression))).toEqual(['2']);
});

it.each([
  'max(a_seconds{quantile="0.99"}) > 1',
  'a_seconds{quantile="0.99"} > 1',
  'avg(rate(a_seconds_sum[5m]) / rate(a_seconds_count[5m]))',
  'histogram_quantile(0.99, sum by (le) (rate(a_seconds_bucket[5m])))',
  'count(a_seconds{quantile="0.99"} > 1)',
  'avg_over_time(a_seconds{quantile="0.99"}[5m])',
])('leaves alone: %s', (expression) => {
  expect(find(pqlSummary, promql(expression))).toEqual([]);
});
