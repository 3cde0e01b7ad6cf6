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

const listed = (...lines: readonly string[]): string =>
  `## Alerts\n\n\`\`\`\n${lines.map((line) => `- ${line}\n`).join('')}\`\`\`\n`;

it.each([
  ['a leader', 'NoLeader: patroni_cluster_has_leader == 0'],
  ['a leader in an aggregate', 'NoLeader: max(etcd_server_has_leader) == 0'],
  ['a process that says it runs', 'Stopped: scheduler_running == 0'],
  ['what is healthy', 'Unhealthy: worker_healthy{queue="mail"} < 1'],
  ['readiness', 'NotReady: api_ready == 0'],
  ['whether it is active', 'NotActive: controller_is_active == 0'],
])('finds a state that dies with its process: %s', (_, line) => {
  expect(places(pqlAbsent, listed(line))).toEqual(['4']);
});

it.each([
  ['an exporter that tells of another', 'Down: pg_up == 0'],
  ['up itself', 'Down: up{job="api"} == 0'],
  ['a probe', 'Down: probe_success == 0'],
  ['absence beside it', 'NoLeader: patroni_cluster_has_leader == 0 or absent(patroni_cluster_has_leader)'],
  ['state of Kubernetes', 'NotReady: kube_pod_status_ready{condition="true"} == 0'],
  ['a level', 'Empty: pool_connections_active == 0'],
  ['a state that should be off', 'Paused: consumer_paused == 1'],
])('leaves alone: %s', (_, line) => {
  expect(find(pqlAbsent, listed(line))).toEqual([]);
});

it('leaves alone a state whose process another alert watches', () => {
  expect(
    find(pqlAbsent, listed('Down: up{job="etcd"} == 0', 'NoLeader: etcd_server_has_leader == 0')),
  ).toEqual([]);
  expect(
    find(pqlAbsent, listed('Gone: absent(etcd_server_has_leader)', 'NoLeader: etcd_server_has_leader == 0')),
  ).toEqual([]);
});
