// The schedule holds against the clock, and whatever it could not keep stands in the record.
import { describe, expect, it } from 'vitest';
import { fakeClock, type FakeClock } from '../core/fake-clock.ts';
import { pass } from '../core/observation.ts';
import type { Context } from '../core/clock.ts';
import { observationOf } from './failure.ts';
import type { Probe } from './probe.ts';
import { startScheduler, type ProbeObserved } from './scheduler.ts';

const looking = (look: (ctx: Context) => Promise<void>): Probe => ({
  observe: async (ctx) => {
    await look(ctx);
    return pass('look', 'yes', 'yes');
  },
});
const lasting = (...durationsMs: readonly number[]): Probe => {
  let index = 0;
  return looking(({ clock }) => clock.sleep(durationsMs[index++ % durationsMs.length] ?? 0));
};

const watch = (
  clock: FakeClock,
  probes: readonly Probe[],
  { everyMs = 100, timeoutMs = 1000 } = {},
): { seen: ProbeObserved[]; stop: (graceMs?: number) => Promise<void> } => {
  const seen: ProbeObserved[] = [];
  const scheduled = probes.map((probe, index) => ({ name: `p${index}`, probe, everyMs, timeoutMs }));
  const scheduler = startScheduler({ probes: scheduled, clock, onObservation: (one) => seen.push(one) });
  return { seen, stop: (graceMs) => scheduler.stop(graceMs) };
};

describe('startScheduler', () => {
  it('keeps to the clock whatever the looks take', async () => {
    const clock = fakeClock();
    const { seen, stop } = watch(clock, [lasting(30, 70, 5)]);
    await clock.advance(1000);
    expect(seen.map(({ dueMs }) => dueMs)).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900]);
    expect(seen.every(({ dueMs, startedMs, missed }) => dueMs === startedMs && missed === 0)).toBe(true);
    expect(seen.slice(0, 3).map(({ durationMs }) => durationMs)).toEqual([30, 70, 5]);
    await clock.advance(80);
    await stop();
  });

  it('counts ticks during a look as missed, and reports them with the next', async () => {
    const clock = fakeClock();
    const { seen, stop } = watch(clock, [lasting(250, 10)]);
    await clock.advance(450);
    expect(seen.map(({ dueMs, durationMs, missed }) => [dueMs, durationMs, missed])).toEqual([
      [0, 250, 0],
      [300, 10, 2],
    ]);
    await clock.advance(300);
    await stop();
  });

  it('counts ticks that passed while the process stood still', async () => {
    const clock = fakeClock();
    let offsetMs = 0;
    const stalled = { ...clock, monotonicMs: () => clock.monotonicMs() + offsetMs };
    const { seen, stop } = watch(stalled, [lasting(0)]);
    await clock.advance(150);
    offsetMs = 400;
    await clock.advance(100);
    expect(seen.map(({ dueMs, missed }) => [dueMs, missed])).toEqual([
      [0, 0],
      [100, 0],
      [600, 4],
    ]);
    expect(seen[2]?.startedMs).toBe(600);
    await stop();
  });

  it.each([
    ['stood still for most of the time', 700, 'unknown', 'gameday itself stood still for 700 ms of them'],
    ['was a little late', 100, 'fail', 'nothing within 1000 ms'],
  ] as const)('a look without an answer, while the process %s', async (_, stallMs, verdict, actual) => {
    const clock = fakeClock();
    let offsetMs = 0;
    const stalling = { ...clock, monotonicMs: () => clock.monotonicMs() + offsetMs };
    const mute: Probe = {
      observe: async ({ clock: own, signal }) => {
        await own.sleep(60_000, signal).catch(() => undefined);
        return observationOf(signal.reason, 'PING', 'PONG', signal);
      },
    };
    const { seen, stop } = watch(stalling, [mute], { everyMs: 5000 });
    await clock.advance(200);
    offsetMs = stallMs;
    await clock.advance(800);
    expect(seen).toMatchObject([
      { verdict, evidence: expect.arrayContaining([expect.objectContaining({ actual })]) },
    ]);
    await stop();
  });

  it('staggers probes over their period', async () => {
    const clock = fakeClock();
    const { seen, stop } = watch(clock, [lasting(0), lasting(0), lasting(0), lasting(0)]);
    await clock.advance(99);
    expect(seen.map(({ probe, dueMs }) => [probe, dueMs])).toEqual([
      ['p0', 0],
      ['p1', 25],
      ['p2', 50],
      ['p3', 75],
    ]);
    await stop();
  });

  it('turns a probe that throws into unknown, and lives on', async () => {
    const clock = fakeClock();
    const broken = looking(() => Promise.reject(new TypeError('x is not a function')));
    const { seen, stop } = watch(clock, [broken]);
    await clock.advance(150);
    expect(seen.map(({ verdict, evidence }) => [verdict, evidence[0]?.actual])).toEqual([
      ['unknown', 'the probe broke: x is not a function'],
      ['unknown', 'the probe broke: x is not a function'],
    ]);
    await stop();
  });

  it('ends a look that ignores its deadline', async () => {
    const clock = fakeClock();
    const deaf = looking(() => new Promise(() => undefined));
    const { seen, stop } = watch(clock, [deaf], { everyMs: 1000, timeoutMs: 300 });
    await clock.advance(400);
    expect(seen[0]).toMatchObject({ verdict: 'unknown', durationMs: 400 });
    expect(seen[0]?.evidence[0]?.actual).toBe('the probe did not end 100 ms after its signal');
    await stop();
  });

  it('waits for running looks when stopped, then cuts them off', async () => {
    const clock = fakeClock();
    const { seen, stop } = watch(clock, [looking(({ clock: own, signal }) => own.sleep(5000, signal))], {
      timeoutMs: 9000,
    });
    await clock.advance(10);
    const stopped = stop(500);
    await clock.advance(500);
    await stopped;
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ verdict: 'unknown', durationMs: 510 });
  });

  it('hands on what the listener threw', async () => {
    const clock = fakeClock();
    const scheduler = startScheduler({
      probes: [{ name: 'p', probe: lasting(0), everyMs: 100, timeoutMs: 50 }],
      clock,
      onObservation: () => {
        throw new Error('disk full');
      },
    });
    await clock.advance(500);
    await expect(scheduler.stop()).rejects.toThrow('disk full');
  });
});
