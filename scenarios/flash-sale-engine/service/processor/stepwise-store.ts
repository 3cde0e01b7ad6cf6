// The order store of a build without scripts: it looks at the level, collects the payment, and then writes the level that
// it has worked out. Two orders for one item at the same time: the second writes over what the first has taken, and the
// pieces are sold twice. It is here so that a drill can show that, and the runbook what mends it.
import type { Order } from '../order.ts';
import type { RedisStore } from '../redis/store.ts';
import {
  createOrderStore,
  inventoryKey,
  placeKey,
  statusKey,
  takenKey,
  type OrderStatus,
  type OrderStore,
  type Place,
} from './order-store.ts';

export const createStepwiseOrderStore = (store: RedisStore): OrderStore => {
  const seen = new Map<string, { readonly order: Order; readonly left: number }>(); // by order: the level that it will write
  const write = async (orderId: string, status: OrderStatus, place: Place): Promise<OrderStatus> => {
    await store.run((redis) => redis.hset(statusKey(orderId), { status }));
    await store.run((redis) => redis.set(placeKey(place.partition), place.doneUpTo()));
    return status;
  };
  return {
    ...createOrderStore(store),
    reserve: async (order, place) => {
      const { orderId, itemId, quantity, userId, correlationId } = order;
      const known = await store.run((redis) => redis.hget(statusKey(orderId), 'status'));
      if (known !== null) return { status: known as OrderStatus, fresh: false };
      const level = Number(await store.run((redis) => redis.get(inventoryKey(itemId))));
      const fields = { item_id: itemId, quantity, user_id: userId, correlation_id: correlationId };
      await store.run((redis) => redis.hset(statusKey(orderId), fields));
      if (!(level >= quantity)) return { status: await write(orderId, 'sold_out', place), fresh: true };
      seen.set(orderId, { order, left: level - quantity });
      return { status: 'reserved', fresh: true };
    },
    confirm: async (orderId, place) => {
      const now = seen.get(orderId);
      seen.delete(orderId);
      if (now !== undefined) {
        const { itemId, quantity } = now.order;
        await store.run((redis) => redis.set(inventoryKey(itemId), now.left));
        await store.run((redis) => redis.incrby(takenKey(itemId), quantity));
      }
      return write(orderId, 'success', place);
    },
    giveUp: (order, to, place) => {
      seen.delete(order.orderId);
      return write(order.orderId, to, place);
    },
    pass: async (place) => {
      await store.run((redis) => redis.set(placeKey(place.partition), place.doneUpTo()));
    },
  };
};
