// Stock by hand, in the processor's container: `check-stock` holds every item's level against what its orders took,
// `correct-stock` sets it right, `restock ITEM QUANTITY` adds to it. What an item began with, and what was added since,
// is kept in `inventory_initial:<item>`, so that at any moment: initial = level + quantities of `success` and `reserved`.
// `inventory_taken:<item>` is the scripts' own count of these quantities.
import type { RedisStore } from '../redis/store.ts';
import { initialKey, inventoryKey, readInventory, takenKey } from './order-store.ts';

export interface StockLine {
  readonly item: string;
  readonly initial: number;
  readonly taken: number;
  /** NaN where the key is gone or no number. */
  readonly level: number;
  readonly difference: number;
  /** What the scripts counted is not what the orders hold. */
  readonly miscounted: number;
}

const isRight = ({ difference, miscounted }: StockLine): boolean => difference === 0 && miscounted === 0;
export const allRight = (lines: readonly StockLine[]): boolean => lines.length > 0 && lines.every(isRight);

/** Items whose beginning is known; an order in work meanwhile shows as a difference: stop the processor first. */
export const readStock = async (store: RedisStore): Promise<readonly StockLine[]> => {
  const [initial, levels, counted, taken] = [
    await readInventory(store, initialKey('')),
    await readInventory(store),
    await readInventory(store, takenKey('')),
    await readTaken(store),
  ];
  return [...initial]
    .map(([item, began]): StockLine => {
      const level = levels.get(item) ?? Number.NaN;
      const gone = taken.get(item) ?? 0;
      const miscounted = (counted.get(item) ?? 0) - gone;
      return { item, initial: began, taken: gone, level, difference: level - (began - gone), miscounted };
    })
    .sort((a, b) => a.item.localeCompare(b.item));
};

export const stockText = (lines: readonly StockLine[]): string => {
  const wrong = lines.filter((line) => !isRight(line));
  return [
    ...lines.map(
      ({ item, initial, taken, level, difference, miscounted }) =>
        `${item} initial ${initial} taken ${taken} level ${level} difference ${difference}` +
        (miscounted === 0 ? '' : ` miscounted ${miscounted}`),
    ),
    wrong.length === 0
      ? `${lines.length} items, all right`
      : `${wrong.length} of ${lines.length} items are wrong`,
  ].join('\n');
};

const correctScript = `
local level = redis.call('TYPE', KEYS[1]).ok == 'string' and redis.call('GET', KEYS[1]) or ''
if level ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2])
redis.call('SET', KEYS[2], ARGV[3])
return 1`;

/** Sets what is wrong, unless it has changed since it was read. Gives the items that were set. */
export const correctStock = async (
  store: RedisStore,
  lines: readonly StockLine[],
): Promise<readonly string[]> => {
  const set: string[] = [];
  for (const line of lines) {
    if (isRight(line)) continue;
    const { item, initial, taken, level } = line;
    const was = Number.isNaN(level) ? '' : String(level);
    const args = [was, String(initial - taken), String(taken)];
    const done = await store.script(correctScript, [inventoryKey(item), takenKey(item)], args);
    if (done === 1) set.push(item);
  }
  return set;
};

const restockScript = `
redis.call('INCRBY', KEYS[2], ARGV[1])
return redis.call('INCRBY', KEYS[1], ARGV[1])`;

export const restock = async (store: RedisStore, item: string, quantity: number): Promise<number> =>
  Number(await store.script(restockScript, [inventoryKey(item), initialKey(item)], [String(quantity)]));

const takesStock = new Set(['success', 'reserved']);

const readTaken = async (store: RedisStore): Promise<ReadonlyMap<string, number>> => {
  const taken = new Map<string, number>();
  let cursor = '0';
  do {
    const at = cursor;
    const [next, keys] = await store.run((redis) => redis.scan(at, 'MATCH', 'order_status:*', 'COUNT', 1000));
    const replies = await Promise.all(
      keys.map((key) => store.run((redis) => redis.hmget(key, 'status', 'item_id', 'quantity'))),
    );
    for (const [status, item, quantity] of replies)
      if (takesStock.has(status ?? ''))
        taken.set(item ?? '', (taken.get(item ?? '') ?? 0) + Number(quantity));
    cursor = next;
  } while (cursor !== '0');
  return taken;
};
