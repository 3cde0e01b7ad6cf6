// What became of a run's orders, read from Kafka and Redis, past every proxy and without a line of the service's code.
import type { Context } from '../../core/clock.ts';
import { connectKafka, type KafkaConnection } from '../../core/kafka.ts';
import { connectRedis, type RedisConnection } from '../../core/redis.ts';
import type { Terminal, WorkloadModule, WorkloadSetting } from '../../core/workload.ts';
import { judgeStock, terminalOf, type Books, type StatusRecord } from './books.ts';
import { itemsOf, orderIdIn, orderPrefix, userPrefix } from './orders.ts';

const brokers = ['redpanda:9096'];
const redisAddress = 'redis:6379';
const group = 'order-processor';
// An order that was replayed waits in the DLQ no longer.
const replayGroup = 'dlq-replay';
const retryMs = 300;

export const createOracle: WorkloadModule['createOracle'] = (setting) => {
  const books = (ctx: Context): Promise<Books> => patiently(ctx, () => readBooks(setting, ctx));
  return {
    drained: (ctx) => drained(setting, ctx),
    terminals: async (ctx) => {
      const read = await books(ctx);
      return [...idsIn(read)].map((id): Terminal => terminalOf(id, read));
    },
    conservations: async (ctx) => {
      const read = await books(ctx);
      return itemsOf(setting.run).map((item) => judgeStock(item, read));
    },
    levels: async (ctx) => {
      const levels = await patiently(ctx, () =>
        withRedis(setting, ctx, (redis) => readLevels(redis, setting.run)),
      );
      return [...levels].map(([item, level]) => ({ what: `inventory:${item}`, level }));
    },
    clear: (ctx) => withRedis(setting, ctx, (redis) => clear(redis, setting.run)),
    close: async () => undefined,
  };
};

/** A store that was just restarted may need a moment: tries again until the deadline, then throws what it met. */
const patiently = async <Result>(ctx: Context, work: () => Promise<Result>): Promise<Result> => {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!ctx.signal.aborted) await ctx.clock.sleep(retryMs, ctx.signal).catch(() => undefined); // the check below tells
      if (ctx.signal.aborted) throw error;
    }
  }
};

const readBooks = async (setting: WorkloadSetting, ctx: Context): Promise<Books> => {
  const log = await withKafka(setting, ctx, async (kafka) => ({
    accepted: await countOrders(kafka, 'orders', setting.run),
    dead: await countOrders(
      kafka,
      'orders-dlq',
      setting.run,
      await kafka.committed(replayGroup, 'orders-dlq'),
    ),
  }));
  return withRedis(setting, ctx, async (redis) => ({
    ...log,
    statuses: await readStatuses(redis, setting.run),
    levels: await readLevels(redis, setting.run),
  }));
};

const idsIn = ({ accepted, dead, statuses }: Books): ReadonlySet<string> =>
  new Set([...accepted.keys(), ...dead.keys(), ...statuses.keys()]);

/** Nothing of this run waits in Kafka, and every order that Kafka holds has come to its end. */
const drained = async (setting: WorkloadSetting, ctx: Context): Promise<boolean> => {
  const lag = await withKafka(setting, ctx, async (kafka) => {
    const committed = await kafka.committed(group, 'orders');
    const ranges = await kafka.ranges('orders');
    return ranges.some(({ partition, low, high }) => (committed.get(partition) ?? low) < high);
  });
  if (lag) return false;
  const books = await readBooks(setting, ctx);
  return [...idsIn(books)].every((id) => terminalOf(id, books).states.length > 0);
};

/** How often each order of this run stands in a topic, up to the ends at the time of the question; `from`: what was read before counts no more. */
const countOrders = async (
  kafka: KafkaConnection,
  topic: string,
  run: string,
  from: ReadonlyMap<number, bigint | null> = new Map(),
): Promise<ReadonlyMap<string, number>> => {
  const counts = new Map<string, number>();
  for (const { partition, low, high } of await kafka.ranges(topic)) {
    const first = from.get(partition) ?? low;
    for await (const { value } of kafka.read(topic, partition, first < low ? low : first, high)) {
      const id = orderIdIn(run, value);
      if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  return counts;
};

const readStatuses = async (
  redis: RedisConnection,
  run: string,
): Promise<ReadonlyMap<string, StatusRecord>> => {
  const statuses = new Map<string, StatusRecord>();
  const prefix = 'order_status:';
  for await (const keys of scan(redis, `${prefix}${orderPrefix(run)}*`)) {
    const replies = await Promise.all(
      keys.map((key) => redis.client.hmget(key, 'status', 'item_id', 'quantity')),
    );
    replies.forEach(([status, item, quantity], index) => {
      const id = keys[index]?.slice(prefix.length) ?? '';
      statuses.set(id, {
        status: status ?? '',
        itemId: item ?? '',
        quantity: Number(quantity ?? Number.NaN),
      });
    });
  }
  return statuses;
};

const readLevels = async (redis: RedisConnection, run: string): Promise<ReadonlyMap<string, number>> => {
  const items = itemsOf(run);
  const replies = await redis.client.mget(items.map((item) => `inventory:${item}`));
  return new Map(items.map((item, index) => [item, Number(replies[index] ?? Number.NaN)]));
};

const clear = async (redis: RedisConnection, run: string): Promise<void> => {
  const prefixes = [
    `order_status:${orderPrefix(run)}`,
    `idempotency:${orderPrefix(run)}`,
    `ratelimit:${userPrefix(run)}`,
  ];
  for (const prefix of prefixes)
    for await (const keys of scan(redis, `${prefix}*`)) if (keys.length > 0) await redis.client.unlink(keys);
  const items = itemsOf(run);
  const kinds = ['inventory', 'inventory_initial', 'inventory_taken'];
  await redis.client.unlink(items.flatMap((item) => kinds.map((kind) => `${kind}:${item}`)));
};

async function* scan(
  { client }: RedisConnection,
  match: string,
): AsyncGenerator<readonly string[] & string[]> {
  for (let cursor = '0', first = true; first || cursor !== '0'; first = false) {
    const [next, keys] = await client.scan(cursor, 'MATCH', match, 'COUNT', 1000);
    cursor = next;
    yield keys;
  }
}

const withKafka = async <Result>(
  { dialer }: WorkloadSetting,
  { signal }: Context,
  work: (kafka: KafkaConnection) => Promise<Result>,
): Promise<Result> => {
  const options = {
    dialer,
    brokers,
    clientId: 'gameday-oracle',
    connectTimeoutMs: 2_000,
    requestTimeoutMs: 5_000,
  };
  const kafka = await connectKafka({ ...options, signal });
  try {
    return await work(kafka);
  } finally {
    kafka.close();
  }
};

const withRedis = async <Result>(
  { dialer }: WorkloadSetting,
  { signal }: Context,
  work: (redis: RedisConnection) => Promise<Result>,
): Promise<Result> => {
  using redis = await connectRedis({ dialer, address: redisAddress, connectTimeoutMs: 2_000, signal });
  return await work(redis);
};
