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

const facts = (...lines: readonly string[]): string =>
  `# Shop\n\n${lines.map((line) => `- ${line}\n`).join('')}\n`;
const issue = (title: string): string => `## ${title}\n\n1. Look\n\n`;

it.each([
  [
    'errors against availability',
    facts('**SLO**: 99.9% availability') + issue('High Error Rate (>1%)'),
    '0.1%',
  ],
  [
    'the lowest of several',
    facts('**SLO**: 99% availability') + issue('Error rate > 10%') + issue('Error rate > 5%'),
    '> 5%',
  ],
  [
    'an alert in a list',
    facts('**Uptime SLO**: 99.95%') + '## Alerts\n\n- HighErrorRate: error rate > 2% for 5m\n',
    '0.05%',
  ],
  ['a success rate', facts('**Success rate target**: 99.5%') + issue('5xx rate > 5%'), '0.5%'],
  [
    'latency',
    facts('**Latency Target**: p95 < 300ms') + issue('High Latency (p95 > 1s)'),
    'between 300ms and 1s',
  ],
  [
    'latency in a table',
    '| Property | Value |\n|---|---|\n| Latency SLO | p99 < 1s |\n\n' + issue('Slow (p99 > 2s)'),
    'between 1s and 2s',
  ],
])('finds alerts elsewhere that begin too late: %s', (_, markdown, message) => {
  expect(find(sloLoose, markdown)).toEqual([expect.stringContaining(message)]);
});

it.each([
  [
    'an alert at the objective',
    facts('**Latency Target**: p95 < 500ms') + issue('High Latency (p95 > 500ms)'),
  ],
  ['another percentile', facts('**Latency Target**: p95 < 300ms') + issue('High Latency (p99 > 1s)')],
  [
    'another thing',
    facts('**Latency Target**: p95 < 300ms') + issue('Slow queries (database p95 latency > 1s)'),
  ],
  ['errors of a part', facts('**SLO**: 99.9% availability') + issue('Payment provider error rate > 5%')],
  ['a lower tier', facts('**SLO**: 99% availability') + issue('Error rate > 10%') + issue('Error rate > 1%')],
  [
    'alerts on the burn rate',
    facts('**SLO**: 99.9% availability') +
      issue('Error rate > 5%') +
      '## Alerts\n\n- FastBurn: burn rate > 14 over 1h\n',
  ],
  [
    'symptoms only',
    facts('**SLO**: 99.9% availability') + '## Errors\n\n**Symptoms**: error rate > 5%\n\n1. Look\n',
  ],
  ['no alert at all', facts('**SLO**: 99.9% availability')],
])('finds nothing: %s', (_, markdown) => {
  expect(find(sloLoose, markdown)).toEqual([]);
});
