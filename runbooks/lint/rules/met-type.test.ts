// Metrics used as what they are not.
import { expect, it } from 'vitest';
import { find, withMetrics } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { metType } from './met-type.ts';

const promql = (text: string): string => `\`\`\`promql\n${text}\n\`\`\`\n`;

it.each([
  ['rate of a depth', promql('rate(queue_depth[5m])')],
  ['increase of connections', promql('sum(increase(pool_active_connections[5m]))')],
  [
    'a quantile without buckets',
    promql('histogram_quantile(0.9, sum by (le) (rate(a_duration_seconds[5m])))'),
  ],
  ['a quantile of a sum', promql('histogram_quantile(0.9, rate(a_duration_seconds_sum[5m]))')],
  ['a counter told as a level', '- `jobs_failed_total` - Current failed jobs\n'],
  [
    'a counter told as a level, in a table',
    '| Metric | What |\n|---|---|\n| `sessions_total` | Active sessions |\n',
  ],
])('finds %s', (_, markdown) => {
  expect(places(metType, markdown)).toHaveLength(1);
});

it.each([
  ['rate of a counter', promql('rate(a_total[5m])')],
  ['rate of old counters', promql('rate(node_network_receive_bytes[5m])')],
  ['buckets', promql('histogram_quantile(0.9, sum by (le) (rate(a_bucket[5m])))')],
  ['a recording rule', promql('histogram_quantile(0.9, job:a_seconds:rate5m)')],
  [
    'native histograms',
    `Native histograms are on.\n\n${promql('histogram_quantile(0.9, rate(a_seconds[5m]))')}`,
  ],
  ['deriv of a level', promql('deriv(queue_depth[5m])')],
  ['a counter told as one', '- `jobs_failed_total` - Total failed jobs\n'],
])('leaves alone: %s', (_, markdown) => {
  expect(find(metType, markdown)).toEqual([]);
});

it('believes a snapshot', () => {
  const metrics = withMetrics('# TYPE a_thing gauge\na_thing 1\n# TYPE a_size counter\na_size 1\n');
  expect(places(metType, promql('rate(a_thing[5m])'), metrics)).toEqual(['2']);
  expect(find(metType, promql('rate(a_size[5m])'), metrics)).toEqual([]);
});
