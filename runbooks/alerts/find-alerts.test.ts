// Alerts and objectives where people write them: below headings, in lists, tables, symptoms, sentences and rules.
import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../parse.ts';

const alerts = (text: string): readonly string[] => {
  const { alerts: found, sections } = parseRunbook(text);
  return found.map(({ line, origin, name, severity, section, conditions }) =>
    [
      `${line} ${origin} ${name ?? '-'}${severity === null ? '' : ` (${severity})`}`,
      `in ${section === null ? '-' : (sections[section]?.title ?? '?')}`,
      ...conditions.map(({ form, text: said }) => `${form} ${said}`),
    ].join(' | '),
  );
};

const table = (...rows: readonly string[]): string => {
  const [header = '', ...others] = rows;
  const bar = `|${'--|'.repeat(header.split('|').length - 2)}`;
  return `${[header, bar, ...others].join('\n')}\n`;
};

it.each([
  [
    'a heading and a bold key',
    '### 🔴 CRITICAL: HighErrorRate\n\n**Alert:** error rate > 10% for 2+ minutes\n\n**Impact:** bad\n',
    ['3 section HighErrorRate (critical) | in HighErrorRate | T5 error rate > 10% for 2+ minutes'],
  ],
  [
    'a trigger with its severity',
    '## Alerts\n### Alert: QUEUE_STUCK\n**Trigger**: Job exhausted all retries  \n**Severity**: Medium\n',
    ['3 section QUEUE_STUCK (medium) | in Alert: QUEUE_STUCK | T8 Job exhausted all retries'],
  ],
  [
    'details as a list, with PromQL in a fence',
    '# Runbook: High Error Rate\n## Alert Details\n- **Alert Name:** `HighErrors`\n- **Severity:** 🔴 **CRITICAL**\n- **Threshold:** errors > 5% for 5 minutes\n- **Expression:**\n  ```promql\n  rate(a_total[5m])\n  > 0.05\n  ```\n',
    [
      '5 section HighErrors (critical) | in Runbook: High Error Rate | T5 errors > 5% for 5 minutes | T2 rate(a_total[5m]) > 0.05',
    ],
  ],
  [
    'a part of its own',
    '## BrokerDown\n### Alert condition\n`up == 0` for 1m\n### Diagnosis\nlook\n',
    ['3 section BrokerDown | in BrokerDown | T2 up == 0 for 1m'],
  ],
  [
    'a table of keys',
    '# Runbook: SlowApi\n\n' +
      table('| Aspect | Detail |', '| **Trigger** | p99 > 5 s |', '| Severity | P2 |'),
    ['5 section SlowApi (p2) | in Runbook: SlowApi | T6 p99 > 5 s'],
  ],
  [
    'only a heading',
    '## Alert: InstanceDown (severity: critical)\n1. Look\n## Alert: [Name]\n',
    ['1 section InstanceDown (critical) | in Alert: InstanceDown (severity: critical) | T8 InstanceDown'],
  ],
  [
    'several keys in one line',
    '## Database\n\n- Alert name: `DbSlow`, expression `m_x > 2`, for: 5m\n',
    ['3 section DbSlow | in Database | T2 m_x > 2'],
  ],
  [
    'a name in front of its limit',
    '## Database\n\nAlert `DbSlow`: `m_x` > 2 for 5m\n',
    ['3 prose DbSlow | in Database | T3 m_x > 2 for 5m'],
  ],
  ['only a name', '## Database\n\nTriggered by `DbSlow`.\n', ['3 prose DbSlow | in Database | T8 DbSlow']],
  [
    'a limit below a title that is a name',
    '## `DbSlow`\n\nWhen `m_x` > 2 for 5m.\n\n## DbFull\n\nIf usage > 90 %, restart it.\n',
    ['3 prose DbSlow | in DbSlow | T3 m_x > 2 for 5m'],
  ],
  [
    'rows without a number',
    '## Alerts\n\n' +
      table('| Alert | Condition |', '| RedisDown | redis is gone |', '| DbSlow | |', '| see below | |'),
    ['5 table RedisDown | in Alerts | T8 redis is gone', '6 table DbSlow | in Alerts | T8 DbSlow'],
  ],
  [
    'names beside objectives',
    '## SLOs\n\n' +
      table('| SLO | Target | Alert |', '| Latency p95 | < 2s | `DbSlow` |', '| Errors | < 1% | > 2% |'),
    ['5 table DbSlow | in SLOs | T8 DbSlow', '6 objective - | in SLOs | T1 > 2%'],
  ],
  [
    'a name in brackets',
    '## Alert: Node out of sync (NodeOutOfSync)\n\nlook\n',
    ['1 section NodeOutOfSync | in Alert: Node out of sync (NodeOutOfSync) | T8 NodeOutOfSync'],
  ],
  [
    'a list of bold names',
    '## Critical Alerts\n1. **Queue Long**\n   - Metric: `queue_depth > 100`\n   - Action: Drain\n2. **Rejections**\n   - Monitor: Rejections increasing\n',
    [
      '2 list Queue Long (critical) | in Critical Alerts | T2 queue_depth > 100',
      '5 list Rejections (critical) | in Critical Alerts | T9 Rejections increasing',
    ],
  ],
  [
    'one line each',
    '## Alerting rules\n- **MemoryHigh** (warning): memory > 90% for 5m\n- CPU usage > 80%\n- Latency: see the dashboard\n',
    [
      '2 list MemoryHigh (warning) | in Alerting rules | T5 memory > 90% for 5m',
      '3 list - | in Alerting rules | T5 CPU usage > 80%',
    ],
  ],
  [
    'a column for each severity',
    table('| Metric | Warning | Critical |', '| `q_depth` | > 10/5min | |', '| p95 | 500ms | > 1s |'),
    [
      '3 table - (warning) | in - | T4 > 10/5min',
      '4 table - (warning) | in - | T1 500ms',
      '4 table - (critical) | in - | T6 > 1s',
    ],
  ],
  [
    'a row for each alert',
    table(
      '| Alert | Severity | Condition | For |',
      '| HighCpu | P1 | `cpu_use > 0.8` | 10m |',
      '| Crash | 🟡 Warning | CrashLoopBackOff | - |',
      '| Odd | low | see docs | |',
    ),
    [
      '3 table HighCpu (p1) | in - | T2 cpu_use > 0.8',
      '4 table Crash (warning) | in - | T8 CrashLoopBackOff',
    ],
  ],
  [
    'two columns',
    table('| Alert | Threshold |', '| Queue Stuck | > 100 |'),
    ['3 table Queue Stuck | in - | T1 > 100'],
  ],
  [
    'symptoms that can be seen from outside',
    '## Slow\n**Symptoms**:\n- `q_depth` increasing\n- /ready returns 503\n- Users complain\n- p95 > 2s for 5m\n- Alert: "Slow"\n',
    [
      '3 symptom - | in Symptoms | T9 q_depth increasing',
      '4 symptom - | in Symptoms | T8 /ready returns 503',
      '6 symptom - | in Symptoms | T6 p95 > 2s for 5m',
    ],
  ],
  [
    'sentences',
    'The alert `KafkaLag` fires when lag exceeds 500 for 5m. See 7.\n\n- Alert if DLQ depth > 10\n\n- Track errors and alert on spikes.\n\nStay alert on call.\n',
    [
      '1 prose KafkaLag | in - | T5 lag exceeds 500 for 5m',
      '3 prose - | in - | T5 DLQ depth > 10',
      '5 prose - | in - | T9 spikes',
    ],
  ],
  [
    'rules in a fence',
    '```yaml\ngroups:\n  - rules:\n      - alert: Down\n        expr: |\n          up\n            == 0\n        for: 5m\n        labels: { team: x }\n      - alert: Template\n        expr: <expr>\n```\n',
    ['4 rule Down | in - | T2 up == 0'],
  ],
])('%s', (_, text, expected) => {
  expect(alerts(text)).toEqual(expected);
});

