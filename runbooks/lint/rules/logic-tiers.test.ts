// Warning and critical.
import { expect, it } from 'vitest';
import { find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { logicTiers } from './logic-tiers.ts';

const table = (row: string): string =>
  `## Metrics\n\n| Metric | Warning | Critical |\n|---|---|---|\n${row}\n`;

it.each([
  '| `queue_depth` | > 500 | > 100 |',
  '| `free_ratio` | < 5% | < 10% |',
  '| `latency_ms_p99` | > 5s | > 2000ms |',
  '| `errors_total` | > 50/5min | > 10/5min |',
  '| CPU usage | > 95% | > 80% |',
])('finds %s', (row) => {
  expect(places(logicTiers, table(row))).toEqual(['5']);
});

it.each([
  '| `queue_depth` | > 100 | > 500 |',
  '| `free_ratio` | < 10% | < 5% |',
  '| `latency_ms_p99` | > 2000ms | > 5s |',
  '| `errors_total` | > 50/hour | > 10/min |',
  '| `queue_depth` | > 100 | > 100 |',
  '| `a` | > 5 | < 1 |',
])('leaves alone: %s', (row) => {
  expect(find(logicTiers, table(row))).toEqual([]);
});

const lines = (...text: readonly string[]): string => `## Error rate\n\n${text.join('\n')}\n`;

it.each([
  ['a list', lines('- P1: > 5%', '- P2: > 10%'), '4'],
  ['a list with its metric', lines('- **SEV1**: error rate > 5%', '- **SEV2**: error rate > 10%'), '4'],
  ['words', lines('- Warning: queue depth above 500', '- Critical: queue depth above 100'), '3'],
  [
    'three tiers in columns',
    lines('| Metric | P3 | P2 | P1 |', '|---|---|---|---|', '| queue depth | > 10 | > 50 | > 20 |'),
    '5',
  ],
  [
    'a row for each severity',
    lines(
      '| Severity | Errors | Latency |',
      '|---|---|---|',
      '| P1 | > 10% | > 2s |',
      '| P2 | > 5% | > 3s |',
    ),
    '6',
  ],
])('finds %s', (_, markdown, line) => expect(places(logicTiers, markdown)).toEqual([line]));

it.each([
  ['tiers in order', lines('- P1: > 10%', '- P2: > 5%')],
  ['limits from below', lines('- P1: free space < 5%', '- P2: free space < 10%')],
  ['two things', lines('- P1: error rate > 5%', '- P2: queue depth > 10%')],
  ['two scales', lines('- P1: > 5%', '- Warning: > 10%')],
  ['other holds', lines('- P1: > 5% for 30m', '- P2: > 10% for 1m')],
  ['a second condition', lines('- P1: error rate > 5% and traffic is normal', '- P2: error rate > 10%')],
  ['other wholes', lines('- P1: > 5% of payments', '- P2: > 10% of searches')],
  ['times to answer', lines('- P1: 15 minutes', '- P2: 1 hour')],
  [
    'rows in order',
    lines(
      '| Severity | Errors | Latency |',
      '|---|---|---|',
      '| P1 | > 10% | > 3s |',
      '| P2 | > 5% | > 2s |',
    ),
  ],
])('leaves alone %s', (_, markdown) => expect(find(logicTiers, markdown)).toEqual([]));
