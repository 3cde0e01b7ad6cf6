// The forms in which teams write down their alerts, wherever these stand, and what looks like one and is none.
import { expect, it } from 'vitest';
import { formatDuration } from '../../core/duration.ts';
import { parseRunbook } from '../parse.ts';

/** `name: subject > 5% held 5m` for each condition; what isn't known is left out. */
const alerts = (text: string): readonly string[] =>
  parseRunbook(text).alerts.flatMap(({ name, conditions }) =>
    conditions.map(({ metric, comparator, value, unit, windowMs, holdMs }) =>
      [
        `${name ?? '-'}:`,
        ...(metric === null ? [] : [metric]),
        ...(value === null ? [] : [`${comparator ?? '?'} ${value}${unit ?? ''}`]),
        ...(windowMs === null ? [] : [`over ${formatDuration(windowMs)}`]),
        ...(holdMs === null ? [] : [`held ${formatDuration(holdMs)}`]),
      ].join(' '),
    ),
  );

const fence = (...lines: readonly string[]): string => ['```', ...lines, '```', ''].join('\n');
const table = (header: string, ...rows: readonly string[]): string =>
  [header, `|${'--|'.repeat(header.split('|').length - 2)}`, ...rows, ''].join('\n');

it.each([
  [
    'in brackets',
    '## Issues\n\n### 1. High Latency (p95 > 500ms)\n\n1. Look\n',
    'High Latency: Latency > 500ms',
  ],
  ['in brackets, no blanks', '## High Error Rate (>1%)\n\n1. Look\n', 'High Error Rate: Error Rate > 1%'],
  [
    'with what it is about',
    '## SLOAvailabilityBreach (availability < 99.9%)\n\nlook\n',
    'SLOAvailabilityBreach: availability < 99.9%',
  ],
  [
    'as a whole',
    '## CPU above 80% for 10 minutes\n\n1. Look\n',
    'CPU above 80% for 10 minutes: CPU > 80% held 10m',
  ],
  ['behind a dash', '### Disk Full — usage > 90%\n\n1. Look\n', 'Disk Full: usage > 90%'],
  [
    'behind a colon',
    '### Problem: Consumer lag > 10,000\n\n1. Look\n',
    'Consumer lag > 10,000: Consumer lag > 10000',
  ],
  [
    'with a hold',
    '## 🔴 P1: Queue Backlog (> 1000 messages for 5m)\n\nx\n',
    'Queue Backlog: messages > 1000 held 5m',
  ],
  [
    'in a bold line',
    '**Scenario 2: Memory usage > 90%**\n\n1. Look\n',
    'Memory usage > 90%: Memory usage > 90%',
  ],
])('a limit in a heading: %s', (_, text, expected) => {
  expect(alerts(text)).toEqual([expected]);
});

it.each([
  ['a requirement', '## Requirements (Node >= 18)\n\nx\n'],
  ['a version', '## Upgrade from PostgreSQL < 14\n\nx\n'],
  ['an objective', '## SLO: p95 latency < 500ms\n\nx\n'],
  ['a target', '### Latency target (p99 < 1s)\n\nx\n'],
  ['an escalation', '## Escalate if unresolved for > 30 minutes\n\nx\n'],
  ['time to respond', '## P1 (response < 15 minutes)\n\nx\n'],
  ['a class of severity', '## SEV-2: error rate > 5%\n\nx\n'],
  ['a check', '## Verify that lag < 10\n\nx\n'],
  ['a step', '## Step 4: Wait until lag < 10\n\nx\n'],
  ['the first minutes', '## Immediate actions (< 5 minutes)\n\nx\n'],
  ['a chapter of a story', '## Incident on 2024-05-01: 5 errors\n\nx\n'],
  ['how long it takes', '### Restore a large database (> 2 hours)\n\nx\n'],
])('no alert in a heading with %s', (_, text) => {
  expect(alerts(text)).toEqual([]);
});

it.each([
  [
    'names and expressions in a list',
    `### Alerts That Trigger This Runbook\n\n${fence('- MasterDown: up{job="db"} == 0', '- LagCritical: pg_replication_lag_seconds > 30 for 5m')}`,
    ['MasterDown: up == 0', 'LagCritical: pg_replication_lag_seconds > 30 held 5m'],
  ],
  [
    'without marks',
    `## Alerts\n\n${fence('HighErrorRate: error rate > 5% for 2m', 'QueueStuck -> no completions for 10m')}`,
    ['HighErrorRate: error rate > 5% held 2m', 'QueueStuck: completions == 0 over 10m'],
  ],
  [
    'below a sentence that says so',
    `## Detection\n\nThe following alerts lead here:\n\n${fence('* DiskFull: disk_used_ratio > 0.9')}`,
    ['DiskFull: disk_used_ratio > 0.9'],
  ],
  [
    'rules of Prometheus',
    '```yaml\ngroups:\n- name: a\n  rules:\n  - alert: Down\n    expr: up == 0\n    for: 5m\n```\n',
    ['Down: up == 0 held 5m'],
  ],
  [
    'rules of old',
    fence(
      'ALERT HighErrorRate',
      '  IF job:errors:ratio5m > 0.05',
      '  FOR 10m',
      '  LABELS { severity = "page" }',
    ),
    ['HighErrorRate: job:errors:ratio5m > 0.05 held 10m'],
  ],
  ['a rule on its own', `## Alert rule\n\n${fence('alert: Down', 'expr: up == 0')}`, ['Down: up == 0']],
])('alerts in a fence: %s', (_, text, expected) => {
  expect(alerts(text)).toEqual(expected);
});

