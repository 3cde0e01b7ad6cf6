// Zero and nothing.
import { expect, it } from 'vitest';
import { find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { pqlAbsent } from './pql-absent.ts';

const promql = (text: string): string => `\`\`\`promql\n${text}\n\`\`\`\n`;

it.each([
  'increase(orders_total{status="paid"}[10m]) == 0',
  'sum(rate(orders_total{status="paid"}[5m])) == 0',
  'rate(orders_total{result="ok"}[5m]) < 0.01',
  'sum by (job) (increase(orders_total{status="paid"}[1h])) <= 0',
  'irate(orders_total{kind="x",job="a"}[1m]) == 0',
])('finds %s', (expression) => {
  expect(places(pqlAbsent, promql(expression))).toEqual(['2']);
});

it.each([
  '(sum(increase(orders_total{status="paid"}[10m])) or vector(0)) == 0',
  'increase(orders_total{status="paid"}[10m]) == 0 or absent(orders_total{status="paid"})',
  'up{job="api"} == 0',
  'increase(orders_total[10m]) == 0',
  'increase(orders_total{job="api",namespace="shop"}[10m]) == 0',
  'increase(orders_total{status="paid"}[10m]) > 0',
  'queue_depth{queue="a"} == 0',
  'sum(rate(a{s="1"}[5m])) / sum(rate(a[5m])) < 0.9',
])('leaves alone: %s', (expression) => {
  expect(find(pqlAbsent, promql(expression))).toEqual([]);
});

it('finds it in words', () => {
  expect(
    places(pqlAbsent, '## WARNING: NoMints\n\n**Alert:** Zero successful mints in 10 minutes\n'),
  ).toEqual(['3']);
  expect(find(pqlAbsent, '## WARNING: NoMints\n\n**Alert:** Fewer than 5 mints in 10 minutes\n')).toEqual([]);
});
