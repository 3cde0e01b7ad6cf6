// Thresholds without a section.
import { describe, expect, it } from 'vitest';
import { find, withRules } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { alrNosection } from './alr-nosection.ts';

const item = (name: string, metric: string): string => `- **${name}**\n  - Metric: \`${metric}\`\n\n`;
const list = `## Alerts\n\n${item('Queue Stuck', 'queue_depth > 100')}${item('Inventory Low', 'inventory_level < 10')}`;
const section = (title: string, text = '**Symptoms**:\n\n- late\n'): string =>
  `## ${title}\n\n${text}\n**Resolution**:\n\n1. Look\n2. Mend\n\n`;
const slo =
  '## SLOs\n\n| Metric | Target | Window | Alert Threshold |\n|---|---|---|---|\n| Availability | 99.9% | 30 days | < 99.5% |\n| RPC Error Rate | < 5% | 5 minutes | > 10% |\n\n';

describe('in the document', () => {
  it.each([
    ['one of two', list + section('Issue: Queue Stuck'), '6-7'],
    [
      'a section about something else',
      list + section('Issue: Queue Stuck') + section('Issue: Inventory Mismatch'),
      '6-7',
    ],
    [
      'a row',
      `| Alert | Threshold |\n|---|---|\n| Queue Stuck | > 100 |\n| Disk Full | > 90% |\n\n${section('Queue Stuck')}`,
      '4',
    ],
    [
      'an objective',
      `${slo}## CRITICAL: HighRPCErrorRate\n\n**Alert:** RPC error rate > 10% for 2 minutes\n\n**Steps**:\n\n1. Look\n`,
      '5',
    ],
    [
      'a metric of a table',
      `| Metric | Warning | Critical |\n|---|---|---|\n| \`queue_depth\` | > 50 | > 100 |\n| \`jobs_dead\` | > 1 | > 5 |\n\n${section('Dead jobs', '**Symptoms**:\n\n- `jobs_dead` > 1\n')}`,
      '3',
    ],
  ])('finds %s', (_, markdown, place) => {
    expect(places(alrNosection, markdown)).toEqual([place]);
  });

  it.each([
    ['all of them', list + section('Issue: Queue Stuck') + section('Inventory is low')],
    ['a list and nothing else', list],
    [
      'by its metric',
      list + section('Queue Stuck') + section('Sold out', '**Symptoms**:\n\n- `inventory_level` falls\n'),
    ],
    [
      'by a link',
      `| Alert | Threshold | Runbook |\n|---|---|---|\n| Queue Stuck | > 100 | below |\n| Disk Full | > 90% | [disk](disk.md) |\n\n${section('Queue Stuck')}`,
    ],
    [
      'in other words',
      `## Alerts\n\n${item('HighErrorRate', 'error_ratio > 0.1')}${item('DB Connections Exhausted', 'db_conns > 90')}${section('Error rate is high')}${section('Database connection pool exhausted')}`,
    ],
    ['objectives without any alert', slo],
  ])('leaves alone: %s', (_, markdown) => {
    expect(find(alrNosection, markdown)).toEqual([]);
  });
});

describe('alerts by their names in sections', () => {
  const listed = (...names: readonly string[]): string =>
    `## Alerts\n\n${names.map((name) => `- ${name}: x > 5 for 5m\n`).join('')}\n`;
  const known = section('QueueStuck');

  it.each([
    ['in other letters', 'HighErrorRate', 'High error rate'],
    ['with a number', 'HighErrorRate', '3. Error Rate (> 5%)'],
    ['with more words', 'HighErrorRate', 'Error rate on checkout'],
    ['with fewer words', 'KafkaConsumerLagHigh', 'Consumer lag keeps growing'],
    ['in related words', 'DBConnectionPoolExhausted', 'Connection pool exhaustion'],
    ['by another word for it', 'ServiceDown', 'Service outage'],
    ['by what it measures', 'HighLatencyP95', 'Slow response times'],
    ['by its machine', 'PostgresqlReplicationLag', 'Replica lag'],
    ['with underscores', 'disk_space_low', 'Disk is full'],
  ])('are found %s', (_, name, title) => {
    expect(find(alrNosection, listed('QueueStuck', name) + known + section(title))).toEqual([]);
  });

  it.each([
    ['of another thing', 'PaymentQueueBacklog', 'Order queue backlog'],
    ['of another state', 'InventoryLow', 'Inventory mismatch'],
    ['that checks', 'DatabaseConnectionExhausted', 'Verify database accepts connections'],
    ['that prevents', 'DiskFull', 'Preventing a full disk'],
    ['of another level', 'NodeMemoryPressure', 'Node not ready'],
    ['of another part', 'RedisDown', 'Kafka outage'],
    ['with one common word', 'CertificateExpiry', 'Certificate rotation schedule'],
    ['that calls somebody', 'ApiDown', 'Escalation when the API is down'],
  ])('are not found in a section %s', (_, name, title) => {
    expect(find(alrNosection, listed('QueueStuck', name) + known + section(title))).toEqual([
      expect.stringContaining(name),
    ]);
  });
});