it.each([
  [
    'output',
    `## Check the alerts\n\n${fence('$ amtool alert', 'Alertname  Starts At', 'Down       2024-05-01')}`,
  ],
  ['settings', `## Configuration\n\n${fence('MaxConnections: > 100', 'Timeout: 30s')}`],
  ['a message', `## Alerts\n\n${fence('Subject: [P1] API', 'Status: investigating', 'Since: > 5 minutes')}`],
  ['a rule still to be written', `## Alerts\n\n${fence('alert: <name>', 'expr: <expr> > 0')}`],
  ['code', '## Alerts\n\n```python\nif errors > 5:\n  alert: bool\n```\n'],
  ['a tree', `## Alerts\n\n${fence('Error rate?', '├─ > 5%: page', '└─ < 5%: ticket')}`],
])('no alert in a fence with %s', (_, text) => {
  expect(alerts(text)).toEqual([]);
});

it.each([
  [
    'a name before it fires',
    '## Alert\n\n`HighLatency` — fires when p95 latency exceeds 2 seconds for 2 minutes\n',
    'HighLatency: p95 latency > 2seconds held 2m',
  ],
  [
    'a name in quotes',
    '# Runbook: Slow\n\n**Trigger:** “HighLatencyP99” — p99 latency > 300ms (sustained 15m).\n',
    'HighLatencyP99: p99 latency > 300ms held 15m',
  ],
  [
    'a quote',
    '> **Alert:** HighErrorRate — error rate > 5% for 5m\n',
    'HighErrorRate: error rate > 5% held 5m',
  ],
  [
    'a link',
    '- [HighErrorRate](#high): more than 5% of requests for 10 minutes\n',
    'HighErrorRate: requests > 5% held 10m',
  ],
  [
    'details of CloudWatch',
    '## Active Alarms\n\n### 1. High CPU\n\n- **Alarm Name:** `db-cpu-high`\n- **Metric:** `CPUUtilization` (AWS/RDS)\n- **Threshold:** > 80%\n- **Period:** 15 minutes (3 of 5)\n',
    'db-cpu-high: CPUUtilization > 80% over 15m',
  ],
  [
    'a sentence on CloudWatch',
    'The CloudWatch alarm `db-cpu` goes to ALARM when CPUUtilization >= 80 for 15 minutes.\n',
    'db-cpu: CPUUtilization >= 80 held 15m',
  ],
  [
    'a list below a word',
    'Alarms (made by CDK)\n\n- LoginFailuresGt5: `LoginFailures` sum > 5 over 60 minutes → SNS\n',
    'LoginFailuresGt5: LoginFailures > 5 over 1h',
  ],
  [
    'Datadog',
    '### High Latency\n\n**Alert**: `avg(last_5m):avg:trace.web.request.duration{env:prod} > 2`\n',
    'High Latency: trace.web.request.duration > 2 over 5m',
  ],
  [
    'a monitor by its tool',
    '# Runbook: Budget\n\n**Datadog monitor**: error budget burn > 14 over 1h\n',
    'Budget: error budget burn > 14 over 1h',
  ],
  [
    'New Relic',
    '## SlowApi\n\n**NRQL condition**: response time above 5s for at least 5 minutes\n',
    'SlowApi: response time > 5s held 5m',
  ],
  [
    'names in a part of their own',
    '# Runbook: Latency\n\n## Alert Name\n\n`LatencyHigh` / `LatencyCritical`\n\n## Diagnosis\n\nlook\n',
    'LatencyHigh: LatencyCritical:',
  ],
  [
    'names in a table of keys',
    table('| Field | Value |', '| **Alert Name(s)** | `KafkaLag`, `KafkaLagCritical` |', '| Severity | P2 |'),
    'KafkaLag: KafkaLagCritical:',
  ],
  [
    'amounts of two tiers',
    '### Monitoring Thresholds\n\n- CPU: 80% (warning), 95% (critical)\n',
    'CPU: CPU ? 80% CPU: CPU ? 95%',
  ],
  [
    'an expression right below its heading',
    '## Alert: HostDown\n\n`up{job="node"} == 0` for 2 minutes.\n\nCall the hoster.\n',
    'HostDown: up == 0 held 2m',
  ],
  [
    'words right below its heading',
    '## Alert: Host is slow\n\nload > 5 for 2m.\n',
    'Host is slow: load > 5 held 2m',
  ],
  [
    'a sentence of CloudWatch with a colon',
    'CloudWatch alarm `backlog-long`: Visible >= 10000 for 15 minutes\n',
    'backlog-long: Visible >= 10000 held 15m',
  ],
  [
    'a name in code of one word',
    'CloudWatch alarm `x`: Foo >= 10000 for 15 minutes\n',
    'x: Foo >= 10000 held 15m',
  ],
  [
    'rows that compare no number',
    table(
      '| Alert | Condition | For |',
      '| A1 | `absent(up{job="api"})` for 5m | 7m |',
      '| A2 | error rate between 5% and 10% for 5m | 7m |',
      '| A3 | replicas != desired for 15m | 7m |',
      '| A4 | replicas != desired | 7m |',
      '| A5 | no answer from the mailer for 3m | |',
    ),
    'A1: up held 5m A2: error rate >= 5% held 5m A2: error rate <= 10% held 5m A3: replicas held 15m A4: replicas held 7m ' +
      'A5: answer from the mailer == 0 over 3m',
  ],
  [
    'words that hold for a time',
    '## Alert: ReplicasMissing\n\n**Alert:** replicas != desired for 15m\n',
    'ReplicasMissing: replicas held 15m',
  ],
  [
    'a rate of burn',
    '## Alert Types\n\n### SLOFastBurn (severity: page)\n\n- **Threshold**: 14.4x error budget burn rate over 5 minutes\n',
    'SLOFastBurn: error budget burn rate >= 14.4 over 5m',
  ],
  [
    'what tells of an objective',
    table('| SLO | Target | Alert |', '| Uptime | 99.9% | `ServiceDown` |'),
    'ServiceDown:',
  ],
])('an alert as %s', (_, text, expected) => {
  expect(alerts(text).join(' ')).toBe(expected);
});

