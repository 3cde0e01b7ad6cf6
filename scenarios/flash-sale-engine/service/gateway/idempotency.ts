// Remembers each order id in Redis, so that a request sent twice is queued once. A claim is short at first: when the
// gateway dies, or Redis' answer is lost, before the outcome is known, the key frees itself.
import type { RedisStore } from '../redis/store.ts';

export type ClaimState = 'pending' | 'queued' | 'unknown';

export type Claim = { readonly fresh: true } | { readonly fresh: false; readonly state: ClaimState };

export interface Idempotency {
  readonly claim: (orderId: string) => Promise<Claim>;
  /** Queued, or perhaps queued: the key stays for as long as a client may retry. */
  readonly keep: (orderId: string, state: 'queued' | 'unknown') => Promise<void>;
  /** Certainly not queued: the same key may be used again. */
  readonly release: (orderId: string) => Promise<void>;
  readonly find: (orderId: string) => Promise<ClaimState | undefined>;
}

export interface IdempotencyOptions {
  readonly pendingMs: number; // longer than an order can be on its way
  readonly ttlMs: number;
}

export const createIdempotency = (
  store: RedisStore,
  { pendingMs, ttlMs }: IdempotencyOptions,
): Idempotency => {
  const find = async (orderId: string): Promise<ClaimState | undefined> =>
    asState(await store.run((redis) => redis.get(keyOf(orderId))));
  return {
    claim: async (orderId) => {
      const set = await store.run((redis) => redis.set(keyOf(orderId), 'pending', 'PX', pendingMs, 'NX'));
      return set === 'OK' ? { fresh: true } : { fresh: false, state: (await find(orderId)) ?? 'pending' };
    },
    keep: async (orderId, state) => {
      await store.run((redis) => redis.set(keyOf(orderId), state, 'PX', ttlMs));
    },
    release: async (orderId) => {
      await store.run((redis) => redis.del(keyOf(orderId)));
    },
    find,
  };
};

const keyOf = (orderId: string): string => `idempotency:${orderId}`;

const asState = (value: string | null): ClaimState | undefined =>
  value === 'pending' || value === 'queued' || value === 'unknown' ? value : undefined;
