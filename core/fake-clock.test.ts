// Time in tests has to be in order, or every test that uses it lies.
import { describe, expect, it } from 'vitest';
import { DeadlineError } from './clock.ts';
import { fakeClock } from './fake-clock.ts';

describe('fakeClock', () => {
  it('wakes sleepers in the order in which they are due, at their own time', async () => {
    const clock = fakeClock();
    const woken: string[] = [];
    const sleeper = async (name: string, ms: number): Promise<void> => {
      await clock.sleep(ms);
      woken.push(`${name}@${clock.monotonicMs()}`);
    };
    void sleeper('late', 30);
    void sleeper('early', 10);
    void sleeper('early too', 10);
    await clock.advance(29);
    expect(woken).toEqual(['early@10', 'early too@10']);
    await clock.advance(1);
    expect(woken).toEqual(['early@10', 'early too@10', 'late@30']);
    expect(clock.now().toISOString()).toBe('2026-01-01T00:00:00.030Z');
  });

  it('runs what a woken sleeper starts within the same advance', async () => {
    const clock = fakeClock();
    const ticks: number[] = [];
    const loop = async (): Promise<void> => {
      for (let i = 0; i < 5; i++) {
        await clock.sleep(10);
        ticks.push(clock.monotonicMs());
      }
    };
    void loop();
    await clock.advance(35);
    expect(ticks).toEqual([10, 20, 30]);
    expect(clock.monotonicMs()).toBe(35);
  });

  it('aborts deadlines, and sleepers with their signal', async () => {
    const clock = fakeClock();
    const signal = clock.deadline(10);
    const sleeping = clock.sleep(100, signal);
    const failure = expect(sleeping).rejects.toBeInstanceOf(DeadlineError);
    await clock.advance(10);
    await failure;
    expect(signal.reason).toMatchObject({ limitMs: 10 });
    expect(clock.waiting()).toBe(0);
  });

  it('refuses to sleep under a signal that is aborted already', async () => {
    const clock = fakeClock();
    await expect(clock.sleep(1, AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
  });
});
