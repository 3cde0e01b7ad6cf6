// The circuit breaker in front of Kafka: a pure state machine over an injected clock. It never waits: time is looked
// at whenever somebody asks, so that a scrape or a health check sees half-open as soon as it is due.
export type BreakerState = 'closed' | 'open' | 'half-open';

export interface BreakerOptions {
  readonly failures: number; // consecutive failures that open it
  readonly successes: number; // successful trials that close it
  readonly baseMs: number;
  readonly maxMs: number;
}

export interface BreakerChange {
  readonly from: BreakerState;
  readonly to: BreakerState;
  readonly waitMs: number; // until the next trial; 0 unless `to` is open
}

/** Allowed to try; must be told exactly once how it went. Reports from before the last change of state are ignored. */
export interface Permit {
  readonly succeed: () => void;
  readonly fail: () => void;
}

export interface Breaker {
  readonly state: () => BreakerState;
  readonly tryAcquire: () => Permit | undefined;
  readonly retryAfterMs: () => number;
}

export const breakerStateNumber = { closed: 0, open: 1, 'half-open': 2 } as const satisfies Record<
  BreakerState,
  number
>;

export const createBreaker = (
  options: BreakerOptions,
  nowMs: () => number,
  onChange: (change: BreakerChange) => void = () => {},
): Breaker => {
  let state: BreakerState = 'closed';
  let generation = 0;
  let failures = 0;
  let successes = 0;
  let trials = 0; // permits given out in this half-open period
  let waitMs = options.baseMs;
  let trialAtMs = 0;

  const change = (to: BreakerState): void => {
    const from = state;
    state = to;
    generation += 1;
    failures = successes = trials = 0;
    if (to === 'open') trialAtMs = nowMs() + waitMs;
    if (to === 'closed') waitMs = options.baseMs;
    onChange({ from, to, waitMs: to === 'open' ? waitMs : 0 });
  };
  const current = (): BreakerState => {
    if (state === 'open' && nowMs() >= trialAtMs) change('half-open');
    return state;
  };
  const succeed = (): void => {
    failures = 0;
    if (state !== 'half-open') return;
    successes += 1;
    if (successes >= options.successes) change('closed');
  };
  const fail = (): void => {
    if (state === 'half-open') {
      waitMs = Math.min(waitMs * 2, options.maxMs);
      return change('open');
    }
    failures += 1;
    if (failures >= options.failures) change('open');
  };
  const permit = (): Permit => {
    const given = generation;
    const once = (report: () => void) => (): void => {
      if (given === generation) report();
    };
    return { succeed: once(succeed), fail: once(fail) };
  };
  return {
    state: current,
    tryAcquire: () => {
      const now = current();
      if (now === 'open') return undefined;
      // No more trials than can close it: the broker that is just back must not meet the whole crowd.
      if (now === 'half-open' && trials >= options.successes) return undefined;
      if (now === 'half-open') trials += 1;
      return permit();
    },
    retryAfterMs: () => (current() === 'open' ? Math.max(0, trialAtMs - nowMs()) : 0),
  };
};
