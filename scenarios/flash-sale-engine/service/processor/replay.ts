// Empties the DLQ by hand: `main.ts replay-dlq` in the processor's container. Oldest first; what can be processed goes
// back to `orders`, what can't is printed, one JSON line each, and set aside. Its place is the offset of the group
// `dlq-replay`, from which the DLQ's size is counted: what it has passed is not replayed again. An order that was
// processed meanwhile is skipped by the processor.
import type { Consumer } from 'kafkajs';
import { openKafka } from '../kafka/client.ts';
import { createRecordProducer, type RecordProducer } from '../kafka/producer.ts';
import { dlqReplayGroup, dlqTopic, ordersTopic } from '../kafka/topics.ts';
import type { Log } from '../log.ts';
import { replayedOnceMore } from '../order.ts';
import type { ProcessorSettings } from '../settings/settings.ts';
import type { DlqReason } from './dead-letters.ts';

export interface Replayed {
  readonly replayed: number;
  readonly setAside: number;
}

interface DeadRecord {
  readonly offset: string;
  readonly key: string | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** What is no order can't become one. Orders whose payment timed out are put back when somebody says so: the provider has to be well. */
const alwaysReplayed: readonly string[] = ['Redis Failure'] satisfies DlqReason[];
export const replayedOnDemand: readonly string[] = ['Payment Timeout'] satisfies DlqReason[];
/** The DLQ's own words on why a record is there: in `orders` they would be untrue. */
const dlqHeaders = new Set([
  'error_reason',
  'attempts',
  'original_topic',
  'original_partition',
  'original_offset',
  'failed_at',
]);

export const replayDlq = async (
  settings: ProcessorSettings,
  log: Log,
  print: (line: string) => void,
  onDemand: readonly string[] = [],
): Promise<Replayed> => {
  const reasons = new Set([...alwaysReplayed, ...onDemand]);
  const client = openKafka({
    clientId: 'dlq-replay',
    kafka: settings.kafka,
    connectTimeoutMs: settings.kafkaConnectTimeoutMs,
    requestTimeoutMs: settings.kafkaRequestTimeoutMs,
    retry: { retries: 3, initialRetryTime: 100, maxRetryTime: 500 },
    log,
  });
  const producer = createRecordProducer({ ...settings, kafkaAcks: -1, clientId: 'dlq-replay-orders', log });
  const consumer = client.kafka.consumer({
    groupId: dlqReplayGroup,
    maxWaitTimeInMs: 250,
    allowAutoTopicCreation: false,
    retry: { retries: 1, initialRetryTime: 100, restartOnFailure: async () => false },
  });
  try {
    const end = await waitingUntil(client.kafka.admin());
    if (end === null) return { replayed: 0, setAside: 0 };
    return await replayUntil(end, consumer, producer, { print, reasons });
  } finally {
    await producer.close();
    client.discard();
  }
};

/** The end of the DLQ as it is now; null when nothing waits. What comes later is for the next time. */
const waitingUntil = async (
  admin: ReturnType<ReturnType<typeof openKafka>['kafka']['admin']>,
): Promise<bigint | null> => {
  await admin.connect();
  const [ends, committed] = await Promise.all([
    admin.fetchTopicOffsets(dlqTopic),
    admin.fetchOffsets({ groupId: dlqReplayGroup, topics: [dlqTopic] }),
  ]);
  await admin.disconnect();
  const { low, high } = ends[0] ?? { low: '0', high: '0' }; // the DLQ has one partition
  const at = BigInt(committed[0]?.partitions[0]?.offset ?? '-1');
  const from = at < BigInt(low) ? BigInt(low) : at;
  return from >= BigInt(high) ? null : BigInt(high);
};

const replayUntil = async (
  end: bigint,
  consumer: Consumer,
  producer: RecordProducer,
  { reasons, print }: { readonly reasons: ReadonlySet<string>; readonly print: (line: string) => void },
): Promise<Replayed> => {
  let replayed = 0;
  let setAside = 0;
  await consumer.connect();
  await consumer.subscribe({ topics: [dlqTopic], fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
    consumer
      .run({
        autoCommit: false,
        eachMessage: async ({ topic, partition, message }) => {
          if (BigInt(message.offset) >= end) return;
          const record = toRecord(message);
          if (reasons.has(record.headers['error_reason'] ?? '')) {
            await send(producer, record);
            replayed += 1;
          } else {
            print(asideLine(record));
            setAside += 1;
          }
          // After the effect, each one: a replay that breaks off goes on where it was.
          const next = BigInt(message.offset) + 1n;
          await consumer.commitOffsets([{ topic, partition, offset: String(next) }]);
          if (next >= end) resolve();
        },
      })
      .catch(reject);
  });
  await consumer.disconnect();
  return { replayed, setAside };
};

const send = (producer: RecordProducer, { key, value, headers }: DeadRecord): Promise<void> =>
  producer.send({
    topic: ordersTopic,
    key,
    value,
    headers: replayedOnceMore(
      Object.fromEntries(Object.entries(headers).filter(([name]) => !dlqHeaders.has(name))),
    ),
  });

const asideLine = ({ offset, key, value, headers }: DeadRecord): string =>
  JSON.stringify({ offset, key, value: value?.toString('utf8') ?? null, ...headers });

const toRecord = (message: {
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers?: Readonly<Record<string, unknown>>;
}): DeadRecord => ({
  offset: message.offset,
  key: message.key?.toString('utf8') ?? null,
  value: message.value,
  headers: Object.fromEntries(
    Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)]),
  ),
});
