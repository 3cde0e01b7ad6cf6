// A short-lived connection to Kafka through the dialer: produce, fetch, offsets, without a consumer group and without retries.
import { connect as connectTo } from 'node:net';
import type { Admin, IHeaders, ISocketFactory, KafkaMessage, Producer } from 'kafkajs';
import createAdmin from 'kafkajs/src/admin/index.js';
import Cluster from 'kafkajs/src/cluster/index.js';
import loggers from 'kafkajs/src/loggers/index.js';
import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';
import createProducer from 'kafkajs/src/producer/index.js';
import type { Dialer } from './addresses.ts';
import { produce, produceAll, type NewRecord } from './kafka-produce.ts';

export type { NewRecord };

export interface KafkaOptions {
  readonly dialer: Dialer;
  /** `service:port` of the first brokers to ask; those that they name are resolved by the dialer too. */
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly connectTimeoutMs: number;
  readonly requestTimeoutMs: number;
  /** When it aborts, all sockets are dropped and whatever is under way fails with its reason. */
  readonly signal: AbortSignal;
}

export interface KafkaRecord {
  readonly partition: number;
  readonly offset: bigint;
  readonly key: string | null;
  readonly value: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** Where a partition begins and where its next record will stand. */
export interface PartitionRange {
  readonly partition: number;
  readonly low: bigint;
  readonly high: bigint;
}

export interface KafkaConnection {
  /** False when it was there already. */
  createTopic(topic: string, config?: Readonly<Record<string, string>>): Promise<boolean>;
  ranges(topic: string): Promise<readonly PartitionRange[]>;
  /** By partition; null where the group has committed nothing. */
  committed(group: string, topic: string): Promise<ReadonlyMap<number, bigint | null>>;
  /** Acknowledged by all in-sync replicas when it returns. */
  produce(topic: string, value: string): Promise<{ readonly partition: number; readonly offset: bigint }>;
  /** All in one request, acknowledged as those of `produce`. */
  produceAll(topic: string, records: readonly NewRecord[]): Promise<void>;
  /** The records of one partition from `from` up to but without `to`; ends by itself, follows nothing. */
  read(topic: string, partition: number, from: bigint, to: bigint): AsyncGenerator<KafkaRecord>;
  /** Drops the sockets; never waits for the broker. */
  close(): void;
}

const noRetry = { retries: 0 };

// kafkajs sets a timer of minus the present time after each answer when nothing was throttled (Node prints a
// TimeoutNegativeWarning). That timer only looks for waiting requests: without any it isn't needed.
const schedule = RequestQueue.prototype.scheduleCheckPendingRequests;
RequestQueue.prototype.scheduleCheckPendingRequests = function () {
  if (this.pending.length > 0 || this.throttledUntil > 0) schedule.call(this);
};
const silent = loggers.createLogger({ level: 0, logCreator: () => () => undefined });

/** Connects; throws kafkajs' error (its `cause` chain has the socket's) or the signal's reason. */
export const connectKafka = async (options: KafkaOptions): Promise<KafkaConnection> => {
  options.signal.throwIfAborted();
  const ending = new AbortController();
  const end = (reason: unknown): void => ending.abort(reason);
  const onAbort = (): void => end(options.signal.reason);
  options.signal.addEventListener('abort', onAbort, { once: true });
  const close = (): void => {
    options.signal.removeEventListener('abort', onAbort);
    end(new Error('the connection to Kafka was closed'));
  };
  const cluster = createCluster(options, ending.signal);
  const admin = createAdmin({ cluster, logger: silent, retry: noRetry });
  const producer = (): Producer => createProducer({ cluster, logger: silent, retry: noRetry });
  const open = <Result>(work: Promise<Result>): Promise<Result> => untilEnd(work, ending.signal);
  try {
    await open(cluster.connect());
  } catch (error) {
    close();
    throw error;
  }
  return {
    createTopic: (topic, config = {}) => open(createTopic(admin, topic, config)),
    ranges: (topic) => open(ranges(admin, topic)),
    committed: (group, topic) => open(committed(cluster, admin, group, topic)),
    produce: (topic, value) => open(produce(producer(), topic, value, options.requestTimeoutMs)),
    produceAll: (topic, records) => open(produceAll(producer(), topic, records, options.requestTimeoutMs)),
    read: (topic, partition, from, to) => read({ cluster, open }, topic, partition, { from, to }),
    close,
  };
};

type Open = <Result>(work: Promise<Result>) => Promise<Result>;

// Dropped sockets end a request of kafkajs only where it doesn't set out anew: nobody waits for that.
const untilEnd = <Result>(work: Promise<Result>, ending: AbortSignal): Promise<Result> => {
  const { promise, reject } = Promise.withResolvers<never>();
  const onEnd = (): void => reject(ending.reason as Error);
  if (ending.aborted) onEnd();
  ending.addEventListener('abort', onEnd, { once: true });
  return Promise.race([work, promise]).finally(() => ending.removeEventListener('abort', onEnd));
};

const createCluster = (options: KafkaOptions, ending: AbortSignal): Cluster =>
  new Cluster({
    logger: silent,
    socketFactory: socketFactory(options.dialer, ending),
    brokers: [...options.brokers],
    clientId: options.clientId,
    connectionTimeout: options.connectTimeoutMs,
    authenticationTimeout: options.requestTimeoutMs,
    requestTimeout: options.requestTimeoutMs,
    enforceRequestTimeout: true,
    metadataMaxAge: 60_000,
    allowAutoTopicCreation: false,
    retry: noRetry,
  });

// kafkajs wants the socket at once, so the dialer comes in as the socket's name resolution.
const socketFactory =
  (dialer: Dialer, ending: AbortSignal): ISocketFactory =>
  ({ host, port, onConnect }) => {
    const socket = connectTo(
      {
        host,
        port,
        lookup: (service, lookupOptions, done) => {
          dialer.lookup(service).then(
            (address) =>
              lookupOptions.all === true ? done(null, [{ address, family: 4 }]) : done(null, address, 4),
            (error: unknown) => done(error as NodeJS.ErrnoException, ''),
          );
        },
      },
      onConnect,
    );
    // With an error, since kafkajs clears its timers only on one (or when the broker hangs up).
    const drop = (): void => void socket.destroy(ending.reason as Error);
    if (ending.aborted) drop();
    ending.addEventListener('abort', drop, { once: true });
    socket.once('close', () => ending.removeEventListener('abort', drop));
    return socket;
  };

const createTopic = (
  admin: Admin,
  topic: string,
  config: Readonly<Record<string, string>>,
): Promise<boolean> =>
  admin.createTopics({
    topics: [
      {
        topic,
        numPartitions: 1,
        replicationFactor: 1,
        configEntries: Object.entries(config).map(([name, value]) => ({ name, value })),
      },
    ],
  });

const ranges = async (admin: Admin, topic: string): Promise<readonly PartitionRange[]> =>
  (await admin.fetchTopicOffsets(topic)).map(({ partition, low, high }) => ({
    partition,
    low: BigInt(low),
    high: BigInt(high),
  }));

const committed = async (
  cluster: Cluster,
  admin: Admin,
  group: string,
  topic: string,
): Promise<ReadonlyMap<number, bigint | null>> => {
  await cluster.addTargetTopic(topic);
  const topics = await admin.fetchOffsets({ groupId: group, topics: [topic] });
  const partitions = topics.find((found) => found.topic === topic)?.partitions ?? [];
  return new Map(
    partitions.map(({ partition, offset }) => [partition, BigInt(offset) < 0n ? null : BigInt(offset)]),
  );
};

async function* read(
  { cluster, open }: { readonly cluster: Cluster; readonly open: Open },
  topic: string,
  partition: number,
  { from, to }: { readonly from: bigint; readonly to: bigint },
): AsyncGenerator<KafkaRecord> {
  if (from >= to) return;
  await open(cluster.addTargetTopic(topic));
  const leader = cluster
    .findTopicPartitionMetadata(topic)
    .find(({ partitionId }) => partitionId === partition)?.leader;
  if (leader === undefined) throw new Error(`topic ${topic} has no partition ${partition}`);
  const broker = await open(cluster.findBroker({ nodeId: leader }));
  for (let next = from; next < to;) {
    const partitions = [{ partition, fetchOffset: String(next), maxBytes: 8_388_608 }];
    const answer = await open(broker.fetch({ ...fetchLimits, topics: [{ topic, partitions }] }));
    const messages = answer.responses[0]?.partitions[0]?.messages ?? [];
    const fresh = messages.filter(({ offset }) => BigInt(offset) >= next);
    const last = fresh.at(-1);
    if (last === undefined)
      throw new Error(`topic ${topic}/${partition}: nothing at offset ${next} of ${to}`);
    for (const message of fresh)
      if (!message.isControlRecord && BigInt(message.offset) < to) yield recordOf(partition, message);
    next = BigInt(last.offset) + 1n;
  }
}

const fetchLimits = { isolationLevel: 0, maxWaitTime: 500, minBytes: 1, maxBytes: 8_388_608 } as const;

const recordOf = (partition: number, message: KafkaMessage): KafkaRecord => ({
  partition,
  offset: BigInt(message.offset),
  key: message.key?.toString() ?? null,
  value: message.value?.toString() ?? null,
  headers: Object.fromEntries(
    Object.entries(message.headers ?? {}).map(([name, value]) => [name, headerText(value)]),
  ),
});

const headerText = (value: IHeaders[string]): string =>
  Array.isArray(value) ? value.map(String).join(',') : String(value ?? '');
