// rpk topic create, delete, add-partitions: one row of outcome for each topic.
import { KafkaJSAggregateError, KafkaJSProtocolError, type Admin } from 'kafkajs';
import { UsageError, type Flags, type FlagTable } from './flags.ts';
import { table } from './table.ts';

export const createFlags = {
  partitions: { kind: 'number', short: 'p' },
  replicas: { kind: 'number', short: 'r' },
  'topic-config': { kind: 'list', short: 'c' },
  'if-not-exists': { kind: 'switch' },
} satisfies FlagTable;

export interface Outcome {
  readonly text: string;
  readonly failed: boolean;
}

export const createTopics = (admin: Admin, flags: Flags): Promise<Outcome> => {
  const configEntries = flags.list('topic-config').map((entry) => {
    const [name = '', ...value] = entry.split('=');
    return { name, value: value.join('=') };
  });
  return eachTopic(flags, async (topic) => {
    const numPartitions = flags.number('partitions') ?? -1;
    const replicationFactor = flags.number('replicas') ?? -1;
    const created = await admin.createTopics({
      topics: [{ topic, numPartitions, replicationFactor, configEntries }],
    });
    if (created || flags.on('if-not-exists')) return 'OK';
    throw new Error('TOPIC_ALREADY_EXISTS: The topic has already been created');
  });
};

export const deleteTopics = (admin: Admin, flags: Flags): Promise<Outcome> =>
  eachTopic(flags, async (topic) => {
    const known = await admin.listTopics();
    if (!known.includes(topic))
      throw new Error('UNKNOWN_TOPIC_OR_PARTITION: This server does not host this topic-partition.');
    await admin.deleteTopics({ topics: [topic] });
    return 'OK';
  });

export const addPartitionsFlags = { num: { kind: 'number', short: 'n' } } satisfies FlagTable;

export const addPartitions = (admin: Admin, flags: Flags): Promise<Outcome> => {
  const more = flags.number('num');
  if (more === null || more < 1) throw new UsageError('--num must be the number of partitions to add');
  return eachTopic(flags, async (topic) => {
    const { topics } = await admin.fetchTopicMetadata();
    const present = topics.find(({ name }) => name === topic)?.partitions.length;
    if (present === undefined) throw new Error('UNKNOWN_TOPIC_OR_PARTITION');
    await admin.createPartitions({ topicPartitions: [{ topic, count: present + more }] });
    return 'OK';
  });
};

const eachTopic = async (flags: Flags, work: (topic: string) => Promise<string>): Promise<Outcome> => {
  if (flags.positional.length === 0) throw new UsageError('requires at least 1 arg(s), only received 0');
  const rows: string[][] = [];
  let failed = false;
  for (const topic of flags.positional) {
    try {
      rows.push([topic, await work(topic)]);
    } catch (error) {
      // What concerns one topic is its row; a broker that can't be reached ends the command.
      if (!(error instanceof Error) || !isAnswer(error)) throw error;
      failed = true;
      rows.push([topic, reasonOf(error)]);
    }
  }
  return { text: `${table([['TOPIC', 'STATUS'], ...rows])}\n`, failed };
};

const isAnswer = (error: Error): boolean =>
  error instanceof KafkaJSAggregateError ||
  error instanceof KafkaJSProtocolError ||
  /^[A-Z_]+(:|$)/.test(error.message);

const reasonOf = (error: Error): string => {
  const [first] = error instanceof KafkaJSAggregateError ? error.errors : [];
  const cause = first instanceof Error ? first : error;
  return cause instanceof KafkaJSProtocolError ? `${cause.type}: ${cause.message}` : cause.message;
};
