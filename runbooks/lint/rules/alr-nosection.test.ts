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
