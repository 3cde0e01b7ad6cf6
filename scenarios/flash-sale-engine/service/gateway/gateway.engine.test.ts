// The gateway on a real Kafka and a real Redis.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServers, type RealServers } from '../testing/real-servers.ts';
import { gatewayOn, type Overrides, type TestService } from '../testing/services.ts';

let servers: RealServers;
beforeAll(async () => {
  servers = await startServers();
});
afterAll(async () => {
  await servers[Symbol.asyncDispose]();
});

const withGateway = async (
  work: (gateway: TestService) => Promise<void>,
  overrides?: Overrides,
): Promise<void> => {
  const gateway = await gatewayOn(servers, overrides);
  try {
    await expect.poll(() => statusOf(gateway, '/health'), { timeout: 20_000 }).toBe(200);
    await work(gateway);
  } finally {
    await gateway.close();
  }
};

const statusOf = async (gateway: TestService, path: string): Promise<number> =>
  (await gateway.get(path)).status;
const queuedIds = async (): Promise<readonly string[]> =>
  (await servers.topics.read('orders')).map(({ headers }) => headers['order_id'] ?? '');

it('queues an order with its correlation id, and knows it afterwards', () =>
  withGateway(async (gateway) => {
    const answer = await gateway.order(
      { user_id: 'anna', item_id: 101, quantity: 2, request_id: 'first' },
      { 'x-correlation-id': 'corr-1' },
    );
    expect(answer).toMatchObject({
      status: 202,
      body: { order_id: 'first', correlation_id: 'corr-1', status: 'queued' },
    });
    const record = (await servers.topics.read('orders')).find(
      ({ headers }) => headers['order_id'] === 'first',
    );
    expect(record).toMatchObject({ key: 'anna', headers: { correlation_id: 'corr-1' } });
    expect(JSON.parse(record?.value ?? '')).toMatchObject({ order_id: 'first', item_id: '101', quantity: 2 });
    await expect
      .poll(async () => (await gateway.get('/orders/first')).body)
      .toMatchObject({ status: 'queued' });
    expect(await statusOf(gateway, '/orders/never')).toBe(404);
    expect(await gateway.metric('gateway_orders_successful_total')).toBe(1);
  }));

it('takes an order once, however many send it at the same time', () =>
  withGateway(async (gateway) => {
    const order = { user_id: 'bert', item_id: 101 };
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => gateway.order(order, { 'idempotency-key': 'same' })),
    );
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(29);
    expect((await queuedIds()).filter((id) => id === 'same')).toHaveLength(1);
    expect(await gateway.metric('gateway_orders_idempotency_rejected_total')).toBe(29);
  }));

it('refuses what is no order, naming what was expected', () =>
  withGateway(async (gateway) => {
    for (const { body, error } of [
      { body: '{half', error: 'the body: expected a JSON object of at most 16 KB' },
      { body: { user_id: 'anna' }, error: 'item_id: expected an identifier' },
      {
        body: { user_id: 'anna', item_id: 1, pad: 'x'.repeat(20_000) },
        error: 'the body: expected a JSON object',
      },
    ]) {
      const answer = await gateway.order(body);
      expect(answer.status).toBe(400);
      expect(answer.body['error']).toContain(error);
    }
    expect(await gateway.metric('gateway_orders_validation_failed_total')).toBe(3);
  }));

it('keeps the rate limit exactly, for each user', () =>
  withGateway(
    async (gateway) => {
      const send = (user_id: string) => gateway.order({ user_id, item_id: 101 });
      const answers = await Promise.all(Array.from({ length: 20 }, () => send('greedy')));
      const refused = answers.filter(({ status }) => status === 429);
      expect(answers.filter(({ status }) => status === 202)).toHaveLength(5);
      expect(refused).toHaveLength(15);
      expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      expect((await send('modest')).status).toBe(202);
      await expect
        .poll(async () => (await send('greedy')).status, { timeout: 5_000, interval: 300 })
        .toBe(202);
      expect(await gateway.metric('gateway_orders_failed_total')).toBe(0);
    },
    { RATE_LIMIT_MAX_REQUESTS: '5', RATE_LIMIT_WINDOW: '2s' },
  ));

