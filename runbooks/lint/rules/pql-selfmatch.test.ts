// Ratios that match only themselves.
import { expect, it } from 'vitest';
import { find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { pqlSelfmatch } from './pql-selfmatch.ts';

const promql = (text: string): string => `\`\`\`promql\n${text}\n\`\`\`\n`;

it.each([
  'rate(a_total{status="500"}[5m]) / rate(a_total[5m])',
  '(rate(a_total{status=~"5.."}[5m]) / rate(a_total[5m])) > 0.05',
  'rate(a_total[5m]) / rate(a_total{status="500"}[5m])',
  'increase(a_total{job="x",code="500"}[1h]) / increase(a_total{job="x"}[1h]) * 100',
  'a{state="used"} / a',
  'rate(a_total[5m]) - rate(a_total{status!~"5.."}[5m])',
])('finds %s', (expression) => {
  expect(places(pqlSelfmatch, promql(expression))).toEqual(['2']);
});

it.each([
  'sum(rate(a_total{status="500"}[5m])) / sum(rate(a_total[5m]))',
  'sum by (job) (rate(a_total{status="500"}[5m])) / sum by (job) (rate(a_total[5m]))',
  'rate(a_total{status="500"}[5m]) / ignoring(status) group_left rate(a_total[5m])',
  'rate(a_total{status="500"}[5m]) / on(job) rate(a_total[5m])',
  'rate(errors_total[5m]) / rate(requests_total[5m])',
  'a / a offset 1d',
  'a{state="used"} / a{state="free"}',
  'rate(a_total{status="500"}[5m]) or rate(a_total[5m])',
])('leaves alone: %s', (expression) => {
  expect(find(pqlSelfmatch, promql(expression))).toEqual([]);
});

it('tells one expression once, with its other places', () => {
  const text = `${promql('rate(a_total{s="1"}[5m]) / rate(a_total[5m])')}\n${promql('rate(a_total{s="1"}[5m])\n/\nrate(a_total[5m]) > 1')}`;
  expect(places(pqlSelfmatch, text)).toEqual(['2']);
});
