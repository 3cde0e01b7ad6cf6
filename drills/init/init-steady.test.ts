// What is guessed of series that an alert looks at.
import { expect, it } from 'vitest';
import { firingLevel, guessedSteady, usesIn } from './init-steady.ts';

it.each([
  ['redis_up == 0', { redis_up: '1' }],
  ['queue_depth > 100', { queue_depth: '0' }],
  ['disk_free_bytes < 500', { disk_free_bytes: '501' }],
  ['rate(errors_total[5m]) > 0.1', { errors_total: '0/s' }],
  [
    'sum(rate(errors_total{job="api"}[5m])) / sum(rate(requests_total[5m])) > 0.1',
    { 'errors_total{job="api"}': '0/s', requests_total: '5/s' },
  ],
  ['rate(http_total{status=~"5.."}[5m]) / rate(http_total[5m]) > 0.1', { 'http_total{status="200"}': '5/s' }],
  [
    'sum(rate(http_total{path="/", status=~"5.."}[5m])) / sum(rate(http_total{path="/"}[5m])) > 0.1',
    { 'http_total{path="/", status="200"}': '5/s' },
  ],
  [
    'sum(rate(rpc_total{code!="fine"}[5m])) by (a) / sum(rate(rpc_total[5m])) by (a) > 14.4 * 0.001',
    { 'rpc_total{code="fine"}': '5/s' },
  ],
  [
    'rate(jobs_total{result="failed"}[5m]) / rate(jobs_total[5m]) > 0.1',
    { 'jobs_total{result="failed"}': '0/s', 'jobs_total{result="ok"}': '5/s' },
  ],
  ['rate(a_total{x!~"o.*"}[5m]) / rate(a_total[5m]) > 1', { 'a_total{x="ok"}': '5/s' }],
  ['absent(done_total) or rate(done_total[5m]) == 0', { done_total: '5/s' }],
  ['rate(done_total[5m]) < 0.5', { done_total: '5/s' }],
  ['0 == rate(done_total[5m])', { done_total: '5/s' }],
  ['10 < queue_depth', { queue_depth: '0' }],
  ['redis_up == 0 or mem_free_bytes <= 500', { redis_up: '1', mem_free_bytes: '501' }],
  ['balance > -5', { balance: '-6' }],
  ['debits_total - credits_total != 0', { debits_total: '0/s', credits_total: '0/s' }],
  ['histogram_quantile(0.99, rate(latency_bucket[5m])) > 2', {}],
  ['up{job="api"} == 0', {}],
  ['increase(jobs_failed[1h]) > 3', { jobs_failed: '0/s' }],
])('%s', (expression, guessed) => {
  expect(Object.fromEntries(guessedSteady([{ expression }], new Set(['up{job="api"}']), '5/s'))).toEqual(
    guessed,
  );
});

it('a series that one alert counts and another divides by is the load', () => {
  const alerts = ['rate(requests_total[5m]) > 90', 'rate(errors_total[5m]) / rate(requests_total[5m]) > 1'];
  const guessed = guessedSteady(
    alerts.map((expression) => ({ expression })),
    new Set(),
    '5/s',
  );
  expect(Object.fromEntries(guessed)).toEqual({ requests_total: '5/s', errors_total: '0/s' });
});

it.each([
  ['redis_up == 0', ['0']],
  ['queue_depth > 100', ['200']],
  ['replicas_behind > 0', ['1']],
  ['disk_free_bytes < 500', ['0']],
  ['rate(errors_total[5m]) > 0.1', ['5/s']],
  ['rate(done_total[5m]) < 0.5', ['0/s']],
  ['absent(heartbeat)', ['1']],
])('%s fires at %s', (expression, levels) => {
  expect(usesIn(expression).map((use) => firingLevel(use, '5/s'))).toEqual(levels);
});
