// Ranges and scrape intervals.
import { expect, it } from 'vitest';
import { find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { pqlWindow } from './pql-window.ts';

const promql = (text: string): string => `\`\`\`promql\n${text}\n\`\`\`\n`;
const scraped = (every: string, text: string): string =>
  `Metrics are scraped every ${every}.\n\n${promql(text)}`;

it.each([
  ['no word on the interval', promql('rate(a_total[15s])')],
  ['increase', promql('sum(increase(a_total[10s]))')],
  ['as often as it is scraped', scraped('60 seconds', 'rate(a_total[1m])')],
  [
    'a snippet of the configuration',
    `\`\`\`yaml\nglobal:\n  scrape_interval: 30s\n\`\`\`\n\n${promql('irate(a_total[30s])')}`,
  ],
  ['inside a quantile', promql('histogram_quantile(0.9, sum by (le) (rate(a_bucket[5s])))')],
])('finds %s', (_, markdown) => {
  expect(places(pqlWindow, markdown)).toHaveLength(1);
});

it.each([
  ['a minute', promql('rate(a_total[1m])')],
  ['four scrapes', scraped('15 seconds', 'rate(a_total[1m])')],
  ['two scrapes', scraped('15s', 'rate(a_total[30s])')],
  ['what needs one sample', promql('max_over_time(a[10s])')],
  ['a variable', promql('rate(a_total[$__rate_interval])')],
  ['an offset', promql('rate(a_total[5m] offset 10s)')],
])('leaves alone: %s', (_, markdown) => {
  expect(find(pqlWindow, markdown)).toEqual([]);
});
