// What core/kafka.ts writes: one record, or many with all that a producer can say of them.
import type { Producer } from 'kafkajs';

export interface NewRecord {
  readonly partition: number;
  readonly key: string | null;
  readonly value: string | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Epoch ms; the producer says when a record was made, not the broker. */
  readonly timestampMs: number;
}

export const produce = async (
  producer: Producer,
  topic: string,
  value: string,
  timeoutMs: number,
): Promise<{ readonly partition: number; readonly offset: bigint }> => {
  await producer.connect();
  const [record] = await producer.send({ topic, acks: -1, timeout: timeoutMs, messages: [{ value }] });
  if (record === undefined) throw new Error(`Kafka acknowledged no record for topic ${topic}`);
  return { partition: record.partition, offset: BigInt(record.baseOffset ?? record.offset ?? -1) };
};

export const produceAll = async (
  producer: Producer,
  topic: string,
  records: readonly NewRecord[],
  timeoutMs: number,
): Promise<void> => {
  await producer.connect();
  const messages = records.map(({ timestampMs, headers, ...record }) => ({
    ...record,
    headers: { ...headers },
    timestamp: String(timestampMs),
  }));
  await producer.send({ topic, acks: -1, timeout: timeoutMs, messages });
};
