// The sliding minimum behind the DLQ's age.
import { expect, it } from 'vitest';
import { createOldestRecord } from './oldest-record.ts';

const fill = (timestamps: readonly number[]) => {
  const oldest = createOldestRecord();
  timestamps.forEach((timestampMs, offset) => oldest.add(BigInt(offset), timestampMs));
  return oldest;
};

it.each([
  { timestamps: [], from: 0n, oldest: undefined },
  { timestamps: [10_000, 20_000, 30_000], from: 0n, oldest: 10_000 },
  { timestamps: [10_000, 20_000, 30_000], from: 1n, oldest: 20_000 },
  { timestamps: [10_000, 20_000, 30_000], from: 3n, oldest: undefined },
  { timestamps: [50_000, 60_000, 5_000], from: 0n, oldest: 5_000 }, // an old record that came late
  { timestamps: [50_000, 5_000, 60_000], from: 2n, oldest: 60_000 },
])('from $from of $timestamps', ({ timestamps, from, oldest }) => {
  expect(fill(timestamps).from(from)).toBe(oldest);
});

it('is exact to a second, never keeping more than one entry for each', () => {
  const burst = fill(Array.from({ length: 5_000 }, (_, offset) => 1_000_000 + offset));
  for (const offset of [0n, 1_500n, 4_999n]) {
    expect(Math.abs((burst.from(offset) ?? 0) - (1_000_000 + Number(offset)))).toBeLessThanOrEqual(1000);
  }
});
