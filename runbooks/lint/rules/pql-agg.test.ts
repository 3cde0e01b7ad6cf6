// Sides whose labels can't agree.
import { expect, it } from 'vitest';
import { find, withMetrics } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { pqlAgg } from './pql-agg.ts';

const promql = (text: string): string => `\`\`\`promql\n${text}\n\`\`\`\n`;

it.each([
  'rate(rpc_errors_total[5m]) / rate(rpc_requests_total[5m])',
  'increase(orders_failed_total[1h]) / increase(orders_received_total[1h]) > 0.1',
  'sum by (pod) (rate(a_total[5m])) / sum(rate(b_total[5m]))',
  'sum by (a) (x) / sum by (b) (y)',
  'rate(a_total{job="api"}[5m]) / rate(b_total{job="node"}[5m])',
  'histogram_quantile(0.95, sum by (handler) (rate(http_seconds_bucket[5m])))',
  'histogram_quantile(0.95, sum(rate(http_seconds_bucket[5m])))',
])('finds %s', (expression) => {
  expect(places(pqlAgg, promql(expression))).toEqual(['2']);
});

it.each([
  'sum(rate(rpc_errors_total[5m])) / sum(rate(rpc_requests_total[5m]))',
  'rate(x_sum[5m]) / rate(x_count[5m])',
  'rate(x_seconds_sum[5m]) / on(job) rate(x_seconds_count[5m])',
  'node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes',
  'rate(cache_hits_total[5m]) / (rate(cache_hits_total[5m]) + rate(cache_misses_total[5m]))',
  'sum by (pod) (a) / on(pod) group_left sum by (pod, node) (b)',
  'sum by (pod) (a) / sum by (pod) (b)',
  'sum(a) / 100',
  'histogram_quantile(0.95, sum by (le, handler) (rate(http_seconds_bucket[5m])))',
  'histogram_quantile(0.95, rate(http_seconds_bucket[5m]))',
  'sum without (le) (a) / sum(b)',
])('leaves alone: %s', (expression) => {
  expect(find(pqlAgg, promql(expression))).toEqual([]);
});

it('knows labels where a snapshot tells them', () => {
  const expression = promql('rate(rpc_errors_total[5m]) / rate(rpc_requests_total[5m])');
  const page = (labels: string): string =>
    `# TYPE rpc_errors_total counter\nrpc_errors_total${labels} 1\n# TYPE rpc_requests_total counter\nrpc_requests_total 2\n`;
  expect(find(pqlAgg, expression, withMetrics(page('')))).toEqual([]);
  expect(find(pqlAgg, expression, withMetrics(page('{type="timeout"}')))).toEqual([
    expect.stringContaining('type'),
  ]);
});
