// Conditions without a name.
import { expect, it } from 'vitest';
import { find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { alrNoname } from './alr-noname.ts';

const steps = '\n**Steps**:\n\n1. Look\n';

it.each([
  ['a symptom with its hold', `## High errors\n\n**Symptoms**: Error rate > 5% for 5 minutes\n${steps}`],
  ['a percentile', `## Slow\n\n**Symptoms**: p95 latency > 1s for 5 minutes\n${steps}`],
  [
    'a table of metrics',
    '## Metrics\n\n| Metric | Warning | Critical |\n|---|---|---|\n| `queue_depth` | > 50 | > 100 |\n',
  ],
  ['a metric in a list', `## Jobs\n\n**Symptoms**:\n\n- \`jobs_dead\` > 0\n${steps}`],
  [
    'several at once',
    `## A\n\n**Symptoms**: error rate > 5% for 5 minutes\n${steps}\n## B\n\n**Symptoms**: p95 latency > 1s for 5 minutes\n${steps}`,
  ],
  [
    'an incident that no alert is named for',
    '# Incident Runbook: Broker Outage\n\n## Symptom\n\n- broker unavailable\n- replicas behind\n\n## Steps\n\n1. Look\n',
  ],
])('finds %s', (_, markdown) => {
  expect(places(alrNoname, markdown)).toHaveLength(1);
});

it.each([
  ['a named alert', '## CRITICAL: HighErrorRate\n\n**Alert:** error rate > 5% for 5 minutes\n'],
  ['a table with names', '| Alert | Threshold |\n|---|---|\n| High CPU | > 80% for 5m |\n'],
  ['an objective', '| SLO | Target | Window |\n|---|---|---|\n| Availability | 99.9% | 30 days |\n'],
  ['words', `## Slow\n\n**Symptoms**: users complain\n${steps}`],
  ['an event', `## Down\n\n**Symptoms**:\n\n- \`/ready\` returns 503\n${steps}`],
  [
    'a symptom below an alert of that name',
    `## Alerts\n\n1. **Queue Stuck**\n   - Metric: \`queue_depth > 100\`\n\n## Issue: Queue Stuck\n\n**Symptoms**:\n\n- \`queue_depth\` > 100\n${steps}`,
  ],
  [
    'a symptom that names its alert',
    `## Alerts\n\n1. **DEAD_JOB**\n   - Metric: \`jobs_dead > 1\`\n\n## Jobs\n\n**Symptoms**:\n\n- \`jobs_dead\` > 1\n- Alert: DEAD_JOB\n${steps}`,
  ],
  [
    'a runbook that is called like its alert',
    '# BrokerDown\n\nFor on-call.\n\n## Symptoms\n\n- broker unavailable\n',
  ],
  [
    'a runbook that names its alert',
    '# Broker down\n\nFor on-call, by the alert `BrokerDown`.\n\n## Symptoms\n\n- broker unavailable\n',
  ],
  ['a guide for nobody on call', '# Slow builds\n\n## Symptoms\n\n- builds are slow\n'],
  [
    'how bad an incident is',
    '## Severity Levels\n\n| Severity | Condition | Response |\n|---|---|---|\n| P1 | Error rate > 10% | now |\n| P3 | Elevated latency | later |\n',
  ],
  [
    'a sentence below the name of its alert',
    `## Alerts\n\n1. **Queue Stuck**\n   - Metric: \`queue_depth > 100\`\n\n## Queue Stuck\n\nFires when queue depth exceeds 100 for 10 minutes.\n${steps}`,
  ],
  [
    'alerts that are still to be made',
    '## Monitoring Improvements\n\nAdd alerts for:\n\n- Memory usage > 85% for 5 minutes\n',
  ],
  [
    'a name in code beside it',
    '## Description\n\n**Alarm**: `Ingest-DLQ-Depth`\n\n**Condition**: queue has > 5 messages for 5 minutes\n',
  ],
  [
    'a document that is called like it',
    '# PagerDuty Alert ID: etcdRequestsSlow\n\n## Description\n\nThis alert fires if error rate > 1% for 5 minutes.\n',
  ],
  ['a page with an id', '---\nerror_id: ERROR-060\n---\n\n## Symptoms\n\n- `tasks_pending` > 50\n'],
])('leaves alone: %s', (_, markdown) => {
  expect(find(alrNoname, markdown)).toEqual([]);
});

const incident = (title: string, symptoms: string): string =>
  `### ${title}\n\n**Symptoms:**\n\n${symptoms}\n\n**Resolution:**\n\n1. Look\n\n`;
const beside = (title: string, symptoms: string): string =>
  `## Issues\n\n${incident('High errors', '- Alert: "High Error Rate"')}${incident('Slow', '- Alert: "High Latency"')}${incident(title, symptoms)}`;

it.each([
  ['in words', 'Provider fails', '- webhook errors\n- timeouts'],
  ['by what users say', 'Checkout broken', '- customers complain'],
  ['by a message', 'Pool exhausted', '- "connection pool exhausted" errors\n- cascading failures'],
  ['by a trend', 'Queue grows', '- more and more jobs wait'],
])('finds an incident among others that name their alerts: %s', (_, title, symptoms) => {
  expect(places(alrNoname, beside(title, symptoms))).toHaveLength(1);
});

it.each([
  ['its name', 'Queue', '- Alert: "Queue Stuck"'],
  ['its name in the title', 'QueueStuck', '- jobs wait'],
  ['a limit', 'Queue', '- depth > 100'],
  ['a limit in the title', 'Queue long (> 100)', '- jobs wait'],
  ['a metric', 'Queue', '- `queue_depth` rises'],
  ['a status', 'Queue', '- 503 from the API'],
  ['its name in a sentence', 'Gateway down', '- GatewayDown fires; nobody can connect'],
  ['several names', 'Dead letters', '- DLQSizeExceeds or DLQAgeTooHigh fires'],
  ['how the alert comes', 'Queue', '- the alert "Queue Stuck" fires'],
])('leaves alone an incident with %s', (_, title, symptoms) => {
  expect(find(alrNoname, beside(title, symptoms)).filter((message) => message.includes('beside it'))).toEqual(
    [],
  );
});

it('asks nothing where most incidents have no alert', () => {
  expect(
    find(
      alrNoname,
      `## Issues\n\n${incident('A', '- Alert: "A is high"')}${incident('B', '- slow')}${incident('C', '- slow')}`,
    ),
  ).toEqual([]);
});

it('asks no name for an alert that is still to be made', () => {
  const book = (title: string): string =>
    `# Redis full\n\n## Diagnosis\n\nLook.\n\n## ${title}\n\n- Prometheus alert: \`memory_used / memory_max > 0.85\` for 5 min.\n`;
  expect(find(alrNoname, book('Permanent fix'))).toEqual([]);
  expect(find(alrNoname, book('Detection'))).toHaveLength(1);
});
