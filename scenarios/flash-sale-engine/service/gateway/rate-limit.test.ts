// The limit's decision and its key; that the count in Redis is exact is shown in gateway.engine.test.ts.
import { expect, it } from 'vitest';
import { decideRate, rateKey } from './rate-limit.ts';

const limit = { max: 60, windowMs: 60_000 };

it.each([
  { count: 1, leftMs: 60_000, decision: { allowed: true, left: 59 } },
  { count: 60, leftMs: 100, decision: { allowed: true, left: 0 } },
  { count: 61, leftMs: 59_001, decision: { allowed: false, retryAfterSeconds: 60 } },
  { count: 900, leftMs: 0, decision: { allowed: false, retryAfterSeconds: 1 } }, // never "try again in 0 seconds"
])('request $count of 60 with $leftMs ms left', ({ count, leftMs, decision }) => {
  expect(decideRate(limit, count, leftMs)).toEqual(decision);
});

it.each([
  { userId: 'anna', ip: '10.0.0.7', key: 'ratelimit:anna' },
  { userId: undefined, ip: '10.0.0.7', key: 'ratelimit:ip:10.0.0.7' },
])('counts for $key', ({ userId, ip, key }) => {
  expect(rateKey(userId, ip)).toBe(key);
});
