// The breaker's figures: opens at 5, trial after 30 s, doubling to 300 s, closes at 2, starts over once closed.
import { describe, expect, it } from 'vitest';
import { createBreaker, type BreakerChange, type Permit } from './breaker.ts';

const options = { failures: 5, successes: 2, baseMs: 30_000, maxMs: 300_000 };

const setUp = () => {
  let nowMs = 0;
  const changes: BreakerChange[] = [];
  const breaker = createBreaker(
    options,
    () => nowMs,
    (change) => changes.push(change),
  );
  const take = (): Permit => {
    const permit = breaker.tryAcquire();
    if (!permit) throw new Error(`no permit in state ${breaker.state()}`);
    return permit;
  };
  const times = (count: number, act: (permit: Permit) => void): void => {
    for (let i = 0; i < count; i += 1) act(take());
  };
  const open = (): void => times(5, (permit) => permit.fail());
  const pass = (ms: number): void => void (nowMs += ms);
  return { breaker, changes, take, times, open, pass };
};

describe('breaker', () => {
  it.each([
    { reports: 'ffff', state: 'closed' },
    { reports: 'fffff', state: 'open' },
    { reports: 'ffffsffff', state: 'closed' }, // consecutive: a success starts the count anew
    { reports: 'ffffsfffff', state: 'open' },
  ])('is $state after $reports', ({ reports, state }) => {
    const { breaker, take } = setUp();
    for (const report of reports) report === 'f' ? take().fail() : take().succeed();
    expect(breaker.state()).toBe(state);
  });

  it('gives no permit while open and says how long that will be', () => {
    const { breaker, open, pass } = setUp();
    open();
    pass(10_000);
    expect(breaker.tryAcquire()).toBeUndefined();
    expect(breaker.retryAfterMs()).toBe(20_000);
  });

  it('is half-open when the wait is over, also if nobody orders', () => {
    const { breaker, open, pass } = setUp();
    open();
    pass(29_999);
    expect(breaker.state()).toBe('open');
    pass(1);
    expect(breaker.state()).toBe('half-open');
    expect(breaker.retryAfterMs()).toBe(0);
  });

  it('closes after two successful trials', () => {
    const { breaker, open, pass, take } = setUp();
    open();
    pass(30_000);
    take().succeed();
    expect(breaker.state()).toBe('half-open');
    take().succeed();
    expect(breaker.state()).toBe('closed');
  });

  it('lets no more trials through than can close it', () => {
    const { breaker, open, pass, take } = setUp();
    open();
    pass(30_000);
    take();
    take();
    expect(breaker.tryAcquire()).toBeUndefined();
  });

  it('doubles the wait with each failed trial up to the cap, and starts over once closed', () => {
    const { changes, open, pass, take, times } = setUp();
    const waits = [30_000, 60_000, 120_000, 240_000, 300_000, 300_000];
    open();
    for (const waitMs of waits) {
      pass(waitMs);
      take().fail();
    }
    expect(changes.filter(({ to }) => to === 'open').map(({ waitMs }) => waitMs)).toEqual([
      ...waits,
      300_000,
    ]);
    pass(300_000);
    times(2, (permit) => permit.succeed());
    open();
    expect(changes.at(-1)).toEqual({ from: 'closed', to: 'open', waitMs: 30_000 });
  });

  it('ignores reports of orders that began before the last change of state', () => {
    const { breaker, open, pass, take } = setUp();
    const [late, later] = [take(), take()];
    open();
    late.fail();
    pass(30_000);
    const trial = take();
    late.succeed();
    later.succeed();
    later.fail();
    expect(breaker.state()).toBe('half-open');
    trial.succeed();
    take().succeed();
    expect(breaker.state()).toBe('closed');
  });
});