it.each([
  ['an escalation', '## Escalation\n- Error rate > 25%: page the manager\n'],
  ['an expectation', '## Verification\n**Expected results:**\n- Error rate < 5%\n'],
  ['response times', table('| Severity | Response | Example |', '| P1 | < 15 min | down |')],
  ['ports', table('| Port | Service |', '| 8080 | api |')],
  ['tiers of impact', table('| Error rate | Impact |', '| 5-10% | minor |')],
  ['configuration', '**Gateway**:\n- `RATE_LIMIT`: Max requests (default: `60`)\n'],
])('no alert in %s', (_, text) => {
  expect(alerts(text)).toEqual([]);
});

describe('conditions of tables and rules', () => {
  it('take metric, hold and window from their row', () => {
    const { alerts: found } = parseRunbook(
      table('| Metric | Threshold | For | Window |', '| `q_depth` | > 5 | 10m | 1 hour |'),
    );
    expect(found[0]?.conditions[0]).toMatchObject({
      form: 'T1',
      metric: 'q_depth',
      isMetricName: true,
      comparator: '>',
      value: 5,
      holdMs: 600_000,
      windowMs: 3_600_000,
      line: 3,
      column: 15,
      endColumn: 18,
    });
  });

  it.each([
    ['Alert: `RedisDown` (critical, redis_up == 0 for 1m)', 'critical'],
    ['**Alert:** `RedisDown` (severity: page), redis_up == 0', 'page'],
    ['Alert: `RedisDown` (low memory, redis_up == 0 for 1m)', null],
  ])('a severity in brackets behind the name: %s', (line, severity) => {
    expect(parseRunbook(`# Redis down\n\n${line}\n`).alerts.map((one) => one.severity)).toEqual([severity]);
  });

  it('a rule has the place of its expression', () => {
    const { alerts: found } = parseRunbook(
      '- x\n  ```yaml\n  - alert: A\n    expr: "up == 0" # gone\n    for: 1m\n    labels:\n      severity: page\n  ```\n',
    );
    expect(found[0]).toMatchObject({ name: 'A', severity: 'page', line: 3, column: 3, endLine: 7 });
    expect(found[0]?.conditions[0]).toMatchObject({ promql: 'up == 0', holdMs: 60_000, line: 4, column: 11 });
  });
});

