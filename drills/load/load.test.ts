// The load is an open loop against the clock: slow answers never slow it down, and nothing goes unrecorded.
import { describe, expect, it } from 'vitest';
import type { Context } from '../../core/clock.ts';
import { fakeClock } from '../../core/fake-clock.ts';
import type { Operation, Workload } from '../../core/workload.ts';
import { startLoad, type LoadOptions } from './generator.ts';

interface Recorded {
  readonly operations: readonly Operation[];
  readonly missed: number;
}
type Operate = (index: number, ctx: Context) => Promise<Pick<Operation, 'id' | 'outcome' | 'answer'>>;
const workloadOf = (operate: Operate): Workload => ({
  prepare: async () => undefined,
  close: async () => undefined,
  operate,
});
const ok = (index: number): Pick<Operation, 'id' | 'outcome' | 'answer'> => ({
  id: `o${index}`,
  outcome: 'ok',
  answer: '202',
});

const running = (operate: Operate, options: Partial<LoadOptions> = {}) => {
  const clock = fakeClock();
  const batches: Recorded[] = [];
  const load = startLoad({
    workload: workloadOf(operate),
    ratePerSecond: 20,
    timeoutMs: 1000,
    ctx: { clock, signal: new AbortController().signal },
    elapsedMs: () => 0,
    onOperations: (operations, missed) => batches.push({ operations, missed }),
    ...options,
  });
  const operations = (): readonly Operation[] => batches.flatMap((batch) => batch.operations);
  return { clock, load, batches, operations };
};

describe('startLoad', () => {
  it('begins on the tick, whatever the operations take', async () => {
    const { clock, load, operations } = running(async (index, ctx) => {
      await ctx.clock.sleep(300);
      return ok(index);
    });
    await clock.advance(960);
    const stopped = load.stop();
    await clock.advance(400);
    await stopped;
    expect(operations()).toHaveLength(20);
    expect(operations().map(({ dueMs }) => dueMs)).toEqual(
      Array.from({ length: 20 }, (_, tick) => tick * 50),
    );
    expect(operations().every((one) => one.startedMs === one.dueMs && one.durationMs === 300)).toBe(true);
  });

  it('records in batches of about 100 ms', async () => {
    const { clock, load, batches } = running(async (index) => ok(index));
    await clock.advance(1000);
    await load.stop();
    expect(batches.length).toBeGreaterThanOrEqual(7);
    expect(batches.length).toBeLessThanOrEqual(11);
  });

  it('misses ticks beyond the bound on operations in flight, and says so', async () => {
    const { clock, load, batches, operations } = running(
      async (index, ctx) => {
        await ctx.clock.sleep(500);
        return ok(index);
      },
      { maxInFlight: 4 },
    );
    await clock.advance(990);
    const stopped = load.stop();
    await clock.advance(600);
    await stopped;
    expect(operations()).toHaveLength(8);
    expect(batches.reduce((sum, { missed }) => sum + missed, 0)).toBe(12);
    expect(load.counts()).toEqual({ begun: 8, inFlight: 0, ok: 8, refused: 0, unknown: 0, missed: 12 });
  });

  it('makes up for a short pause of this process, not for a long one', async () => {
    const clock = fakeClock();
    let offsetMs = 0;
    const batches: Recorded[] = [];
    const load = startLoad({
      workload: workloadOf(async (index) => ok(index)),
      ratePerSecond: 10,
      timeoutMs: 1000,
      ctx: {
        clock: { ...clock, monotonicMs: () => clock.monotonicMs() + offsetMs },
        signal: new AbortController().signal,
      },
      elapsedMs: () => 0,
      onOperations: (operations, missed) => batches.push({ operations, missed }),
    });
    await clock.advance(50);
    offsetMs = 1000;
    await clock.advance(60);
    await load.stop();
    expect(load.counts()).toMatchObject({ begun: 1 + 3, missed: 8 });
  });

  it('calls what does not end in time, and what breaks, unknown', async () => {
    const { clock, load, operations } = running(
      async (index, { signal, clock: own }) => {
        if (index === 0) await own.sleep(5000, signal);
        if (index === 1) throw new TypeError('x is not a function');
        if (index === 2) await new Promise(() => undefined);
        return ok(index);
      },
      { ratePerSecond: 2 },
    );
    await clock.advance(1400);
    const stopped = load.stop();
    await clock.advance(1000);
    await stopped;
    expect(operations().map(({ id, outcome, answer }) => [id, outcome, answer])).toEqual([
      ['operation-1', 'unknown', 'the workload broke: x is not a function'],
      ['operation-0', 'unknown', 'not done within 1000 ms'],
      ['operation-2', 'unknown', 'no end within 1000 ms'],
    ]);
  });

  it('hands on what the listener threw', async () => {
    const { clock, load } = running(async (index) => ok(index), {
      onOperations: () => {
        throw new Error('disk full');
      },
    });
    await clock.advance(500);
    expect(load.counts().begun).toBeLessThan(5);
    await expect(load.stop()).rejects.toThrow('disk full');
  });

  it('ends with the signal of its context', async () => {
    const { clock, load } = running(async (index) => ok(index), {
      ctx: { clock: fakeClock(), signal: AbortSignal.abort(new Error('interrupted')) },
    });
    await clock.advance(500);
    await load.stop();
    expect(load.counts().begun).toBe(0);
  });
});
