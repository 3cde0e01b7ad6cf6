// What DIAG-MISMATCH finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { diagMismatch } from './diag-mismatch.ts';

const incident = (alert: string, ...lines: readonly string[]): string =>
  `## HighErrorRate\n\n**Alert:** ${alert}\n\n**Diagnosis:**\n\n${bash(...lines)}`;
const query = (expression: string): string => `curl "http://prom:9090/api/v1/query?query=${expression}"`;

describe('DIAG-MISMATCH finds', () => {
  it.each([
    ['a counter for a rate', incident('error rate > 5% for 5 minutes', query('http_errors_total')), 8],
    [
      'a sum of counters for a rate',
      incident('error rate > 5% for 5 minutes', query('sum(http_errors_total)')),
      8,
    ],
    [
      'one sample for a percentile',
      incident('p95 latency > 2s for 5 minutes', 'time curl http://localhost/api'),
      8,
    ],
    [
      'health for orders',
      incident('no orders for 10 minutes', '# Check that orders are submitted', 'curl http://shop/health'),
      9,
    ],
    [
      'health for a queue',
      incident('queue grows', '# Check queue depth', 'curl -s http://worker:8080/healthz'),
      9,
    ],
  ])('%s', (_, markdown, line) =>
    expect(find(diagMismatch, markdown)).toEqual([expect.stringMatching(`^${line} `)]),
  );
});

describe('DIAG-MISMATCH leaves alone', () => {
  it.each([
    ['a rate for a rate', incident('error rate > 5% for 5 minutes', query('rate(http_errors_total[5m])'))],
    ['a gauge', incident('queue > 100 items for 5 minutes', query('queue_depth'))],
    ['a counter without an alert', `## Errors\n\n${bash(query('http_errors_total'))}`],
    ['health for health', incident('API down', '# Check API health', 'curl http://shop/health')],
    [
      'a field of the readiness',
      incident('latency', '# Check database latency', "curl -s http://shop/ready | jq '.db.latency_ms'"),
    ],
    [
      'many samples',
      incident('p95 latency > 2s for 5 minutes', 'for i in $(seq 20); do time curl http://shop/api; done'),
    ],
  ])('%s', (_, markdown) => expect(find(diagMismatch, markdown)).toEqual([]));
});
