// A clock that stands still until a test moves it: sleepers and deadlines go off in the order in which they are due.
import { setImmediate as settled } from 'node:timers/promises';
import { DeadlineError, type Clock } from './clock.ts';

export interface FakeClock extends Clock {
  /** Moves time on by `ms`, stopping at each timer that is due on the way and letting what it woke run before the next. */
  advance(ms: number): Promise<void>;
  /** Lets everything run that can run without time passing. */
  settle(): Promise<void>;
  /** How many sleepers and deadlines are waiting. */
  waiting(): number;
}

interface Timer {
  readonly dueMs: number;
  readonly fire: () => void;
}

/** Starts at 2026-01-01T00:00:00.000Z, monotonic 0, unless told otherwise. */
export const fakeClock = (startMs = Date.UTC(2026, 0, 1)): FakeClock => {
  const timers = new Set<Timer>();
  let elapsedMs = 0;

  const at = (ms: number, fire: () => void): Timer => {
    const timer = { dueMs: elapsedMs + Math.max(0, ms), fire };
    timers.add(timer);
    return timer;
  };

  const next = (untilMs: number): Timer | null => {
    let first: Timer | null = null;
    // A Set keeps the order of insertion: of two timers due at once the older one goes first.
    for (const timer of timers)
      if (timer.dueMs <= untilMs && (first === null || timer.dueMs < first.dueMs)) first = timer;
    return first;
  };

  return {
    now: () => new Date(startMs + elapsedMs),
    monotonicMs: () => elapsedMs,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted === true) return reject(signal.reason as Error);
        const stop = (): void => {
          timers.delete(timer);
          reject(signal?.reason as Error);
        };
        const timer = at(ms, () => {
          signal?.removeEventListener('abort', stop);
          resolve();
        });
        signal?.addEventListener('abort', stop, { once: true });
      }),
    deadline: (ms, parent) => {
      const controller = new AbortController();
      at(ms, () => controller.abort(new DeadlineError(ms)));
      return parent === undefined ? controller.signal : AbortSignal.any([controller.signal, parent]);
    },
    waiting: () => timers.size,
    settle: () => settle(),
    async advance(ms) {
      const untilMs = elapsedMs + ms;
      await settle();
      for (let timer = next(untilMs); timer !== null; timer = next(untilMs)) {
        timers.delete(timer);
        elapsedMs = Math.max(elapsedMs, timer.dueMs);
        timer.fire();
        await settle();
      }
      elapsedMs = untilMs;
    },
  };
};

// One turn of the event loop empties the microtask queue; the second catches what was handed to setImmediate meanwhile.
const settle = async (): Promise<void> => {
  await settled();
  await settled();
};