describe('alerts that lead to a runbook for one incident', () => {
  const page = (...names: readonly string[]): string =>
    `# Database failover\n\n## Alerts that trigger this runbook\n\n${names.map((name) => `- ${name}: x > 5\n`).join('')}\n` +
    '## Actions\n\n1. Look for the Patroni leader\n2. Promote a standby of Postgres as master\n3. If the old one is down, fence it\n\n' +
    '## Verification\n\n1. Replication lag is small\n';

  it('finds those that it does nothing about', () => {
    expect(find(alrNosection, page('PostgresMasterDown', 'PatroniNoLeader', 'ReplicationLag'))).toEqual([
      expect.stringContaining('about ReplicationLag'),
    ]);
  });

  it('leaves alone those that its steps speak of', () => {
    expect(find(alrNosection, page('PostgresMasterDown', 'PatroniNoLeader'))).toEqual([]);
  });

  it('does not judge a page that speaks of none', () => {
    expect(find(alrNosection, page('CheckoutSlow', 'ReplicationLag'))).toEqual([]);
  });
});

describe('against a rule file', () => {
  const rule = (name: string, more = ''): string => `      - alert: ${name}\n        expr: up == 0\n${more}`;
  const rules = (...some: readonly string[]) =>
    withRules(`groups:\n  - name: a\n    rules:\n${some.join('')}`);
  const markdown = `# Shop\n\n${section('QueueStuck')}${section('DiskFull')}`;

  it('finds rules that are left out', () => {
    expect(
      find(alrNosection, markdown, rules(rule('QueueStuck'), rule('DiskFull'), rule('CpuHigh'))),
    ).toEqual([expect.stringContaining('CpuHigh')]);
  });

  const others = rules(rule('HighErrorRate'), rule('ErrorRate'), rule('CpuHigh'), rule('RamHigh'));

  it.each([
    ['for one alert by its title', `# Runbook: High Error Rate\n\n${section('Step 1: Error rate')}`],
    [
      'for one alert by its parts',
      '# Errors\n\n## Symptoms\n\n- 500s\n\n## Diagnosis\n\n1. HighErrorRate\n\n## Resolution\n\n1. Look at HighErrorRate, CpuHigh\n',
    ],
    ['about two of many', `# Queues\n\n${section('HighErrorRate')}${section('CpuHigh')}`, 6],
  ])('asks nothing of a document %s', (_, text, more = 0) => {
    const many = Array.from({ length: more }, (__, at) => rule(`Other${'ABCDEFGH'[at] ?? ''}Down`));
    const context = more === 0 ? others : rules(rule('HighErrorRate'), rule('CpuHigh'), ...many);
    expect(find(alrNosection, text, context)).toEqual([]);
  });

  it.each([
    ['none left out', rules(rule('QueueStuck'), rule('DiskFull'))],
    ['a runbook for one alert', rules(rule('QueueStuck'), rule('CpuHigh'), rule('RamHigh'))],
    [
      'a rule that leads elsewhere',
      rules(
        rule('QueueStuck'),
        rule('DiskFull'),
        rule('CpuHigh', '        annotations: { runbook_url: "https://a.dev/cpu.md" }\n'),
      ),
    ],
  ])('leaves alone: %s', (_, context) => {
    expect(find(alrNosection, markdown, context)).toEqual([]);
  });
});
