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
