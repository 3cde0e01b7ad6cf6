import { describe, expect, it } from 'vitest';
import { durationsOf, reachMs, rewriteDurations } from './durations.ts';
import { comparatorsOf, metricNames, selectorsOf } from './facts.ts';
import { parsePromql } from './parse.ts';

describe('parse', () => {
  it.each([
    { expression: 'x{p99} > 5', column: 6, message: 'unexpected "}"' },
    { expression: 'rate(x[5m)', column: 10, message: 'unexpected ")"' },
    { expression: 'x >', column: 4, message: 'it ends too early' },
    { expression: '', column: 1, message: 'expected an expression, got nothing' },
    { expression: 'frobnicate(x)', column: 1, message: 'unknown function frobnicate()' },
    { expression: 'rate(x)', column: 1, message: 'rate() wants a range, e.g. rate(x[5m])' },
    { expression: 'sum(x[5m])', column: 1, message: 'sum() wants no range' },
    { expression: 'x > 5m', column: 5, message: 'a duration (5m) where a number is wanted' },
    { expression: 'x[300]', column: 3, message: 'expected a duration, got 300' },
    { expression: 'rate(x[5m * 2])', column: 8, message: 'arithmetic between durations is not supported' },
  ])('$expression: $message', ({ expression, column, message }) => {
    expect(parsePromql(expression).problem).toMatchObject({ line: 1, column, message });
  });

  it('tells the line within the expression', () => {
    expect(parsePromql('sum(x)\n  > > 1').problem).toMatchObject({ line: 2, column: 5 });
  });

  it.each([
    'histogram_quantile(0.99, sum by (le) (rate(a_bucket[5m]))) > 5',
    'up == 0 or absent(up{job="x"})',
    'max_over_time(rate(x[5m])[1h:5m]) > Inf',
    'a / on(b) group_left(c) d',
  ])('takes %s', (expression) => {
    expect(parsePromql(expression).problem).toBeNull();
  });
});

describe('durations', () => {
  it.each([
    { from: 'rate(x[5m])', to: 'rate(x[10s])' },
    { from: 'rate(x[1h30m])', to: 'rate(x[3m])' },
    { from: 'max_over_time(rate(x[5m])[1h:30s])', to: 'max_over_time(rate(x[10s])[2m:1s])' },
    {
      from: 'sum_over_time(avg_over_time(x[1h:5m])[2h:])',
      to: 'sum_over_time(avg_over_time(x[2m:10s])[4m:])',
    },
    { from: 'x offset 5m', to: 'x offset 10s' },
    { from: 'x offset -5m', to: 'x offset -10s' },
    { from: 'rate(x[5m] @ 1609746000 offset 1m)', to: 'rate(x[10s] @ 1609746000 offset 2s)' },
    { from: 'x{window="5m", re=~"1h|5m"} > 3600', to: 'x{window="5m", re=~"1h|5m"} > 3600' },
    { from: 'age_seconds > 3600 # for 5m', to: 'age_seconds > 3600 # for 5m' },
    {
      from: 'label_replace(rate(x[5m]), "a", "5m", "b", "[5m]")',
      to: 'label_replace(rate(x[10s]), "a", "5m", "b", "[5m]")',
    },
    { from: 'x5m[5m:1m]', to: 'x5m[10s:2s]' },
    { from: 'rate( x [ 5m ] )', to: 'rate( x [ 10s ] )' },
  ])('$from → $to', ({ from, to }) => {
    expect(rewriteDurations(from, (ms) => ms / 30)).toBe(to);
  });

  it('knows what each is for', () => {
    expect(
      durationsOf('max_over_time(rate(x[5m])[1h:30s] offset -2m)').map(({ role, ms }) => [role, ms]),
    ).toEqual([
      ['range', 300_000],
      ['subquery-range', 3_600_000],
      ['subquery-step', 30_000],
      ['offset', 120_000],
    ]);
  });

  it.each([
    { expression: 'x > 1', ms: 0 },
    { expression: 'rate(x[5m]) / rate(y[1m])', ms: 300_000 },
    { expression: 'max_over_time(rate(x[5m])[1h:30s])', ms: 3_900_000 },
    { expression: 'rate(x[5m] offset 1m)', ms: 360_000 },
  ])('$expression reaches $ms ms back', ({ expression, ms }) => {
    expect(reachMs(expression)).toBe(ms);
  });
});

describe('facts', () => {
  it('lists metrics, matchers and comparators', () => {
    const expression = 'up{job="a", zone!~"b.*"} == 0 or {__name__="y"} > 1 and up < 2';
    expect(metricNames(expression)).toEqual(['up', 'y']);
    expect(comparatorsOf(expression)).toEqual(['==', '>', '<']);
    expect(selectorsOf(expression)[0]?.matchers).toEqual([
      { label: 'job', op: '=', value: 'a' },
      { label: 'zone', op: '!~', value: 'b.*' },
    ]);
  });
});
