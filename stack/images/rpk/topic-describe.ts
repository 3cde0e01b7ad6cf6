// rpk topic describe: summary, configuration, partitions.
import { ConfigResourceTypes, type Admin } from 'kafkajs';
import { UsageError, type Flags, type FlagTable } from './flags.ts';
import { section, table } from './table.ts';

export const describeFlags = {
  'print-all': { kind: 'switch', short: 'a' },
  'print-configs': { kind: 'switch', short: 'c' },
  'print-partitions': { kind: 'switch', short: 'p' },
  'print-summary': { kind: 'switch', short: 's' },
} satisfies FlagTable;

export const describeTopics = async (admin: Admin, flags: Flags): Promise<string> => {
  if (flags.positional.length === 0) throw new UsageError('requires at least 1 arg(s), only received 0');
  const texts = [];
  for (const topic of flags.positional) texts.push(await describeTopic(admin, topic, flags));
  return texts.join('\n');
};

const describeTopic = async (admin: Admin, topic: string, flags: Flags): Promise<string> => {
  const asked = ['print-configs', 'print-partitions', 'print-summary'].some((name) => flags.on(name));
  const shown = (name: string): boolean =>
    flags.on('print-all') || flags.on(name) || (!asked && name !== 'print-partitions');
  const parts = [
    ...(shown('print-summary') ? [await summary(admin, topic)] : []),
    ...(shown('print-configs') ? [await configs(admin, topic)] : []),
    ...(shown('print-partitions') ? [await partitionTable(admin, topic)] : []),
  ];
  return parts.join('\n');
};

const partitionsOf = async (admin: Admin, topic: string) => {
  // Of all topics: kafkajs asks for a single unknown one again and again.
  const { topics } = await admin.fetchTopicMetadata();
  const found = topics.find(({ name }) => name === topic);
  if (found === undefined) throw new Error(`unable to describe topic "${topic}": UNKNOWN_TOPIC_OR_PARTITION`);
  return found.partitions.toSorted((one, other) => one.partitionId - other.partitionId);
};

const summary = async (admin: Admin, topic: string): Promise<string> => {
  const partitions = await partitionsOf(admin, topic);
  const rows = [
    ['NAME', topic],
    ['PARTITIONS', partitions.length],
    ['REPLICAS', partitions[0]?.replicas.length ?? 0],
  ];
  return section('SUMMARY', table(rows));
};

// Numbers of the protocol's configuration sources.
const sources: Readonly<Record<number, string>> = {
  1: 'DYNAMIC_TOPIC_CONFIG',
  2: 'DYNAMIC_BROKER_CONFIG',
  3: 'DYNAMIC_DEFAULT_BROKER_CONFIG',
  4: 'STATIC_BROKER_CONFIG',
  5: 'DEFAULT_CONFIG',
};

const configs = async (admin: Admin, topic: string): Promise<string> => {
  await partitionsOf(admin, topic);
  const { resources } = await admin.describeConfigs({
    resources: [{ type: ConfigResourceTypes.TOPIC, name: topic }],
    includeSynonyms: false,
  });
  const rows = (resources[0]?.configEntries ?? []).map(({ configName, configValue, configSource }) => [
    configName,
    configValue,
    sources[configSource] ?? String(configSource),
  ]);
  const sorted = rows.toSorted(([one = ''], [other = '']) => (one < other ? -1 : 1));
  return section('CONFIGS', table([['KEY', 'VALUE', 'SOURCE'], ...sorted]));
};

const partitionTable = async (admin: Admin, topic: string): Promise<string> => {
  const partitions = await partitionsOf(admin, topic);
  const offsets = await admin.fetchTopicOffsets(topic);
  const rows = partitions.map(({ partitionId, leader, replicas }) => {
    const offset = offsets.find(({ partition }) => partition === partitionId);
    return [partitionId, leader, `[${replicas.join(' ')}]`, offset?.low ?? '-', offset?.high ?? '-'];
  });
  return section(
    'PARTITIONS',
    table([['PARTITION', 'LEADER', 'REPLICAS', 'LOG-START-OFFSET', 'HIGH-WATERMARK'], ...rows]),
  );
};
