// Time comes in here and nowhere else, so that tests can hold it.
import { setTimeout as delay } from 'node:timers/promises';

export interface Clock {
  now(): Date;
  /** Milliseconds from an arbitrary start, never going back; fractions kept. */
  monotonicMs(): number;
  /** Resolves after `ms`; rejects with the signal's reason when it aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** A signal that aborts after `ms` with a DeadlineError, or when `parent` aborts with its reason. */
  deadline(ms: number, parent?: AbortSignal): AbortSignal;
}

export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
  readonly limitMs: number;

  constructor(limitMs: number) {
    super(`not done within ${limitMs} ms`);
    this.limitMs = limitMs;
  }
}

export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  sleep: async (ms, signal) => {
    signal?.throwIfAborted();
    try {
      await delay(Math.max(0, ms), undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  },
  deadline: (ms, parent) => {
    const controller = new AbortController();
    // unref: a deadline alone must not keep the process alive.
    setTimeout(() => controller.abort(new DeadlineError(ms)), ms).unref();
    return parent === undefined ? controller.signal : AbortSignal.any([controller.signal, parent]);
  },
};

/** What everything that waits is given: when to stop and how late it is. */
export interface Context {
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

/** Epoch milliseconds of an RFC 3339 instant. */
export const epochMs = (instant: string): number => Date.parse(instant);

/** RFC 3339 UTC with milliseconds of epoch milliseconds. */
export const instantOf = (ms: number): string => new Date(ms).toISOString();