describe('objectives', () => {
  const objectives = (text: string): readonly string[] =>
    parseRunbook(text).objectives.map(
      ({ line, name, target, windowMs, alert }) =>
        `${line} ${name}: ${target.comparator ?? ''}${target.value}${target.unit ?? ''}${windowMs === null ? '' : ` over ${windowMs / 60_000}m`}${alert === null ? '' : `, alert ${alert.comparator}${alert.value}${alert.unit}`}`,
    );

  it.each([
    [
      'rows of a table, with their alert',
      table(
        '| Metric | Target | Measurement Window | Alert Threshold |',
        '| Availability | 99.9% | 30 days | < 99.5% |',
        '| p95 latency | < 500ms | 5 minutes | |',
      ),
      ['3 Availability: 99.9% over 43200m, alert <99.5%', '4 p95 latency: <500ms over 5m'],
    ],
    [
      'an SLI table',
      table('| SLI | SLO | Window |', '| Latency (p99) | < 300ms | rolling 7d |'),
      ['3 Latency (p99): <300ms over 10080m'],
    ],
    [
      'a list',
      '## SLOs\n- **Availability**: 99.95% over 30 days\n- p95 latency < 500ms\n',
      ['2 Availability: 99.95% over 43200m', '3 p95 latency: <500ms'],
    ],
    [
      'a budget',
      '### Liveness\n**Purpose**: alive\n**Response Time**: < 100ms\n',
      ['3 Response Time: <100ms'],
    ],
    ['no target', table('| Port | Target |', '| 80 | web |'), []],
  ])('%s', (_, text, expected) => {
    expect(objectives(text)).toEqual(expected);
  });

  it('an alert threshold is an alert, too', () => {
    const text = table('| SLO | Target | Alert |', '| Availability | 99.9% | < 99.5% |');
    expect(parseRunbook(text).alerts).toMatchObject([
      {
        origin: 'objective',
        name: null,
        conditions: [{ metric: 'Availability', value: 99.5, comparator: '<' }],
      },
    ]);
  });
});

it('reads alerts in one line, each with what stands behind its name', () => {
  expect(
    alerts('# Slow\n\n**Alerts:** `SlowCalls` (p95 > 3s) · `VerySlowCalls` (p99 > 5s) · `SlowByTool`.\n'),
  ).toEqual([
    '3 section SlowCalls | in Slow | T6 p95 > 3s',
    '3 section VerySlowCalls | in Slow | T6 p99 > 5s',
    '3 section SlowByTool | in Slow | T8 SlowByTool',
  ]);
  // One alert that says two things stays one.
  expect(alerts('# Slow\n\n**Alerts:** p95 > 3s · p99 > 5s\n')).toHaveLength(1);
});
