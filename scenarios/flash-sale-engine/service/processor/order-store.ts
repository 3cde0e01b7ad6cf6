// Stock and order status in Redis. Every change is one script: check, stock, status and the place in Kafka's log move
// together or not at all, and each step is guarded by the status, so that doing it twice changes nothing.
//
// The place (`orders_offset:<partition>`, up to where that partition's orders have come to their end) is in Redis, not only in
// the consumer group: a Redis that was killed or restored from a backup is older than the group's offset, and what it has
// forgotten is processed again from there. That it has forgotten something shows in a count of all changes of a partition
// (`orders_changes:<partition>`): it is lower than one that this process has seen.
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

/** Where Kafka's log is once an order has come to its end: others of its partition, before and after it, may be in work still. */
export interface Place {
  readonly partition: number;
  readonly doneUpTo: () => string;
}

export interface OrderStore {
  /** `replay`: how often the order was put back from the DLQ; one that gave up there begins anew when it comes back. */
  readonly reserve: (order: Order, place: Place, replay: number) => Promise<Reservation>;
  readonly confirm: (orderId: string, place: Place) => Promise<OrderStatus>;
  /** Returns the stock, once. */
  readonly giveUp: (order: Order, to: 'cancelled' | 'dlq', place: Place) => Promise<OrderStatus>;
  /** A record that is no order, or went to the DLQ: nothing more is to be done for it. */
  readonly pass: (place: Place) => Promise<void>;
  /** The first offset of a partition that Redis knows nothing of; null where it knows no place at all: it is new, or was wiped. */
  readonly resumeAt: (partition: number) => Promise<number | null>;
  /** The log itself is older than Redis: it was restored. What is written from here on has to be noted again. */
  readonly rewind: (partition: number, offset: string) => Promise<void>;
}

/** Redis knows less than this process has written: it was killed, wiped or restored. What it has forgotten has to come again. */
export class RedisWentBack extends Error {
  constructor({ partition }: Place) {
    super(`redis has forgotten orders of partition ${partition}: they are processed again`);
    this.name = 'RedisWentBack';
  }
}

// The last two keys are the count of changes and the place; the last two arguments are the offset up to which all is done
// with this order, and the changes that Redis has to know at least.
const placeLua = `
if tonumber(redis.call('GET', KEYS[#KEYS - 1]) or '0') < tonumber(ARGV[#ARGV]) then return {'behind', 0, 0} end
local changes = redis.call('INCR', KEYS[#KEYS - 1])
local function pass()
  local known = tonumber(redis.call('GET', KEYS[#KEYS]) or '-1')
  if tonumber(ARGV[#ARGV - 1]) > known then redis.call('SET', KEYS[#KEYS], ARGV[#ARGV - 1]) end
end`;

const reserveScript = `${placeLua}
local status = redis.call('HGET', KEYS[2], 'status')
if status == 'dlq' and tonumber(ARGV[5]) > tonumber(redis.call('HGET', KEYS[2], 'replay') or '0') then status = nil end
if status then
  if status ~= 'reserved' then pass() end
  return {status, 0, changes}
end
local level = tonumber(redis.call('GET', KEYS[1]) or '0')
local quantity = tonumber(ARGV[1])
if level == nil then return redis.error_reply('inventory is not a number: ' .. KEYS[1]) end
status = 'sold_out'
if level >= quantity then
  redis.call('DECRBY', KEYS[1], quantity)
  redis.call('INCRBY', KEYS[3], quantity)
  status = 'reserved'
end
redis.call('HSET', KEYS[2], 'status', status, 'item_id', ARGV[2], 'quantity', quantity,
  'user_id', ARGV[3], 'correlation_id', ARGV[4], 'replay', ARGV[5])
if status ~= 'reserved' then pass() end
return {status, 1, changes}`;

const passScript = `${placeLua}
pass()
return {'passed', 0, changes}`;

const confirmScript = `${placeLua}
if redis.call('HGET', KEYS[1], 'status') == 'reserved' then redis.call('HSET', KEYS[1], 'status', 'success') end
local status = redis.call('HGET', KEYS[1], 'status')
if not status then return redis.error_reply('the order has lost its status: ' .. KEYS[1]) end
pass()
return {status, 0, changes}`;

