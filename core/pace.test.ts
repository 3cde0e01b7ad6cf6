import { describe, expect, it } from 'vitest';
import { createPacer, defaultFloors, paced } from './pace.ts';

describe('paced', () => {
  it.each([
    { nominalMs: 60_000, pace: 30, floorMs: 1000, pacedMs: 2000, limited: false },
    { nominalMs: 5000, pace: 30, floorMs: 200, pacedMs: 200, limited: true },
    { nominalMs: 10_000, pace: 30, floorMs: 200, pacedMs: 333, limited: false },
    { nominalMs: 180_000, pace: 30, floorMs: 10_000, pacedMs: 10_000, limited: true },
    // Pace never lengthens.
    { nominalMs: 100, pace: 30, floorMs: 200, pacedMs: 100, limited: true },
    { nominalMs: 0, pace: 30, floorMs: 1000, pacedMs: 0, limited: false },
    { nominalMs: 100, pace: 1, floorMs: 200, pacedMs: 100, limited: false },
    { nominalMs: 60_000, pace: 1, floorMs: 1000, pacedMs: 60_000, limited: false },
  ])('$nominalMs ms at pace $pace over a floor of $floorMs ms is $pacedMs ms', (row) => {
    const value = paced(row.nominalMs, row.pace, row.floorMs, 'floor');
    expect(value).toEqual({
      nominalMs: row.nominalMs,
      pacedMs: row.pacedMs,
      limitedBy: row.limited ? 'floor' : null,
    });
  });

  it('names the floor that held it', () => {
    expect(createPacer(30, defaultFloors).pacedMs(5000, 'interval').limitedBy).toBe('floor interval 200ms');
  });
});
