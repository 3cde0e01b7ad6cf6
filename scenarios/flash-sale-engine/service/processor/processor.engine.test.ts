// The processor on a real Kafka and a real Redis. Orders are written to the topic directly.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createLog } from '../log.ts';
import { encodeOrder } from '../order.ts';
import { readProcessorSettings } from '../settings/settings.ts';
import { startServers, type RealServers } from '../testing/real-servers.ts';
import { environmentFor, processorOn, type Overrides, type TestService } from '../testing/services.ts';
import { openRedis, type RedisStore } from '../redis/store.ts';
import { replayDlq } from './replay.ts';
import { correctStock, readStock } from './stock.ts';

let servers: RealServers;
let item = '';
let count = 0;
beforeAll(async () => {
  servers = await startServers();
});
afterAll(async () => {
  await servers[Symbol.asyncDispose]();
});
beforeEach(() => {
  item = `item-${(count += 1)}`;
});

const withProcessor = async (
  work: (processor: TestService) => Promise<void>,
  overrides?: Overrides,
): Promise<void> => {
  const processor = await processorOn(servers, overrides);
  try {
    await expect.poll(() => healthOf(processor), { timeout: 20_000 }).toBe(200);
    await work(processor);
  } finally {
    await processor.close();
  }
};

const silent = createLog('test', 'error', () => {});

const withStore = async (work: (store: RedisStore) => Promise<void>): Promise<void> => {
  const store = openRedis({ address: servers.redis, commandTimeoutMs: 2_000, log: silent });
  try {
    await expect.poll(() => store.run((redis) => redis.ping()).catch(() => '')).toBe('PONG');
    await work(store);
  } finally {
    store.close();
  }
};

const healthOf = async (processor: TestService): Promise<number> => (await processor.get('/health')).status;
const stock = async (): Promise<number> => Number(await servers.redisClient.get(`inventory:${item}`));
const statusOf = (orderId: string): Promise<string | null> =>
  servers.redisClient.hget(`order_status:${orderId}`, 'status');
const statuses = (ids: readonly string[]) => Promise.all(ids.map(statusOf));
const idsOf = (total: number): readonly string[] =>
  Array.from({ length: total }, (_, i) => `${item}-order-${i}`);
const orders = (ids: readonly string[], quantity = 1) =>
  ids.map((orderId) => ({
    key: orderId,
    value: encodeOrder({ orderId, userId: 'anna', itemId: item, quantity, correlationId: `corr-${orderId}` }),
    headers: { correlation_id: `corr-${orderId}`, order_id: orderId },
  }));
const dlqFor = async (id: string) =>
  (await servers.topics.read('orders-dlq')).filter(({ headers }) => headers['order_id'] === id);

it('sells what there is, refuses the rest, and never goes below zero', () =>
  withProcessor(async (processor) => {
    await servers.redisClient.set(`inventory:${item}`, 25);
    const ids = idsOf(40);
    await servers.topics.write('orders', orders(ids));
    await expect.poll(async () => (await statuses(ids)).filter(Boolean).length, { timeout: 20_000 }).toBe(40);
    const found = await statuses(ids);
    expect(found.filter((status) => status === 'success')).toHaveLength(25);
    expect(found.filter((status) => status === 'sold_out')).toHaveLength(15);
    expect(await stock()).toBe(0);
    expect(await processor.metric('processor_orders_processed_total')).toBe(40);
    expect(await processor.metric('processor_orders_sold_out_total')).toBe(15);
    const lag = async () =>
      (await processor.metric('processor_consumer_lag{partition="0"}')) +
      (await processor.metric('processor_consumer_lag{partition="1"}'));
    await expect.poll(lag, { timeout: 5_000 }).toBe(0);
  }));

it('sells pieces twice without scripts, shows it, and is set right', () =>
  withProcessor(
    async (processor) => {
      for (const key of ['inventory', 'inventory_initial'])
        await servers.redisClient.set(`${key}:${item}`, 1000);
      const ids = idsOf(60);
      await servers.topics.write('orders', orders(ids));
      await expect.poll(() => statuses(ids), { timeout: 20_000 }).toEqual(ids.map(() => 'success'));
      const sold = 1000 - (await stock());
      expect(sold).toBeLessThan(60);
      const difference = () => processor.metric(`processor_inventory_difference{item_id="${item}"}`);
      await expect.poll(difference, { timeout: 5_000 }).toBe(60 - sold);
      await withStore(async (store) => {
        await correctStock(store, await readStock(store));
        expect((await readStock(store)).find((line) => line.item === item)?.difference).toBe(0);
      });
      expect(await stock()).toBe(940);
      await expect.poll(difference, { timeout: 5_000 }).toBe(0);
    },
    // One at a time from each partition, two may keep step and never meet.
    { STOCK_SCRIPTS: 'false', PAYMENT_LATENCY: '40ms', ORDERS_AT_ONCE: '4' },
  ));

