// Alerts that are on by design.
import { expect, it } from 'vitest';
import { find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { alrAlways } from './alr-always.ts';

const table = (row: string): string =>
  `## Metrics\n\n| Metric | Warning | Critical |\n|---|---|---|\n${row}\n`;
const dlq = (reason: string, metric = '`dlq_size > 100`'): string =>
  `## Alerts\n\n1. **DLQ Size**\n   - Metric: ${metric}\n\n## Issue: High DLQ Size\n\n**Resolution**:\n\n1. Common reasons:\n   - ${reason}\n`;

it.each([
  ['what is expected', dlq('`Payment Timeout`: Expected (10% simulation), can be ignored')],
  ['what may be ignored', dlq('Duplicates: can be safely ignored')],
])('finds %s', (_, markdown) => {
  expect(places(alrAlways, markdown)).toHaveLength(1);
});

it.each([
  ['ignored under a condition', dlq('Duplicates: can be ignored if they come from a replay')],
  ['a rate of it', dlq('`Payment Timeout`: Expected, can be ignored', '`rate(dlq_size[5m]) > 1`')],
  [
    'what is not counted',
    '## Alerts\n\n1. **CPU High**\n   - Metric: `cpu_usage > 0.9`\n\n## Logs\n\n- Warnings: can be ignored\n',
  ],
  ['a counter over a number, which PQL-RAWCOUNTER tells', table('| `jobs_dead_letter_total` | > 1 | > 5 |')],
  ['a level', table('| `jobs_queue_length` | > 50 | > 100 |')],
])('leaves alone: %s', (_, markdown) => {
  expect(find(alrAlways, markdown)).toEqual([]);
});
