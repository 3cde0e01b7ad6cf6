// One look under a deadline: whoever looks, time is kept here. A probe that throws or overstays gives `unknown`.
import type { Clock } from '../core/clock.ts';
import { messageOf } from '../core/errors.ts';
import { unknown, type Observation } from '../core/observation.ts';
import type { Probe } from './probe.ts';

export interface Look {
  readonly observation: Observation;
  /** On the clock's monotonic scale. */
  readonly startedAtMs: number;
  readonly durationMs: number;
}

// A probe whose signal has aborted gets this long to say what it saw.
const graceMs = 100;

export const lookOnce = async (
  probe: Probe,
  timeoutMs: number,
  clock: Clock,
  parent?: AbortSignal,
): Promise<Look> => {
  const startedAtMs = clock.monotonicMs();
  const signal = clock.deadline(timeoutMs, parent);
  const watch = watchFor(signal, clock, timeoutMs);
  const observation = await Promise.race([observed(probe, { signal, clock }), watch.overstayed]);
  watch.end();
  const durationMs = Math.round((clock.monotonicMs() - startedAtMs) * 100) / 100;
  return { observation: honest(observation, signal, durationMs, timeoutMs), startedAtMs, durationMs };
};

const observed = async (probe: Probe, ctx: { signal: AbortSignal; clock: Clock }): Promise<Observation> => {
  try {
    return await probe.observe(ctx);
  } catch (error) {
    return unknown('prober', 'a look', `the probe broke: ${messageOf(error)}`);
  }
};

interface Watch {
  readonly overstayed: Promise<Observation>;
  end(): void;
}

const watchFor = (signal: AbortSignal, clock: Clock, timeoutMs: number): Watch => {
  const { promise: overstayed, resolve } = Promise.withResolvers<Observation>();
  const onAbort = (): void => {
    const actual = `the probe did not end ${graceMs} ms after its signal`;
    void clock.sleep(graceMs).then(() => resolve(unknown('prober', `an end within ${timeoutMs} ms`, actual)));
  };
  signal.addEventListener('abort', onAbort, { once: true });
  return { overstayed, end: () => signal.removeEventListener('abort', onAbort) };
};

// When the deadline itself went off late, this process stood still: the answer may have lain unread. That is no failure of the target.
const honest = (
  seen: Observation,
  signal: AbortSignal,
  durationMs: number,
  timeoutMs: number,
): Observation => {
  const lateMs = durationMs - timeoutMs;
  if (!signal.aborted || seen.verdict !== 'fail' || lateMs <= Math.max(graceMs, timeoutMs / 4)) return seen;
  const stall = {
    what: 'prober',
    expected: `a deadline of ${timeoutMs} ms`,
    actual: `went off ${Math.round(lateMs)} ms late`,
  };
  return { ...seen, verdict: 'unknown', evidence: [stall, ...seen.evidence] };
};
