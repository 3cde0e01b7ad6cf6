// What Prometheus would refuse.
import { expect, it } from 'vitest';
import { find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { pqlParse } from './pql-parse.ts';

const promql = (text: string): string => `\`\`\`promql\n${text}\n\`\`\`\n`;

it.each([
  ['a matcher without its value', promql('rate(a_total{status=500}[5m])')],
  ['a quantile in braces', '1. **Slow**\n   - Metric: `a_duration_seconds{p99} > 5`\n'],
  ['a bracket too few', promql('sum(rate(a_total[5m]) > 1')],
  ['rate without a range', promql('rate(a_total)')],
  ['a matcher written as YAML', 'Alert when `a_total{status: "500"} > 5`.\n'],
  ['the value of an entry', 'Set `expr: sum(rate(a_total[5m]) > 1`.\n'],
  ['its value in quotes', "Set `query: 'rate(a_total{status=500}[5m])'`.\n"],
  ['two operators', promql('a_total >> 5')],
])('finds %s', (_, markdown) => {
  expect(places(pqlParse, markdown)).toHaveLength(1);
});

it.each([
  ['good ones', promql('sum by (le) (rate(a_bucket[5m])) > 1')],
  ['dashboard variables', promql('rate(a_total{job="$job"}[$__rate_interval])')],
  ['LogQL', promql('{app="api"} |= "error" | json')],
  ['something left out', promql('rate(a_total{...}[5m])')],
  ['placeholders', promql('rate(a_total{job="x"}[<window>])')],
  ['the ranges of an effect', 'E.g. `redis_up: { to: 0, after: [0ms, 5s] }`.\n'],
  ['an entry of a scenario', "`query: 'sum(a_lag)'` → `query: 'sum(a_lagg)'`\n"],
  ['a list of entries', 'Add `- a_rate: [5m, 10m]` or `{ a_rate: [5m] }`.\n'],
  ['a quote in quotes', "Set `expr: 'rate(a_total{b=''c''}[5m])'`.\n"],
  ['a recorded series', 'Alert when `job:a_total:rate5m{job="a"} > 5`.\n'],
  ['a metric’s name', 'See `http_requests_total`.\n'],
  ['code that is none', 'Set `status: "unhealthy"` and `a > b`.\n'],
])('leaves alone: %s', (_, markdown) => {
  expect(find(pqlParse, markdown)).toEqual([]);
});

it('suggests the histogram for a quantile in braces', () => {
  expect(find(pqlParse, '1. **Slow**\n   - Metric: `a_seconds{p99} > 5`\n')).toEqual([
    expect.stringContaining('is not PromQL'),
  ]);
});
