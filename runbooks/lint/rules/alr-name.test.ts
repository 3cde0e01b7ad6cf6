// Names and conditions.
import { expect, it } from 'vitest';
import { find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { alrName } from './alr-name.ts';

const alert = (name: string, text: string): string => `## CRITICAL: ${name}\n\n**Alert:** ${text}\n\n`;

const trigger = (name: string, text: string): string => `## Alert: ${name}\n\n**Trigger**: ${text}\n`;

it.each([
  ['growing, and a level', alert('DLQGrowing', 'DLQ has > 10 items for 5 minutes')],
  ['increasing', alert('MemoryIncreasing', 'memory usage > 90% for 5 minutes')],
  ['rising', alert('QueueRising', '`queue_depth > 100`')],
  ['dropping', alert('ThroughputDropping', 'throughput < 100 for 10 minutes')],
  ['in words', '## Alerts\n\n1. **Latency Climbing**\n   - Metric: `latency_seconds > 2`\n'],
  ['two of one name', `${alert('HighLoad', '`cpu_load > 4`')}${alert('HighLoad', '`queue_depth > 10`')}`],
  [
    'called by its condition',
    `## Incident: Withdrawals\n\n**Symptoms**:\n\n- Alert: "Velocity limit exceeded"\n\n${trigger('WITHDRAWAL_BLOCKED', 'Velocity limit exceeded')}`,
  ],
])('finds %s', (_, markdown) => {
  expect(places(alrName, markdown)).toHaveLength(1);
});

it.each([
  ['growing by its rate', alert('DLQGrowing', '`deriv(dlq_depth[10m]) > 0`')],
  ['increasing per minute', alert('ErrorsIncreasing', '10 errors per minute')],
  [
    'compared with before',
    alert('LogErrorsIncreasing', '`rate(a_total[10m]) > rate(a_total[10m] offset 10m)`'),
  ],
  ['a level by its name', alert('DLQTooLong', 'DLQ has > 10 items for 5 minutes')],
  ['a trend without a number', alert('QueueGrowing', 'queue depth growing')],
  ['tiers of one name', `${alert('HighLoad', '`cpu_load > 4`')}${alert('HighLoad', '`cpu_load > 8`')}`],
  [
    'called by its name',
    `## Incident: Withdrawals\n\n**Symptoms**:\n\n- Alert: "WITHDRAWAL_BLOCKED"\n\n${trigger('WITHDRAWAL_BLOCKED', 'Velocity limit exceeded')}`,
  ],
  [
    'another alert',
    `## Incident: Withdrawals\n\n**Symptoms**:\n\n- Alert: "Payouts are late"\n\n${trigger('WITHDRAWAL_BLOCKED', 'Velocity limit exceeded')}`,
  ],
])('leaves alone: %s', (_, markdown) => {
  expect(find(alrName, markdown)).toEqual([]);
});
