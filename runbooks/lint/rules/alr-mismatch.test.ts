// One threshold, told twice.
import { describe, expect, it } from 'vitest';
import { find, withRules } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { alrMismatch } from './alr-mismatch.ts';

const slo = (row: string): string =>
  `## SLOs\n\n| Metric | Target | Measurement Window | Alert Threshold |\n|---|---|---|---|\n${row}\n\n`;
const alert = (name: string, text: string): string =>
  `## CRITICAL: ${name}\n\n**Alert:** ${text}\n\n**Diagnosis:**\n\n1. Look\n\n`;
const rules = (expr: string, hold = '5m') =>
  withRules(
    `groups:\n  - name: a\n    rules:\n      - alert: HighErrorRate\n        expr: ${expr}\n        for: ${hold}\n`,
  );

describe('within the document', () => {
  it.each([
    [
      'an objective and its alert',
      slo('| RPC p95 Latency | < 2s | 5 minutes | > 3s |') +
        alert('SlowRPCCalls', 'p95 RPC latency > 2s for 5 minutes'),
    ],
    [
      'one metric in a table and a symptom',
      '## Metrics\n\n| Metric | Warning | Critical |\n|---|---|---|\n| `jobs_dead` | > 1 | > 5 |\n\n## Dead jobs\n\n**Symptoms**:\n\n- `jobs_dead` > 3\n',
    ],
    [
      'percent',
      slo('| Mint Success Rate | > 95% | 5 minutes | < 90% |') +
        alert('MintsFailing', 'mint success rate < 85% for 5 minutes'),
    ],
    [
      'a row and the sentence below its heading',
      '## Alerts\n\n| Alert | Threshold | Duration |\n|---|---|---|\n| SlowCheckout | p95 > 2s | 10m |\n\n### Slow checkout\n\nFires when p95 exceeds 3 seconds for 10 minutes.\n\n1. Look\n',
    ],
    [
      'the window of its own expression',
      `${slo('| Mint Success Rate | > 95% | 1 hour | < 90% |')}\`\`\`promql\n# Mint Success Rate\nsum(rate(mints_total{status="ok"}[5m])) / sum(rate(mints_total[5m]))\n\`\`\`\n`,
    ],
    [
      'a retry that comes after the page',
      alert('QueueLong', 'queue depth > 10 for 5 minutes').replace(
        '1. Look',
        '1. Look\n\n**Prevention:** auto-retry items every 10 minutes',
      ),
    ],
  ])('finds %s', (_, markdown) => {
    expect(places(alrMismatch, markdown)).toHaveLength(1);
  });

  it.each([
    [
      'the same',
      slo('| RPC p95 Latency | < 2s | 5 minutes | > 3s |') +
        alert('SlowRPCCalls', 'p95 RPC latency > 3s for 5 minutes'),
    ],
    [
      'the same in other units',
      slo('| RPC p95 Latency | < 2s | 5 minutes | > 3s |') +
        alert('SlowRPCCalls', 'p95 RPC latency > 3000ms for 5 minutes'),
    ],
    [
      'another quantile',
      slo('| RPC p95 Latency | < 2s | 5 minutes | > 3s |') +
        alert('SlowRPCCalls', 'p99 RPC latency > 5s for 5 minutes'),
    ],
    [
      'another thing',
      slo('| API p95 Latency | < 2s | 5 minutes | > 3s |') +
        alert('SlowRPCCalls', 'p95 RPC latency > 2s for 5 minutes'),
    ],
    [
      'tiers of one table',
      '## Metrics\n\n| Metric | Warning | Critical |\n|---|---|---|\n| `jobs_dead` | > 1 | > 5 |\n\n## Dead jobs\n\n**Symptoms**:\n\n- `jobs_dead` > 5\n',
    ],
    [
      'a percentage and its expression',
      '## Alert: HighErrorRate\n\n- **Threshold:** Error rate > 5% for 5 minutes\n- **Expression:** `sum(rate(e_total[5m])) / sum(rate(r_total[5m])) > 0.05`\n',
    ],
    [
      'how bad an incident is',
      `## Severity levels\n\n| Severity | Condition |\n|---|---|\n| P1 | RPC error rate > 20% |\n\n${alert('HighErrorRate', 'RPC error rate > 5% for 5 minutes')}`,
    ],
    [
      'when to escalate',
      `${alert('HighErrorRate', 'RPC error rate > 5% for 5 minutes')}## Escalation\n\nEscalate if RPC error rate > 25%.\n`,
    ],
    [
      'a retry that comes before the page',
      alert('QueueLong', 'queue depth > 10 for 30 minutes').replace(
        '1. Look',
        '1. Look\n\n**Prevention:** auto-retry items every 10 minutes',
      ),
    ],
  ])('leaves alone: %s', (_, markdown) => {
    expect(find(alrMismatch, markdown)).toEqual([]);
  });
});

describe('against a rule file', () => {
  const markdown = alert('HighErrorRate', 'error rate > 10% for 5 minutes');

  it.each([
    ['the limit', rules('sum(rate(e_total[5m])) / sum(rate(r_total[5m])) > 0.05'), '> 0.05'],
    ['the hold', rules('sum(rate(e_total[5m])) / sum(rate(r_total[5m])) > 0.1', '2m'), 'the rule for 2m'],
    ['both', rules('a:errors:ratio > 0.2', '1m'), '> 0.2; the runbook says for 5m, the rule for 1m'],
    ['the number on the left', rules('0.2 < a:errors:ratio'), '> 0.2'],
  ])('finds %s', (_, context, message) => {
    expect(find(alrMismatch, markdown, context)).toEqual([expect.stringContaining(message)]);
  });

  it.each([
    ['the same', rules('sum(rate(e_total[5m])) / sum(rate(r_total[5m])) > 0.1')],
    ['the same in percent', rules('100 * a:errors:ratio > 10')],
    [
      'a rule of another name',
      withRules('groups:\n  - name: a\n    rules:\n      - alert: Other\n        expr: up == 0\n'),
    ],
    ['no comparison', rules('a:errors:burning')],
  ])('leaves alone: %s', (_, context) => {
    expect(find(alrMismatch, markdown, context)).toEqual([]);
  });
});
