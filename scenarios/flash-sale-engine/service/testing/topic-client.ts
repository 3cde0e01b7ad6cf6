// What tests do with Kafka past the services: write records, read topics from the beginning, commit for a group.
import { Kafka, logLevel, Partitioners, type KafkaMessage } from 'kafkajs';
import type { Address } from '../settings/environment.ts';

export interface TopicClient {
  readonly write: (topic: string, messages: readonly TestMessage[]) => Promise<void>;
  /** All records that a topic holds now, as text. */
  readonly read: (topic: string) => Promise<readonly ReadRecord[]>;
  readonly commit: (groupId: string, topic: string, offset: string) => Promise<void>;
}

export interface TestMessage {
  readonly value: string;
  readonly key?: string;
  readonly timestamp?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ReadRecord {
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
}

export const createTopicClient = ({ host, port }: Address): TopicClient => {
  const kafka = new Kafka({ brokers: [`${host}:${port}`], clientId: 'test', logLevel: logLevel.NOTHING });
  return {
    write: async (topic, messages) => {
      const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
      await producer.connect();
      await producer.send({ topic, messages: messages.map((message) => ({ ...message })) });
      await producer.disconnect();
    },
    read: (topic) => readTopic(kafka, topic),
    commit: async (groupId, topic, offset) => {
      const admin = kafka.admin();
      await admin.connect();
      await admin.setOffsets({ groupId, topic, partitions: [{ partition: 0, offset }] });
      await admin.disconnect();
    },
  };
};

const readTopic = async (kafka: Kafka, topic: string): Promise<readonly ReadRecord[]> => {
  const admin = kafka.admin();
  await admin.connect();
  const ends = await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  let missing = ends.reduce((sum, { low, high }) => sum + Number(high) - Number(low), 0);
  if (missing === 0) return [];
  const found: ReadRecord[] = [];
  const consumer = kafka.consumer({
    groupId: `test-${process.pid}-${performance.now()}`,
    maxWaitTimeInMs: 100,
  });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await new Promise<void>((resolve) => {
    void consumer.run({
      autoCommit: false,
      eachMessage: async ({ message }) => {
        found.push(toRecord(message));
        missing -= 1;
        if (missing === 0) resolve();
      },
    });
  });
  await consumer.disconnect();
  return found;
};

const toRecord = (message: KafkaMessage): ReadRecord => ({
  key: message.key?.toString() ?? '',
  value: message.value?.toString() ?? '',
  headers: Object.fromEntries(
    Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)]),
  ),
});