it.each([
  ['a target among alerts', '## Alerts\n\n- Latency Target: p95 < 500ms\n'],
  [
    'an objective among facts',
    '# Payments\n\n**SLO**: 99.9% availability\n**Latency Target**: p95 < 500ms\n',
  ],
  [
    'objectives among facts of a table',
    table('| Property | Value |', '| SLO | 99.9% availability |', '| Latency Target | p95 < 500ms |'),
  ],
  ['a check that opens a section', '## Verification\n\n`up == 1` for 5 minutes.\n'],
  ['rows of work', table('| Alert | Condition |', '| see below | see the docs |', '| Odd | ask them |')],
  ['a limit that opens a plain section', '## Scaling\n\nload > 5 for 2m.\n'],
  ['a setting', '## Settings\n\n- MaxConnections: > 100\n- PoolSize: at least 20\n'],
  ['an expectation', '## Verification\n\n- ErrorRate: < 1%\n'],
  ['a check that passed', 'Once the alert has cleared and error rate < 1%, close the incident.\n'],
  [
    'advice on alerts',
    '## Best practices\n\n- Alerts should be actionable\n- Keep fewer than 5 alerts per shift\n',
  ],
  ['who is told', '## Escalation\n\n- HighImpact: > 1000 users for 10 minutes: page the manager\n'],
  ['a template', '## Alert\n\n**Alert Name:** [AlertName]\n**Threshold:** [threshold]\n'],
])('no alert in %s', (_, text) => {
  expect(alerts(text)).toEqual([]);
});

it.each([
  ['facts', '# Payments\n\n**SLO**: 99.9% availability\n**Latency Target**: p95 < 500ms\n'],
  [
    'a table of facts',
    table('| Property | Value |', '| SLO | 99.9% availability |', '| Latency Target | p95 < 500ms |'),
  ],
])('objectives in %s', (_, text) => {
  expect(
    parseRunbook(text).objectives.map(({ name, target }) => `${name} ${target.value}${target.unit}`),
  ).toEqual(['availability 99.9%', 'Latency Target 500ms']);
});

it.each([
  [
    'each limit its own',
    '## Api\n\nAlarm: CPU > 90 % for 5 min (warning), > 80 % for 5 min (critical)\n',
    ['Api warning: CPU > 90%', 'Api critical: CPU > 80%'],
  ],
  [
    'amounts of two tiers',
    '### Monitoring Thresholds\n\n- CPU: 80% (warning), 95% (critical)\n',
    ['CPU warning: CPU > 80%', 'CPU critical: CPU > 95%'],
  ],
  [
    'one for both',
    '## Api\n\n**Alert:** CPU > 90 % or memory > 80 % (critical)\n',
    ['Api -: CPU > 90% memory > 80%'],
  ],
  ['no severity', '## Api\n\n**Alert:** CPU > 90 % (sum), > 80 % (avg)\n', ['Api -: CPU > 90% CPU > 80%']],
])('severities behind limits: %s', (_, text, expected) => {
  expect(
    parseRunbook(text).alerts.map(
      ({ name, severity, conditions }) =>
        `${name} ${severity ?? '-'}: ${conditions.map(({ metric, value, unit }) => `${metric} > ${value}${unit}`).join(' ')}`,
    ),
  ).toEqual(expected);
});
