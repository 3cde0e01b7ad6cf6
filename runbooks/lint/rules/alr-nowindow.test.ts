// A moment over the limit.
import { expect, it } from 'vitest';
import { find, withRules } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { alrNowindow } from './alr-nowindow.ts';

const item = (metric: string): string => `## Alerts\n\n1. **Queue Stuck**\n   - Metric: \`${metric}\`\n`;

it.each([
  ['an expression', item('queue_depth > 100')],
  ['a table', '| Alert | Threshold |\n|---|---|\n| High CPU | > 80% |\n'],
  ['up', '## ALERT: API_DOWN\n\n**Condition:** `up{job="api"} == 0`\n'],
  [
    'a percentile',
    '## Metrics\n\n| Metric | Warning | Critical |\n|---|---|---|\n| `latency_ms_p99` | > 2000ms | > 5000ms |\n',
  ],
  ['several, told once', `${item('queue_depth > 100')}2. **Slow**\n   - Metric: \`latency_seconds > 1\`\n`],
])('finds %s', (_, markdown) => {
  expect(places(alrNowindow, markdown)).toHaveLength(1);
});

const heading = (title: string, text: string): string => `## ${title}\n\n${text}\n\n1. Look\n`;

it.each([
  ['a heading', heading('High Error Rate (>1%)', '**Symptoms:**\n\n- failed payments')],
  ['a fence', '## Alerts\n\n```\n- LagHigh: replication_lag_seconds > 30\n```\n'],
  ['a monitor of Datadog', heading('Slow', '**Alert**: `avg:trace.web.request.duration{env:prod} > 2`')],
  ['a name and its limit', '# Alarms\n\n- CpuHigh: CPUUtilization > 80\n'],
])('finds %s, however it is written', (_, markdown) => {
  expect(places(alrNowindow, markdown)).toHaveLength(1);
});

it.each([
  ['in its symptom', heading('High Error Rate (>1%)', '**Symptoms**: error rate > 1% for 5 minutes')],
  ['in a sentence', heading('High Error Rate (>1%)', 'Fires when this persists for at least 10 minutes.')],
  [
    'in the table of alerts',
    `| Alert | Threshold | For |\n|---|---|---|\n| High Error Rate | > 1% | 5m |\n\n${heading('High Error Rate (>1%)', 'x')}`,
  ],
  ['as datapoints', heading('CpuHigh', '**Threshold**: CPUUtilization >= 80 (3 of 5 datapoints)')],
  [
    'by the window of the monitor',
    heading('Slow', '**Alert**: `avg(last_5m):avg:trace.web.duration{a:b} > 2`'),
  ],
  ['as evaluation periods', heading('CpuHigh', '**Threshold**: CPU > 80%, 3 evaluation periods')],
  ['none: a target', heading('Payments', '- **Latency Target**: p95 < 500ms')],
])('sees the hold: %s', (_, markdown) => {
  expect(find(alrNowindow, markdown)).toEqual([]);
});

it.each([
  ['a range', item('rate(errors_total[5m]) > 1')],
  ['a hold', '## CRITICAL: HighErrorRate\n\n**Alert:** error rate > 10% for 2+ minutes\n'],
  ['a count in a window', '| Metric | Warning |\n|---|---|\n| `errors_total` | > 10/5min |\n'],
  [
    'a column with the duration',
    '| Alert | Threshold | Duration |\n|---|---|---|\n| High CPU | > 80% | 5 min |\n',
  ],
  [
    'an objective',
    '| Metric | Target | Window | Alert Threshold |\n|---|---|---|---|\n| Availability | 99.9% | 30 days | < 99.5% |\n',
  ],
  ['a symptom', '## Slow\n\n**Symptoms**:\n\n- `latency_ms_p99` > 2000ms\n\n**Steps**:\n\n1. Look\n'],
  ['what moves in days', '## ALERT: CERT\n\n**Condition:** `ssl_certificate_expiry_days < 30`\n'],
  ['a hold in the next line', '## ALERT: X\n\n**Condition:** `up == 0`\n\n**For:** 5m\n'],
  [
    'the hold of its rule in a snippet',
    '## ALERT: HighLag\n\n**Condition:** `lag > 5`\n\n```yaml\n- alert: HighLag\n  expr: lag > 5\n  for: 5m\n```\n',
  ],
  ['an event', '## ALERT: X\n\n**Trigger**: Job exhausted all retries\n'],
  [
    'how bad an incident is',
    '## Severity Levels\n\n| Severity | Condition | Response |\n|---|---|---|\n| P1 | Error rate > 10% | now |\n| P3 | Elevated latency | later |\n',
  ],
  ['how bad it is', '## Disk\n\n### Impact Assessment\n\n- **Critical**: error rate > 90%\n'],
])('leaves alone: %s', (_, markdown) => {
  expect(find(alrNowindow, markdown)).toEqual([]);
});

it('knows the hold of the rule', () => {
  const rules = withRules(
    'groups:\n  - name: a\n    rules:\n      - alert: QueueStuck\n        expr: queue_depth > 100\n        for: 5m\n',
  );
  expect(find(alrNowindow, item('queue_depth > 100'), rules)).toEqual([]);
});

it.each([
  [
    'the time since something',
    '## Detection\n\n**Query:**\n\n```promql\ntime() - last_block_time > 60\n```\n',
  ],
  ['the time that a part takes', heading('Quick triage (≤ 60 seconds)', 'Is it up?')],
])('leaves alone %s', (_, markdown) => {
  expect(find(alrNowindow, markdown)).toEqual([]);
});
