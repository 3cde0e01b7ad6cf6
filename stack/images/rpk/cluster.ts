// rpk cluster info (or metadata): who the brokers are, and which topics there are.
import type { Admin } from 'kafkajs';
import type { Flags, FlagTable } from './flags.ts';
import { section, table } from './table.ts';
import { topicList } from './topic-list.ts';

export const clusterInfoFlags = {
  'print-cluster': { kind: 'switch', short: 'c' },
  'print-brokers': { kind: 'switch', short: 'b' },
  'print-topics': { kind: 'switch', short: 't' },
  'print-internal-topics': { kind: 'switch', short: 'i' },
  'print-detailed-topics': { kind: 'switch', short: 'd' },
} satisfies FlagTable;

export const clusterInfo = async (admin: Admin, flags: Flags): Promise<string> => {
  const { brokers, controller, clusterId } = await admin.describeCluster();
  const asked = ['print-cluster', 'print-brokers', 'print-topics', 'print-detailed-topics'].filter((name) =>
    flags.on(name),
  );
  const shown = (name: string): boolean => asked.length === 0 || asked.includes(name);
  const rows = brokers
    .toSorted((one, other) => one.nodeId - other.nodeId)
    .map(({ nodeId, host, port }) => [`${nodeId}${nodeId === controller ? '*' : ''}`, host, port]);
  const detailed = flags.on('print-detailed-topics');
  const topics = await topicList(admin, { internal: flags.on('print-internal-topics'), detailed });
  const parts = [
    ...(shown('print-cluster') ? [section('CLUSTER', clusterId)] : []),
    ...(shown('print-brokers') ? [section('BROKERS', table([['ID', 'HOST', 'PORT'], ...rows]))] : []),
    ...((shown('print-topics') || detailed) && topics !== null ? [section('TOPICS', topics)] : []),
  ];
  return parts.join('\n');
};

export const clusterHealthFlags = {} satisfies FlagTable;

/** As far as Kafka can tell it: a partition without a leader, or with fewer replicas in sync than it has. */
export const clusterHealth = async (admin: Admin): Promise<string> => {
  const [{ brokers, controller }, { topics }] = await Promise.all([
    admin.describeCluster(),
    admin.fetchTopicMetadata(),
  ]);
  const partitions = topics.flatMap(({ name, partitions: all }) => all.map((one) => ({ name, ...one })));
  const named = (chosen: readonly { name: string; partitionId: number }[]): string =>
    `[${chosen.map(({ name, partitionId }) => `kafka/${name}/${partitionId}`).join(' ')}]`;
  const leaderless = partitions.filter(({ leader }) => leader === -1);
  const behind = partitions.filter(({ isr, replicas }) => isr.length < replicas.length);
  const rows = [
    ['Healthy:', String(leaderless.length === 0 && behind.length === 0)],
    ['Controller ID:', String(controller)],
    ['All nodes:', `[${brokers.map(({ nodeId }) => nodeId).join(' ')}]`],
    [`Leaderless partitions (${leaderless.length}):`, named(leaderless)],
    [`Under-replicated partitions (${behind.length}):`, named(behind)],
  ];
  return section('CLUSTER HEALTH OVERVIEW', table(rows));
};
