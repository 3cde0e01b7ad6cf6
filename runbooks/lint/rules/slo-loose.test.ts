// Objectives and the alerts beside them.
import { expect, it } from 'vitest';
import { find } from '../testing/find.ts';
import { sloLoose } from './slo-loose.ts';

const slo = (...rows: readonly string[]): string =>
  `## SLOs\n\n| Metric | Target | Measurement Window | Alert Threshold |\n|---|---|---|---|\n${rows.join('\n')}\n`;

it.each([
  ['after the budget', '| Availability | 99.9% | 30 days | < 99.5% |', '43.2 minutes'],
  ['after ten budgets', '| Availability | 99.99% | 30 days | < 99.9% |', '10 budgets'],
  ['with the window in its name', '| Availability (30d) | 99.9% | | < 99.5% |', '43.2 minutes'],
  ['monthly', '| Monthly uptime | 99.9% | | < 99.5% |', '43.2 minutes'],
  ['a gap upwards', '| API p95 Latency | < 500ms | 5 minutes | > 1s |', 'between 500ms and 1s'],
  ['a gap downwards', '| Success Rate | > 95% | 1 hour | < 90% |', 'between 95% and 90%'],
  ['in other units', '| API p95 Latency | < 0.5s | 5 minutes | > 800ms |', 'between 0.5s and 800ms'],
])('finds %s', (_, row, message) => {
  expect(find(sloLoose, slo(row))).toEqual([expect.stringContaining(message)]);
});

it.each([
  ['the alert at the objective', '| API p95 Latency | < 500ms | 5 minutes | > 500ms |'],
  ['the alert before it', '| API p95 Latency | < 500ms | 5 minutes | > 400ms |'],
  ['availability at its objective', '| Availability | 99.9% | 30 days | < 99.9% |'],
  ['no alert', '| Availability | 99.9% | 30 days | |'],
  ['an alert in words', '| Availability | 99.9% | 30 days | `ServiceDown` |'],
  ['another unit', '| Queue | < 100 | 5 minutes | > 5s |'],
])('leaves alone: %s', (_, row) => {
  expect(find(sloLoose, slo(row))).toEqual([]);
});

it('tells gaps together', () => {
  expect(
    find(
      sloLoose,
      slo(
        '| API p95 Latency | < 500ms | 5 minutes | > 1s |',
        '| RPC Error Rate | < 5% | 5 minutes | > 10% |',
      ),
    ),
  ).toHaveLength(1);
});
