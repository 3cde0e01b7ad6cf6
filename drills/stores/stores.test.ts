// What is lost or changed between two looks, and what a command that may destroy something is held against.
import { describe, expect, it } from 'vitest';
import { systemClock, type Context } from '../../core/clock.ts';
import { loopback } from '../../core/loopback.ts';
import { kafka } from './kafka.ts';
import { redis } from './redis.ts';
import type { Holding, Store } from './store.ts';
import { watchStores } from './watch-stores.ts';

const ctx: Context = { clock: systemClock, signal: new AbortController().signal };
const tools = { dialer: loopback };

const told = (
  store: Store,
  before: Record<string, string>,
  after: Record<string, string>,
): readonly string[] =>
  store
    .compare(new Map(Object.entries(before)), new Map(Object.entries(after)))
    .map(({ item, change }) => `${item} ${change}`);

describe('redis', () => {
  const store = redis.create(redis.schema.parse({ address: 'redis:6379', moving: ['stock:*'] }), tools);
  it.each([
    [{ a: '1' }, { a: '1', b: '2' }, []],
    [{ a: '1' }, {}, ['a lost']],
    [{ a: '1' }, { a: '2' }, ['a changed']],
    [{ 'stock:7': '1' }, { 'stock:7': '2' }, []],
    [{ 'stock:7': '1' }, {}, ['stock:7 lost']],
    [{ 'stocks.7': '1' }, { 'stocks.7': '2' }, ['stocks.7 changed']],
  ])('%j then %j: %j', (before, after, expected) => {
    expect(told(store, before, after)).toEqual(expected);
  });
});

describe('kafka', () => {
  const store = kafka.create(kafka.schema.parse({ brokers: 'kafka:9092', topics: ['orders'] }), tools);
  it.each([
    [{ 'orders/0': '0-10' }, { 'orders/0': '0-12' }, []],
    [{ 'orders/0': '0-10' }, { 'orders/0': '4-10' }, ['orders/0 lost']],
    [{ 'orders/0': '0-10' }, { 'orders/0': '0-3' }, ['orders/0 lost']],
    [{ 'orders/0': '0-10', 'orders/1': '0-1' }, { 'orders/0': '0-10' }, ['orders/1 lost']],
  ])('%j then %j: %j', (before, after, expected) => {
    expect(told(store, before, after)).toEqual(expected);
  });
});

describe('around a command', () => {
  const holding = (entries: Record<string, string>): Holding => new Map(Object.entries(entries));
  /** Gives one look after the other; null is a store that does not answer. */
  const store = (...looks: readonly (Holding | null)[]): Store => {
    const left = [...looks];
    return {
      look: () => {
        const next = left.shift() ?? null;
        return next === null ? Promise.reject(new Error('silent')) : Promise.resolve(next);
      },
      compare: (before, after) =>
        [...before.keys()]
          .filter((item) => !after.has(item))
          .map((item) => ({ item, change: 'lost', detail: 'gone' })),
    };
  };
  const all = holding({ a: '1', 'b:1': '1', 'b:2': '1' });

  it.each([
    ['nothing is lost', store(all, all), [], []],
    ['one is lost', store(all, holding({ 'b:1': '1', 'b:2': '1' })), [], ['db: a lost: gone']],
    ['what may be lost is', store(all, holding({ a: '1' })), ['b:*'], []],
    ['silent before: nobody knows', store(null, all), [], []],
    ['silent after', store(all, null), [], ["db can't be read any more: silent"]],
  ])('%s', async (_, one, allowed, expected) => {
    const compare = await watchStores([{ name: 'db', store: one }], allowed, ctx);
    const found = await compare(ctx);
    expect(found.map(({ what, actual }) => `${what} ${actual}`)).toEqual(expected);
  });

  it('tells ten of them and how many more', async () => {
    const many = holding(Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`k${index}`, '1'])));
    const compare = await watchStores([{ name: 'db', store: store(many, holding({})) }], [], ctx);
    const found = await compare(ctx);
    expect(found).toHaveLength(11);
    expect(found.at(-1)?.actual).toBe('15 more lost or changed');
  });
});
