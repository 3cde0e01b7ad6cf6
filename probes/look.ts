// One look under a deadline: whoever looks, time is kept here. A probe that throws or overstays gives `unknown`.
import type { Clock } from '../core/clock.ts';
import { messageOf } from '../core/errors.ts';
import { unknown, type Observation } from '../core/observation.ts';
import type { Probe } from './probe.ts';
import type { Stalls } from './stalls.ts';

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
  { parent, stalls }: { readonly parent?: AbortSignal; readonly stalls?: Stalls } = {},
): Promise<Look> => {
  const startedAtMs = clock.monotonicMs();
  const lostBeforeMs = stalls?.totalMs() ?? 0;
  const signal = clock.deadline(timeoutMs, parent);
  const watch = watchFor(signal, clock, timeoutMs);
  const seen = await Promise.race([observed(probe, { signal, clock }), watch.overstayed]);
  watch.end();
  const lostMs = (stalls?.totalMs() ?? 0) - lostBeforeMs;
  const observation = signal.aborted ? honest(seen, lostMs, timeoutMs) : seen;
  const durationMs = Math.round((clock.monotonicMs() - startedAtMs) * 100) / 100;
  return { observation, startedAtMs, durationMs };
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

// This process stood still while it should have listened: the answer may have lain unread. That is no failure of the target.
const honest = (seen: Observation, lostMs: number, timeoutMs: number): Observation => {
  if (seen.verdict !== 'fail' || lostMs <= Math.max(graceMs, timeoutMs / 4)) return seen;
  const stall = {
    what: 'prober',
    expected: `an ear for ${timeoutMs} ms`,
    actual: `gameday itself stood still for ${Math.round(lostMs)} ms of them`,
  };
  return { ...seen, verdict: 'unknown', evidence: [stall, ...seen.evidence] };
};