const giveUpScript = `${placeLua}
if redis.call('HGET', KEYS[2], 'status') == 'reserved' then
  redis.call('INCRBY', KEYS[1], ARGV[1])
  redis.call('DECRBY', KEYS[3], ARGV[1])
  redis.call('HSET', KEYS[2], 'status', ARGV[2])
end
local status = redis.call('HGET', KEYS[2], 'status')
if not status then return redis.error_reply('the order has lost its status: ' .. KEYS[2]) end
pass()
return {status, 0, changes}`;

export const createOrderStore = (store: RedisStore): OrderStore => {
  const seen = new Map<number, number>(); // by partition: the changes that Redis has confirmed to this process
  const run = async (
    script: string,
    place: Place,
    keys: readonly string[],
    args: readonly string[],
  ): Promise<readonly [OrderStatus, number]> => {
    const { partition } = place;
    const reply = await store.script(
      script,
      [...keys, changesKey(partition), placeKey(partition)],
      [...args, place.doneUpTo(), String(seen.get(partition) ?? 0)],
    );
    const [status, fresh, changes] = reply as [OrderStatus | 'behind', number, number];
    if (status === 'behind') throw new RedisWentBack(place);
    seen.set(partition, Math.max(seen.get(partition) ?? 0, changes));
    return [status, fresh];
  };
  return {
    reserve: async (order, place, replay) => {
      const args = [String(order.quantity), order.itemId, order.userId, order.correlationId, String(replay)];
      const keys = [inventoryKey(order.itemId), statusKey(order.orderId), takenKey(order.itemId)];
      const [status, fresh] = await run(reserveScript, place, keys, args);
      return { status, fresh: fresh === 1 };
    },
    confirm: async (orderId, place) => (await run(confirmScript, place, [statusKey(orderId)], []))[0],
    giveUp: async (order, to, place) => {
      const keys = [inventoryKey(order.itemId), statusKey(order.orderId), takenKey(order.itemId)];
      return (await run(giveUpScript, place, keys, [String(order.quantity), to]))[0];
    },
    pass: async (place) => {
      await run(passScript, place, [], []);
    },
    resumeAt: async (partition) => {
      const keys = [placeKey(partition), changesKey(partition)];
      const [known = null, changes = null] = await store.run((redis) => redis.mget(keys));
      seen.set(partition, Number(changes ?? 0));
      return known === null ? null : Number(known) + 1;
    },
    rewind: async (partition, offset) => {
      await store.run((redis) => redis.set(placeKey(partition), offset));
    },
  };
};

export const findStatus = async (store: RedisStore, orderId: string): Promise<string | undefined> =>
  (await store.run((redis) => redis.hget(statusKey(orderId), 'status'))) ?? undefined;

/** Gives an item its first stock; leaves one that has a level alone. What it began with is kept for whoever checks it. */
export const seedInventory = async (
  store: RedisStore,
  levels: ReadonlyMap<string, number>,
): Promise<void> => {
  for (const [itemId, level] of levels)
    for (const key of [inventoryKey(itemId), initialKey(itemId)])
      await store.run((redis) => redis.setnx(key, level));
};

/** Every item that has a level now. SCAN, not KEYS: KEYS would block Redis for the orders. */
export const readInventory = async (
  store: RedisStore,
  prefix = inventoryKey(''),
): Promise<ReadonlyMap<string, number>> => {
  const levels = new Map<string, number>();
  let cursor = '0';
  do {
    const at = cursor;
    const [next, keys] = await store.run((redis) => redis.scan(at, 'MATCH', `${prefix}*`, 'COUNT', 500));
    const values = keys.length === 0 ? [] : await store.run((redis) => redis.mget(keys));
    keys.forEach((key, index) => {
      const level = Number(values[index] ?? Number.NaN);
      if (Number.isFinite(level)) levels.set(key.slice(prefix.length), level);
    });
    cursor = next;
  } while (cursor !== '0');
  return levels;
};

export const inventoryKey = (itemId: string): string => `inventory:${itemId}`;
export const initialKey = (itemId: string): string => `inventory_initial:${itemId}`;
/** Pieces that orders hold now: counted by the scripts, so that a level which does not fit is seen without reading every order. */
export const takenKey = (itemId: string): string => `inventory_taken:${itemId}`;
export const statusKey = (orderId: string): string => `order_status:${orderId}`;
const changesKey = (partition: number): string => `orders_changes:${partition}`;
export const placeKey = (partition: number): string => `orders_offset:${partition}`;
