// Stock and order status in Redis. Every change is one script: check, stock and status move together or not at all,
// and each step is guarded by the status, so that doing it twice changes nothing.
import type { Order } from '../order.ts';
import type { RedisStore } from '../redis/store.ts';

/**
 * `reserved`: stock taken, payment open. `dlq`: payment gave up, stock returned, waits in the DLQ.
 * Terminal: `success`, `sold_out`, `cancelled` (payment gave up, stock returned).
 */
export type OrderStatus = 'reserved' | 'success' | 'sold_out' | 'cancelled' | 'dlq';

export interface Reservation {
  readonly status: OrderStatus;
  /** False when an earlier delivery of the same order did it. */
  readonly fresh: boolean;
}

export interface OrderStore {
  readonly reserve: (order: Order) => Promise<Reservation>;
  readonly confirm: (orderId: string) => Promise<OrderStatus>;
  /** Returns the stock, once. */
  readonly giveUp: (order: Order, to: 'cancelled' | 'dlq') => Promise<OrderStatus>;
}

const reserveScript = `
local status = redis.call('HGET', KEYS[2], 'status')
if status then return {status, 0} end
local level = tonumber(redis.call('GET', KEYS[1]) or '0')
local quantity = tonumber(ARGV[1])
if level == nil then return redis.error_reply('inventory is not a number: ' .. KEYS[1]) end
status = 'sold_out'
if level >= quantity then
  redis.call('DECRBY', KEYS[1], quantity)
  status = 'reserved'
end
redis.call('HSET', KEYS[2], 'status', status, 'item_id', ARGV[2], 'quantity', quantity,
  'user_id', ARGV[3], 'correlation_id', ARGV[4])
return {status, 1}`;

const confirmScript = `
if redis.call('HGET', KEYS[1], 'status') == 'reserved' then redis.call('HSET', KEYS[1], 'status', 'success') end
return redis.call('HGET', KEYS[1], 'status')`;

const giveUpScript = `
if redis.call('HGET', KEYS[2], 'status') == 'reserved' then
  redis.call('INCRBY', KEYS[1], ARGV[1])
  redis.call('HSET', KEYS[2], 'status', ARGV[2])
end
return redis.call('HGET', KEYS[2], 'status')`;

export const createOrderStore = (store: RedisStore): OrderStore => ({
  reserve: async (order) => {
    const args = [String(order.quantity), order.itemId, order.userId, order.correlationId];
    const keys = [inventoryKey(order.itemId), statusKey(order.orderId)];
    const [status, fresh] = (await store.script(reserveScript, keys, args)) as [OrderStatus, number];
    return { status, fresh: fresh === 1 };
  },
  confirm: async (orderId) => (await store.script(confirmScript, [statusKey(orderId)], [])) as OrderStatus,
  giveUp: async (order, to) => {
    const keys = [inventoryKey(order.itemId), statusKey(order.orderId)];
    return (await store.script(giveUpScript, keys, [String(order.quantity), to])) as OrderStatus;
  },
});

export const findStatus = async (store: RedisStore, orderId: string): Promise<string | undefined> =>
  (await store.run((redis) => redis.hget(statusKey(orderId), 'status'))) ?? undefined;

/** Gives an item its first stock; leaves one that has a level alone. */
export const seedInventory = async (
  store: RedisStore,
  levels: ReadonlyMap<string, number>,
): Promise<void> => {
  for (const [itemId, level] of levels) await store.run((redis) => redis.setnx(inventoryKey(itemId), level));
};

/** Every item that has a level now. SCAN, not KEYS: KEYS would block Redis for the orders. */
export const readInventory = async (store: RedisStore): Promise<ReadonlyMap<string, number>> => {
  const levels = new Map<string, number>();
  let cursor = '0';
  do {
    const at = cursor;
    const [next, keys] = await store.run((redis) => redis.scan(at, 'MATCH', inventoryKey('*'), 'COUNT', 500));
    const values = keys.length === 0 ? [] : await store.run((redis) => redis.mget(keys));
    keys.forEach((key, index) => {
      const level = Number(values[index] ?? Number.NaN);
      if (Number.isFinite(level)) levels.set(key.slice(inventoryKey('').length), level);
    });
    cursor = next;
  } while (cursor !== '0');
  return levels;
};

const inventoryKey = (itemId: string): string => `inventory:${itemId}`;
const statusKey = (orderId: string): string => `order_status:${orderId}`;
