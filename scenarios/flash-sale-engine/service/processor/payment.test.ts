// The simulated provider: its share, and that the same order always meets the same answer.
import { expect, it } from 'vitest';
import { timesOut } from './payment.ts';

const count = (timeoutShare: number, seed: number): number =>
  Array.from({ length: 10_000 }, (_, i) =>
    timesOut(`order-${i}`, { timeoutShare, seed, latencyMs: 0, timeoutMs: 0 }),
  ).filter(Boolean).length;

it.each([
  { share: 0, from: 0, to: 0 },
  { share: 0.1, from: 900, to: 1100 },
  { share: 1, from: 10_000, to: 10_000 },
])('$share of the orders time out', ({ share, from, to }) => {
  expect(count(share, 1)).toBeGreaterThanOrEqual(from);
  expect(count(share, 1)).toBeLessThanOrEqual(to);
});

it('depends on the seed and the order alone', () => {
  expect(count(0.1, 7)).toBe(count(0.1, 7));
  expect(count(0.1, 7)).not.toBe(count(0.1, 8));
});
