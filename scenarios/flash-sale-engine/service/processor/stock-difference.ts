// Holds each item's level against what it began with and what its orders hold. The scripts count both sides, so it takes
// one look at three keys for each item; `check-stock` counts the orders themselves.
import type { RedisStore } from '../redis/store.ts';
import { initialKey, inventoryKey, readInventory, takenKey } from './order-store.ts';

/** By item, 0 where all is well: level - (initial - taken). NaN where the level is gone or no number. */
export const readDifferences = async (store: RedisStore): Promise<ReadonlyMap<string, number>> => {
  const items = [...(await readInventory(store, initialKey(''))).keys()];
  if (items.length === 0) return new Map();
  const keys = items.flatMap((item) => [inventoryKey(item), initialKey(item), takenKey(item)]);
  // One command: an order in between would be half seen.
  const values = await store.run((redis) => redis.mget(keys));
  return new Map(
    items.map((item, index) => {
      const [level, initial, taken] = values.slice(3 * index, 3 * index + 3);
      return [item, Number(level ?? Number.NaN) - (Number(initial ?? Number.NaN) - Number(taken ?? 0))];
    }),
  );
};
