// Fixed-window rate limit: the count lives in Redis, so that several gateways share it; the decision is pure.
import type { RedisStore } from '../redis/store.ts';

export interface RateLimit {
  readonly max: number;
  readonly windowMs: number;
}

export type RateDecision =
  | { readonly allowed: true; readonly left: number }
  | { readonly allowed: false; readonly retryAfterSeconds: number };

// One step in Redis: INCR and PEXPIRE apart would leave a key without an end when the gateway dies between them.
export const countRequestScript = `
local count = redis.call('INCR', KEYS[1])
local left = redis.call('PTTL', KEYS[1])
if left < 0 then
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
  left = tonumber(ARGV[1])
end
return {count, left}`;

/** Per user; a request that names no user counts for its IP address. */
export const rateKey = (userId: string | undefined, ip: string): string =>
  `ratelimit:${userId ?? `ip:${ip}`}`;

export const decideRate = (limit: RateLimit, count: number, windowLeftMs: number): RateDecision =>
  count <= limit.max
    ? { allowed: true, left: limit.max - count }
    : { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil(windowLeftMs / 1000)) };

export const takeRate = async (store: RedisStore, limit: RateLimit, key: string): Promise<RateDecision> => {
  const [count, leftMs] = (await store.script(countRequestScript, [key], [String(limit.windowMs)])) as [
    number,
    number,
  ];
  return decideRate(limit, count, leftMs);
};
