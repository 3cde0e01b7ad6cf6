// The traffic of the Flash Sale Engine: orders at the front door, each with an id that the oracle finds in Kafka and Redis.
import { Agent, request } from 'undici';
import type { Dialer } from '../../core/addresses.ts';
import type { Context } from '../../core/clock.ts';
import { connectRedis, type RedisConnection } from '../../core/redis.ts';
import type { WorkloadModule } from '../../core/workload.ts';
import { NotConnected, readAnswer, readError, type Seen } from './answers.ts';
import { createOracle } from './oracle.ts';
import { initialStock, itemsOf, orderOf, type RunOrder } from './orders.ts';

const ordersUrl = 'http://front-door:8080/orders';
const redisAddress = 'redis:6379';

export const createWorkload: WorkloadModule['createWorkload'] = ({ dialer, run, seed }) => {
  const closing = new AbortController();
  const agent = gatewayAgent(dialer, closing.signal);
  return {
    prepare: (ctx) => giveStock(dialer, run, ctx),
    operate: async (index, { signal }) => {
      const order = orderOf(run, seed, index);
      return { id: order.orderId, ...(await place(agent, order, signal)) };
    },
    close: async () => {
      closing.abort(new Error('the workload was closed'));
      await agent.destroy();
    },
  };
};

// Connections are kept; a new one asks for the gateway's address anew, since a restarted gateway has another.
const gatewayAgent = (dialer: Dialer, signal: AbortSignal): Agent =>
  new Agent({
    connect: ({ hostname, port }, done) => {
      dialer.connect(hostname, Number(port), signal).then(
        (socket) => done(null, socket),
        (error: unknown) => done(new NotConnected(error), null),
      );
    },
  });

/** Not through Toxiproxy: stock is given whatever is broken. A level that is there already stays. */
const giveStock = async (dialer: Dialer, run: string, ctx: Context): Promise<void> => {
  const options = { dialer, address: redisAddress, connectTimeoutMs: 5_000, signal: ctx.signal };
  using redis = await connectRedis(options);
  for (const item of itemsOf(run))
    for (const key of [`inventory_initial:${item}`, `inventory:${item}`])
      await redis.client.setnx(key, initialStock);
  await save(redis.client, ctx);
};

/** Stock is on disk before the sale begins: a Redis that is killed may forget the last minute, and no order brings stock back. */
const save = async (client: RedisConnection['client'], { clock, signal }: Context): Promise<void> => {
  for (;;) {
    try {
      await client.save();
      return;
    } catch (error) {
      if (!/in progress/i.test(String(error))) throw error; // its own snapshot, which may have begun before
      await clock.sleep(50, signal);
    }
  }
};

const place = async (agent: Agent, order: RunOrder, signal: AbortSignal): Promise<Seen> => {
  try {
    const { statusCode, body } = await request(ordersUrl, {
      dispatcher: agent,
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': order.orderId },
      body: JSON.stringify({ user_id: order.userId, item_id: order.itemId, quantity: order.quantity }),
      signal,
    });
    // The status is the answer; a body that breaks off changes nothing about it.
    return readAnswer(statusCode, await body.text().catch(() => ''));
  } catch (error) {
    return signal.aborted ? { outcome: 'unknown', answer: 'no answer in time' } : readError(error);
  }
};

export { createOracle };
