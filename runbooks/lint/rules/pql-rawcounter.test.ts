// Counters as they stand.
import { expect, it } from 'vitest';
import { find, withMetrics } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { pqlRawcounter } from './pql-rawcounter.ts';

const promql = (text: string): string => `\`\`\`promql\n${text}\n\`\`\`\n`;

it.each([
  'failed_total / received_total > 0.1',
  'sum(failed_total) / sum(received_total)',
  'failed_total{job="a"} > 10',
  'sum(errors_total) > 100',
  '100 * failed_total / (ok_total + failed_total)',
])('finds %s', (expression) => {
  expect(places(pqlRawcounter, promql(expression))).toEqual(['2']);
});

it.each([
  'sum(rate(failed_total[5m])) / sum(rate(received_total[5m])) > 0.1',
  'increase(failed_total[1h]) > 10',
  'failed_total - failed_total offset 1h > 10',
  'mem_used / memory_total',
  'disk_used_bytes / disk_bytes_total > 0.9',
  'queue_depth > 10',
  'sum(http_requests_total)',
  'job:failed_total:rate5m > 1',
  'delta(failed_total[5m]) > 1',
])('leaves alone: %s', (expression) => {
  expect(find(pqlRawcounter, promql(expression))).toEqual([]);
});

it('believes a snapshot more than a name', () => {
  const metrics = withMetrics('# TYPE jobs_failed_total gauge\njobs_failed_total 1\n');
  expect(find(pqlRawcounter, promql('jobs_failed_total > 5'), metrics)).toEqual([]);
  const counter = withMetrics('# TYPE jobs_failed counter\njobs_failed 1\n');
  expect(places(pqlRawcounter, promql('jobs_failed > 5'), counter)).toEqual(['2']);
});

const table = (row: string, header = '| Metric | Warning | Critical |\n|---|---|---|'): string =>
  `## Metrics\n\n${header}\n${row}\n`;

it.each([
  ['in a table', table('| `jobs_dead_letter_total` | > 1 | > 5 |')],
  ['as a symptom', '## Mismatch\n\n**Symptoms**:\n\n- `mismatches_total` > 0\n'],
  ['as a condition', '## Alert: Failures\n\n**Trigger**: `failures_total` > 10\n'],
])('finds a counter over a number once: %s', (_, markdown) => {
  expect(places(pqlRawcounter, markdown)).toHaveLength(1);
});

it.each([
  ['in a window', table('| `jobs_dead_letter_total` | > 1/hour | > 5/hour |')],
  [
    'with a window in a column of its own',
    table('| `jobs_total` | > 5 | 10m |', '| Metric | Threshold | Window |\n|---|---|---|'),
  ],
  ['a level', table('| `jobs_queue_length` | > 50 | > 100 |')],
  ['an expression', '## Alert: Failures\n\n**Trigger**: `increase(failures_total[1h]) > 10`\n'],
  ['in words', '## Failures\n\n**Symptoms**:\n\n- `failures_total` > 5 within 10 minutes\n'],
  ['how much there is', table('| `disk_total` | > 50 | > 100 |')],
])('leaves alone: a counter %s', (_, markdown) => {
  expect(find(pqlRawcounter, markdown)).toEqual([]);
});