it('opens the breaker when the broker is dead, queues nothing that it refused, and recovers', () =>
  withGateway(async (gateway) => {
    await gateway.order({ user_id: 'anna', item_id: 101 });
    await servers.broker.kill();
    await expect.poll(() => statusOf(gateway, '/health'), { timeout: 5_000 }).toBe(503);
    expect((await gateway.get('/health')).body).toMatchObject({
      kafka: false,
      circuit_breaker_state: 'closed',
    });
    expect(await gateway.metric('gateway_circuit_breaker_state')).toBe(0); // health checks don't open it

    const ids = Array.from({ length: 8 }, (_, i) => `dead-${i}`);
    const answers = [];
    for (const id of ids)
      answers.push(await gateway.order({ user_id: 'anna', item_id: 101, request_id: id }));
    expect(answers.slice(1).map(({ status }) => status)).toEqual(ids.slice(1).map(() => 503));
    expect(answers.at(-1)?.body['reason']).toBe('circuit breaker is open');
    expect(answers.at(-1)?.tookMs).toBeLessThan(200);
    expect(await gateway.metric('gateway_circuit_breaker_state')).toBe(1);

    await servers.broker.start();
    await expect.poll(() => statusOf(gateway, '/health'), { timeout: 20_000 }).toBe(200);
    // A refused order may be sent again under its key; two successes close the breaker.
    const again = () => gateway.order({ user_id: 'anna', item_id: 101, request_id: 'dead-7' });
    await expect.poll(async () => (await again()).status, { timeout: 20_000 }).toBe(202);
    await expect
      .poll(async () => (await gateway.order({ user_id: 'anna', item_id: 101 })).status, { timeout: 10_000 })
      .toBe(202);
    expect((await gateway.get('/health')).body['circuit_breaker_state']).toBe('closed');
    const queued = await queuedIds();
    expect(queued.filter((id) => ids.slice(1, 7).includes(id))).toEqual([]);
    expect(queued.filter((id) => id === 'dead-7')).toHaveLength(1);
  }));

it('says that the outcome is unknown when the broker is silent, and keeps the key', () =>
  withGateway(async (gateway) => {
    await gateway.order({ user_id: 'anna', item_id: 101 });
    await servers.broker.freeze();
    const sent = { user_id: 'anna', item_id: 101, request_id: 'silent' };
    expect(await gateway.order(sent)).toMatchObject({
      status: 504,
      body: { outcome: 'unknown', order_id: 'silent' },
    });
    expect(await gateway.order(sent)).toMatchObject({ status: 409, body: { status: 'unknown' } });
    // The next one finds no connection: certainly not queued.
    expect((await gateway.order({ ...sent, request_id: 'silent-2' })).status).toBe(503);
    await expect.poll(() => statusOf(gateway, '/health'), { timeout: 5_000 }).toBe(503);
    expect((await gateway.get('/health')).tookMs).toBeLessThan(300);
    await servers.broker.thaw();
    await expect.poll(() => statusOf(gateway, '/health'), { timeout: 20_000 }).toBe(200);
    await expect
      .poll(async () => (await gateway.order({ user_id: 'anna', item_id: 101 })).status, { timeout: 20_000 })
      .toBe(202);
    expect(await queuedIds()).not.toContain('silent-2');
  }));

it('refuses quickly when Redis is silent, and comes back by itself', () =>
  withGateway(
    async (gateway) => {
      await servers.redisServer.freeze();
      const refused = await gateway.order({ user_id: 'anna', item_id: 101, request_id: 'no-redis' });
      expect(refused).toMatchObject({ status: 503, body: { outcome: 'refused' } });
      expect(refused.tookMs).toBeLessThan(1_500);
      await expect.poll(() => statusOf(gateway, '/health'), { timeout: 5_000 }).toBe(503);
      expect((await gateway.get('/health')).body).toMatchObject({ redis: false, kafka: true });
      await servers.redisServer.thaw();
      await expect.poll(() => statusOf(gateway, '/health'), { timeout: 10_000 }).toBe(200);
      // On a busy machine a Redis that has just begun to answer may need more than its 500 ms once more.
      const order = async () => (await gateway.order({ user_id: 'anna', item_id: 101 })).status;
      await expect.poll(order, { timeout: 10_000 }).toBe(202);
      expect(await queuedIds()).not.toContain('no-redis');
    },
    { REDIS_COMMAND_TIMEOUT: '500ms' },
  ));
