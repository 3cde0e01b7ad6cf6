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

describe('hold, window and severity of one alert in two places', () => {
  const rows = (...some: readonly string[]): string =>
    `## Alerts\n\n| Alert | Severity | Condition | For |\n|---|---|---|---|\n${some.join('\n')}\n\n`;
  const list = (line: string): string => `## Alerts\n\n- ${line}\n\n`;
  const yaml = (name: string, expr: string, hold: string, severity = 'critical'): string =>
    `## Rules\n\n\`\`\`yaml\n- alert: ${name}\n  expr: ${expr}\n  for: ${hold}\n  labels:\n    severity: ${severity}\n\`\`\`\n\n`;

  it.each([
    [
      'a hold',
      rows('| QueueStuck | critical | depth > 100 | 5m |') +
        alert('QueueStuck', 'queue depth > 100 for 10 minutes'),
      '10m',
    ],
    [
      'a severity',
      rows('| QueueStuck | warning | depth > 100 | 5m |') +
        alert('QueueStuck', 'queue depth > 100 for 5 minutes'),
      'warning',
    ],
    [
      'a severity in numbers',
      rows('| DiskFull | P1 | disk > 90% | 5m |') +
        '## P3: DiskFull\n\n**Alert:** disk > 90% for 5m\n\n1. Look\n',
      'p3',
    ],
    [
      'a window',
      list('LoginsFail: failed logins > 5 over 10 minutes') +
        alert('LoginsFail', 'failed logins > 5 over 60 minutes'),
      '1h',
    ],
    [
      'a limit under one name',
      list('CheckoutSlow: p95 > 2s for 5m') +
        alert('CheckoutSlow', 'p95 checkout latency > 3s for 5 minutes'),
      '3s',
    ],
    [
      'a rule in a fence',
      yaml('HighErrorRate', 'job:errors:ratio > 0.05', '5m') +
        alert('HighErrorRate', 'error rate > 10% for 5 minutes'),
      '10%',
    ],
    [
      'the hold of a rule in a fence',
      yaml('HighErrorRate', 'job:errors:ratio > 0.05', '5m') +
        alert('HighErrorRate', 'error rate > 5% for 15 minutes'),
      '15m',
    ],
    [
      'a heading and its text',
      '## Error rate (> 5%)\n\n**Alert:** error rate > 10% for 5m\n\n1. Look\n',
      '10%',
    ],
  ])('finds %s', (_, markdown, message) => {
    expect(find(alrMismatch, markdown)).toEqual([expect.stringContaining(message)]);
  });

  it.each([
    [
      'the same in both',
      rows('| QueueStuck | critical | depth > 100 | 5m |') +
        alert('QueueStuck', 'queue depth > 100 for 5 minutes'),
    ],
    [
      'severities of two scales',
      rows('| QueueStuck | P2 | depth > 100 | 5m |') + alert('QueueStuck', 'queue depth > 100 for 5 minutes'),
    ],
    [
      'two tiers in a table',
      rows('| QueueStuck | warning | depth > 100 | 5m |', '| QueueStuck | critical | depth > 500 | 5m |') +
        alert('QueueStuck', 'queue depth > 500 for 5 minutes'),
    ],
    [
      'a page by another word',
      yaml('QueueStuck', 'queue_depth > 100', '5m', 'page') +
        alert('QueueStuck', 'queue depth > 100 for 5 minutes'),
    ],
    [
      'percent as a ratio',
      yaml('HighErrorRate', 'job:errors:ratio > 0.05', '5m') +
        alert('HighErrorRate', 'error rate > 5% for 5 minutes'),
    ],
    [
      'a place that says no window',
      list('LoginsFail: failed logins > 5 over 10 minutes') +
        alert('LoginsFail', 'failed logins > 5 over 10m'),
    ],
    [
      'alerts of other names',
      list('LoginsFail: failed logins > 5 over 10 minutes') +
        alert('SignupsFail', 'failed signups > 9 over 60 minutes'),
    ],
    [
      'a heading that says it again',
      '## Error rate (> 5%)\n\n**Alert:** error rate > 5% for 5m\n\n1. Look\n',
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

  it.each<[string, ReturnType<typeof rules>, string?]>([
    ['the same', rules('sum(rate(e_total[5m])) / sum(rate(r_total[5m])) > 0.1')],
    ['the same in percent', rules('100 * a:errors:ratio > 10')],
    [
      'thousands set apart by a blank',
      rules('sum(lag) > 10000'),
      alert('HighErrorRate', 'consumer lag > 10 000 for 5 minutes'),
    ],
    [
      'a speed that is looked at over five minutes',
      rules('rate(errors_total[5m]) > 1', '15m'),
      alert('HighErrorRate', 'more than 1 message/s over 15 min'),
    ],
    [
      'a speed per minute',
      rules('60 * rate(errors_total[5m]) > 50'),
      alert('HighErrorRate', 'errors > 50 per minute'),
    ],
    [
      'a rule of another name',
      withRules('groups:\n  - name: a\n    rules:\n      - alert: Other\n        expr: up == 0\n'),
    ],
    ['no comparison', rules('a:errors:burning')],
  ])('leaves alone: %s', (_, context, text = markdown) => {
    expect(find(alrMismatch, text, context)).toEqual([]);
  });
});