it('shows an item whose level does not fit, is gone or is no number', () =>
  withProcessor(async (processor) => {
    const difference = () => processor.metric(`processor_inventory_difference{item_id="${item}"}`);
    for (const key of ['inventory', 'inventory_initial']) await servers.redisClient.set(`${key}:${item}`, 10);
    await servers.topics.write('orders', orders(idsOf(3), 2));
    await expect.poll(stock, { timeout: 10_000 }).toBe(4);
    await expect.poll(difference, { timeout: 5_000 }).toBe(0);
    await servers.redisClient.decrby(`inventory:${item}`, 7);
    await expect.poll(difference, { timeout: 5_000 }).toBe(-7);
    await servers.redisClient.set(`inventory:${item}`, 'corrupt');
    const text = async () => (await fetch(`http://127.0.0.1:${processor.port}/metrics`)).text();
    await expect
      .poll(text, { timeout: 5_000 })
      .toMatch(new RegExp(`^processor_inventory_difference\\{item_id="${item}"\\} Nan$`, 'm'));
    await servers.redisClient.del(`inventory_initial:${item}`);
    await expect.poll(text, { timeout: 5_000 }).not.toContain(`difference{item_id="${item}"}`);
  }));

it('processes an order once that is delivered three times', () =>
  withProcessor(async (processor) => {
    await servers.redisClient.set(`inventory:${item}`, 10);
    const [order] = orders(idsOf(1), 2);
    if (order) await servers.topics.write('orders', [order, order, order]);
    await expect
      .poll(() => processor.metric('processor_duplicates_skipped_total'), { timeout: 10_000 })
      .toBe(2);
    expect(await stock()).toBe(8);
  }));

it('goes on with an order that was reserved when it was killed', () =>
  withProcessor(async () => {
    const [id = ''] = idsOf(1);
    await servers.redisClient.set(`inventory:${item}`, 9);
    await servers.redisClient.hset(`order_status:${id}`, { status: 'reserved', item_id: item, quantity: 1 });
    await servers.topics.write('orders', orders([id]));
    await expect.poll(() => statusOf(id), { timeout: 10_000 }).toBe('success');
    expect(await stock()).toBe(9);
  }));

it('cancels an order whose payment times out and returns the stock once', () =>
  withProcessor(
    async (processor) => {
      await servers.redisClient.set(`inventory:${item}`, 10);
      const ids = idsOf(3);
      await servers.topics.write('orders', orders([...ids, ...ids]));
      await expect
        .poll(() => statuses(ids), { timeout: 10_000 })
        .toEqual(['cancelled', 'cancelled', 'cancelled']);
      await expect.poll(() => processor.metric('processor_duplicates_skipped_total')).toBe(3);
      expect(await stock()).toBe(10);
      expect(await processor.metric('processor_orders_payment_timeout_total')).toBe(3);
      expect(await processor.metric('processor_orders_moved_to_dlq_total')).toBe(0);
    },
    { PAYMENT_TIMEOUT_SHARE: '1' },
  ));

it('moves such an order to the DLQ where it is told to', () =>
  withProcessor(
    async () => {
      await servers.redisClient.set(`inventory:${item}`, 10);
      const [id = ''] = idsOf(1);
      await servers.topics.write('orders', orders([id]));
      await expect.poll(() => dlqFor(id), { timeout: 10_000, interval: 300 }).toHaveLength(1);
      expect((await dlqFor(id))[0]?.headers).toMatchObject({
        error_reason: 'Payment Timeout',
        attempts: '4',
        original_topic: 'orders',
        correlation_id: `corr-${id}`,
      });
      expect(await stock()).toBe(10);
      expect(await statusOf(id)).toBe('dlq');
    },
    { PAYMENT_TIMEOUT_SHARE: '1', PAYMENT_TIMEOUT_TO_DLQ: 'true' },
  ));

