// rpk topic list, also a part of rpk cluster info.
import type { Admin, ITopicMetadata } from 'kafkajs';
import type { Flags, FlagTable } from './flags.ts';
import { table } from './table.ts';

export const topicListFlags = {
  detailed: { kind: 'switch', short: 'd' },
  internal: { kind: 'switch', short: 'i' },
  regex: { kind: 'switch', short: 'r' },
} satisfies FlagTable;

export interface TopicListOptions {
  readonly internal: boolean;
  readonly detailed: boolean;
  readonly chosen?: (name: string) => boolean;
}

/** Null when there is none. */
export const topicList = async (
  admin: Admin,
  { internal, detailed, chosen = () => true }: TopicListOptions,
): Promise<string | null> => {
  const { topics } = await admin.fetchTopicMetadata();
  const shown = topics
    .filter(({ name }) => (internal || !name.startsWith('__')) && chosen(name))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
  if (shown.length === 0) return null;
  if (detailed) return shown.map(details).join('\n\n');
  const rows = shown.map(({ name, partitions }) => [
    name,
    partitions.length,
    partitions[0]?.replicas.length ?? 0,
  ]);
  return table([['NAME', 'PARTITIONS', 'REPLICAS'], ...rows]);
};

const details = ({ name, partitions }: ITopicMetadata): string => {
  const rows = partitions
    .toSorted((one, other) => one.partitionId - other.partitionId)
    .map(({ partitionId, leader, replicas }) => [partitionId, leader, `[${replicas.join(' ')}]`]);
  return `${name}, ${partitions.length} partitions\n${table([['PARTITION', 'LEADER', 'REPLICAS'], ...rows])}`;
};

export const listTopics = async (admin: Admin, flags: Flags): Promise<string> => {
  const wanted = flags.positional;
  const patterns = flags.on('regex') ? wanted.map((text) => new RegExp(text)) : null;
  const chosen = (name: string): boolean =>
    wanted.length === 0 ||
    (patterns === null ? wanted.includes(name) : patterns.some((one) => one.test(name)));
  const rows = await topicList(admin, {
    internal: flags.on('internal'),
    detailed: flags.on('detailed'),
    chosen,
  });
  return `${rows ?? table([['NAME', 'PARTITIONS', 'REPLICAS']])}\n`;
};
