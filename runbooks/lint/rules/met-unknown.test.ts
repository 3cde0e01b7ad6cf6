// Metrics that don't exist.
import { expect, it } from 'vitest';
import { bash, find, withMetrics } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { metUnknown } from './met-unknown.ts';

const promql = (...lines: readonly string[]): string => `\`\`\`promql\n${lines.join('\n\n')}\n\`\`\`\n`;
const metrics = withMetrics(
  '# TYPE shop_orders_total counter\nshop_orders_total 1\n# TYPE shop_wait_seconds histogram\nshop_wait_seconds_bucket{le="+Inf"} 1\nshop_wait_seconds_sum 1\nshop_wait_seconds_count 1\n',
);
const query = (metric: string): string => bash(`curl 'http://localhost:9090/api/v1/query?query=${metric}'`);
const list = '- `shop_orders_total`\n- `shop_queue_depth`\n- `shop_failures_total`\n\n';

it.each([
  ['not in the snapshot', promql('rate(shop_order_total[5m])'), metrics],
  ['a name of the list', '- `shop_queue_depth` is the backlog\n', metrics],
  ['if exported', '- Balances: (if metrics exported) plot them\n', {}],
  ['if the metric is available', 'Look at `shop_queue_depth`, if available.\n', {}],
  ['not in the document’s own list', `${list}${query('shop_hmac_total')}`, {}],
  ['when exposed', '- Use `shop_lag_seconds` where metrics are exposed.\n', {}],
])('finds %s', (_, markdown, context) => {
  expect(places(metUnknown, markdown, context)).toHaveLength(1);
});

it.each([
  ['in the snapshot', promql('rate(shop_orders_total[5m])', 'rate(shop_wait_seconds_bucket[5m])'), metrics],
  ['of another exporter', promql('node_load1 > 4', 'up == 0'), metrics],
  ['a recording rule', promql('shop:orders:rate5m > 1'), metrics],
  ['in the list', `${list}${query('shop_queue_depth')}`, {}],
  ['no list of this prefix', query('shop_hmac_total'), {}],
  [
    'a list that is none of all',
    `- \`node_load1\`\n- \`node_cpu_seconds_total\`\n- \`node_disk_io_time_seconds_total\`\n\n${query('node_memory_Active_bytes')}`,
    {},
  ],
  ['if a tool is available', '- Use `kubectl top` if available\n', {}],
])('leaves alone: %s', (_, markdown, context) => {
  expect(find(metUnknown, markdown, context)).toEqual([]);
});