it('tries such an order again when it is put back, once', async () => {
  const ids = idsOf(4);
  await servers.redisClient.set(`inventory:${item}`, 10);
  const dead = { PAYMENT_TIMEOUT_SHARE: '1', PAYMENT_TIMEOUT_TO_DLQ: 'true' };
  await withProcessor(async () => {
    const present = (await servers.topics.read('orders-dlq')).length;
    await servers.topics.commit('dlq-replay', 'orders-dlq', String(present));
    await servers.topics.write('orders', orders(ids));
    await expect.poll(() => statuses(ids), { timeout: 10_000 }).toEqual(ids.map(() => 'dlq'));
  }, dead);
  await withProcessor(async (processor) => {
    const lines: string[] = [];
    const settings = readProcessorSettings(environmentFor(servers));
    const replay = () => replayDlq(settings, silent, (line) => void lines.push(line), ['Payment Timeout']);
    expect(await replay()).toEqual({ replayed: 4, setAside: 0 });
    await expect.poll(() => statuses(ids), { timeout: 10_000 }).toEqual(ids.map(() => 'success'));
    expect(await stock()).toBe(6);
    // The same records of `orders` once more: what gave up and came back is done.
    await servers.topics.write('orders', orders(ids));
    await expect
      .poll(() => processor.metric('processor_duplicates_skipped_total'), { timeout: 10_000 })
      .toBe(4);
    expect(await stock()).toBe(6);
    expect(lines).toEqual([]);
  });
});

it('moves to the DLQ what is no order, and what Redis refuses four times', () =>
  withProcessor(async (processor) => {
    const [broken = '', refused = '', good = ''] = idsOf(3);
    await servers.redisClient.rpush(`inventory:${item}`, 'not a number');
    await servers.topics.write('orders', [
      { key: 'k', value: '{"order_id":', headers: { order_id: broken, correlation_id: 'c-9' } },
      ...orders([refused]),
    ]);
    await expect.poll(() => dlqFor(refused), { timeout: 10_000, interval: 300 }).toHaveLength(1);
    expect((await dlqFor(refused))[0]?.headers).toMatchObject({
      error_reason: 'Redis Failure',
      attempts: '4',
    });
    const [record] = await dlqFor(broken);
    expect(record).toMatchObject({
      value: '{"order_id":',
      headers: {
        error_reason: 'Invalid Order Format',
        attempts: '1',
        correlation_id: 'c-9',
        original_topic: 'orders',
      },
    });
    expect(record?.headers['original_offset']).toMatch(/^\d+$/);
    expect(record?.headers['original_partition']).toMatch(/^[01]$/);
    expect(Date.parse(record?.headers['failed_at'] ?? '')).toBeGreaterThan(0);
    expect(await processor.metric('processor_orders_moved_to_dlq_total')).toBe(2);
    await servers.redisClient.del(`inventory:${item}`);
    await servers.redisClient.set(`inventory:${item}`, 1);
    await servers.topics.write('orders', orders([good]));
    await expect.poll(() => statusOf(good), { timeout: 10_000 }).toBe('success');
  }));

it('measures the DLQ from what the replay group has not committed', () =>
  withProcessor(async (processor) => {
    const present = (await servers.topics.read('orders-dlq')).length;
    await servers.topics.commit('dlq-replay', 'orders-dlq', String(present));
    await expect.poll(() => processor.metric('processor_dlq_size'), { timeout: 10_000 }).toBe(0);
    expect(await processor.metric('processor_dlq_oldest_message_age_seconds')).toBe(0);
    const twoHoursAgo = String(Date.now() - 7_200_000);
    await servers.topics.write('orders-dlq', [{ value: 'new' }, { value: 'old', timestamp: twoHoursAgo }]);
    await expect.poll(() => processor.metric('processor_dlq_size'), { timeout: 10_000 }).toBe(2);
    const age = () => processor.metric('processor_dlq_oldest_message_age_seconds');
    await expect.poll(age, { timeout: 10_000 }).toBeGreaterThan(7_199);
    await servers.topics.commit('dlq-replay', 'orders-dlq', String(present + 2));
    await expect.poll(age, { timeout: 10_000 }).toBe(0);
    expect(await processor.metric('processor_dlq_size')).toBe(0);
  }));

it('shows the level of an item for as long as it has one', () =>
  withProcessor(
    async (processor) => {
      const level = () => processor.metric('processor_inventory_level{item_id="shown"}');
      await expect.poll(level, { timeout: 5_000 }).toBe(7); // set at the start
      await servers.redisClient.del('inventory:shown');
      await expect.poll(level, { timeout: 5_000 }).toBeNaN();
    },
    { INITIAL_INVENTORY: 'shown:7' },
  ));

it('waits for a silent Redis instead of giving its orders up', () =>
  withProcessor(
    async (processor) => {
      await servers.redisClient.set(`inventory:${item}`, 100);
      await servers.redisServer.freeze();
      const ids = idsOf(20);
      await servers.topics.write('orders', orders(ids));
      await expect.poll(() => healthOf(processor), { timeout: 5_000 }).toBe(503);
      await servers.redisServer.thaw();
      await expect.poll(() => statuses(ids), { timeout: 20_000 }).toEqual(ids.map(() => 'success'));
      expect(await stock()).toBe(80);
      expect(await processor.metric('processor_orders_moved_to_dlq_total')).toBe(0);
    },
    { RETRY_BACKOFF: '1s', REDIS_COMMAND_TIMEOUT: '500ms' },
  ));

it.each(['killed', 'frozen'])('comes back to a broker that was %s, without doing anything twice', (how) =>
  withProcessor(async (processor) => {
    await servers.redisClient.set(`inventory:${item}`, 100);
    const ids = idsOf(30);
    await servers.topics.write('orders', orders(ids.slice(0, 20)));
    if (how === 'killed') await servers.broker.kill();
    else await servers.broker.freeze();
    await expect.poll(() => healthOf(processor), { timeout: 10_000 }).toBe(503);
    if (how === 'killed') await servers.broker.start();
    else await servers.broker.thaw();
    await expect.poll(() => healthOf(processor), { timeout: 30_000 }).toBe(200);
    await servers.topics.write('orders', orders(ids.slice(20)));
    await expect.poll(() => statuses(ids), { timeout: 30_000 }).toEqual(ids.map(() => 'success'));
    expect(await stock()).toBe(70);
  }),
);

it.each(['1', '8'])('processes again what a killed Redis has forgotten, %s at once', (ORDERS_AT_ONCE) =>
  withProcessor(
    async () => {
      await servers.redisClient.set(`inventory:${item}`, 100);
      const ids = idsOf(30);
      await servers.topics.write('orders', orders(ids.slice(0, 10)));
      await expect.poll(() => statuses(ids.slice(0, 10)), { timeout: 10_000 }).not.toContain(null);
      await servers.redisClient.save();
      await servers.topics.write('orders', orders(ids.slice(10, 20)));
      await expect.poll(() => statuses(ids.slice(0, 20)), { timeout: 10_000 }).not.toContain(null);
      expect(await stock()).toBe(80);
      await servers.redisServer.kill();
      await servers.redisServer.start();
      // Only the next order shows that something is missing.
      await servers.topics.write('orders', orders(ids.slice(20)));
      await expect.poll(() => statuses(ids), { timeout: 20_000 }).toEqual(ids.map(() => 'success'));
      expect(await stock()).toBe(70);
    },
    { ORDERS_AT_ONCE },
  ),
);

it('works on several orders of a partition at once, and on those of one user in their order', () =>
  withProcessor(
    async (processor) => {
      await servers.redisClient.set(`inventory:${item}`, 100);
      const ids = idsOf(24);
      const [first, ...others] = orders(ids);
      const startedMs = performance.now();
      // Four of one user; each of the others has a key of its own.
      const records = [first, ...others].map((order, i) => ({ ...order, ...(i < 4 ? { key: 'anna' } : {}) }));
      await servers.topics.write('orders', records as ReturnType<typeof orders>);
      await expect.poll(() => statuses(ids), { timeout: 20_000 }).toEqual(ids.map(() => 'success'));
      expect(performance.now() - startedMs).toBeLessThan((24 * 300) / 2); // two partitions, one order after the other
      expect(await stock()).toBe(76);
      const lag = async () =>
        (await processor.metric('processor_consumer_lag{partition="0"}')) +
        (await processor.metric('processor_consumer_lag{partition="1"}'));
      await expect.poll(lag, { timeout: 5_000 }).toBe(0);
    },
    { ORDERS_AT_ONCE: '8', PAYMENT_LATENCY: '300ms' },
  ));

it('replays what Redis had refused, once, and prints the rest', () =>
  withProcessor(async () => {
    await servers.redisClient.set(`inventory:${item}`, 10);
    const present = (await servers.topics.read('orders-dlq')).length;
    await servers.topics.commit('dlq-replay', 'orders-dlq', String(present));
    const [id = ''] = idsOf(1);
    const [order] = orders([id]);
    const because = (error_reason: string) => ({ headers: { ...order?.headers, error_reason } });
    await servers.topics.write('orders-dlq', [
      { ...order, value: order?.value ?? '', ...because('Redis Failure') },
      { value: 'no order', ...because('Invalid Order Format') },
    ]);
    const lines: string[] = [];
    const settings = readProcessorSettings(environmentFor(servers));
    const replay = () => replayDlq(settings, silent, (line) => void lines.push(line));
    expect(await replay()).toEqual({ replayed: 1, setAside: 1 });
    await expect.poll(() => statusOf(id), { timeout: 10_000 }).toBe('success');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { value: 'no order', error_reason: 'Invalid Order Format' },
    ]);
    expect(await replay()).toEqual({ replayed: 0, setAside: 0 });
    expect(await stock()).toBe(9);
  }));
