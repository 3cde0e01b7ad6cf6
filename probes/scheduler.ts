// Looks at a fixed rate against the clock. What is late or left out is recorded, never hidden (no coordinated omission).
import type { Clock, Context } from '../core/clock.ts';
import type { EventOf } from '../core/journal/events.ts';
import { createHeap } from './heap.ts';
import { lookOnce } from './look.ts';
import type { Probe } from './probe.ts';
import { watchStalls } from './stalls.ts';

export interface ScheduledProbe {
  readonly name: string;
  readonly probe: Probe;
  readonly everyMs: number;
  readonly timeoutMs: number;
}

/** The body of the journal's `probe.observed`. */
export type ProbeObserved = Omit<EventOf<'probe.observed'>, 'type' | 'at' | 't' | 'drill' | 'attempt'>;

export interface SchedulerOptions {
  readonly probes: readonly ScheduledProbe[];
  readonly clock: Clock;
  readonly onObservation: (observed: ProbeObserved) => void;
  /** The instant on the clock's monotonic scale that counts as 0 in what is reported. Default: now. */
  readonly originMs?: number;
  /** Ticks due before it on that scale are none: how the scheduler of a later drill keeps the phases. Default: now. */
  readonly startMs?: number;
}

export interface Scheduler {
  /**
   * Starts no further look, lets running ones end (at most `graceMs`, default 1000, then they are cut off and reported as unknown),
   * and throws what `onObservation` threw, if it did. The probes stay open: who made them closes them.
   */
  stop(graceMs?: number): Promise<void>;
}

interface Entry extends ScheduledProbe {
  dueMs: number;
  missed: number;
  looking: boolean;
}

export const startScheduler = (options: SchedulerOptions): Scheduler => {
  const { clock, onObservation } = options;
  const startMs = options.startMs ?? clock.monotonicMs();
  const originMs = options.originMs ?? startMs;
  const stopping = new AbortController();
  const cutOff = new AbortController();
  const running = new Set<Promise<void>>();
  const stalls = watchStalls(clock, cutOff.signal);
  let failure: { readonly error: unknown } | null = null;

  const look = async (entry: Entry, dueMs: number, missed: number): Promise<void> => {
    entry.looking = true;
    const { observation, startedAtMs, durationMs } = await lookOnce(entry.probe, entry.timeoutMs, clock, {
      parent: cutOff.signal,
      stalls,
    });
    entry.looking = false;
    if (failure !== null) return;
    try {
      onObservation({
        probe: entry.name,
        verdict: observation.verdict,
        evidence: observation.evidence,
        samples: observation.samples ?? {},
        dueMs: round(dueMs - originMs),
        startedMs: round(startedAtMs - originMs),
        durationMs,
        missed,
      });
    } catch (error) {
      failure = { error };
      stopping.abort();
    }
  };

  const onTick = (entry: Entry, dueMs: number): void => {
    if (entry.looking) {
      entry.missed += 1;
      return;
    }
    const { missed } = entry;
    entry.missed = 0;
    const looking: Promise<void> = look(entry, dueMs, missed).finally(() => running.delete(looking));
    running.add(looking);
  };
  const ended = tick(options.probes, startMs, { clock, signal: stopping.signal }, onTick);

  return {
    stop: async (graceMs = 1000) => {
      stopping.abort();
      await ended;
      const all = Promise.allSettled(running);
      const grace = new AbortController();
      const bound = clock.sleep(graceMs, grace.signal).catch(onlyWhenStopping(grace.signal));
      await Promise.race([all, bound]);
      cutOff.abort(new Error('the scheduler was stopped'));
      await all;
      grace.abort();
      if (failure !== null) throw failure.error;
    },
  };
};

/** Calls `onTick` for each probe at each of its ticks, until the signal aborts. */
const tick = async (
  probes: readonly ScheduledProbe[],
  startMs: number,
  { clock, signal }: Context,
  onTick: (entry: Entry, dueMs: number) => void,
): Promise<void> => {
  const heap = createHeap<Entry>(({ dueMs }) => dueMs);
  probes.forEach((probe, index) => {
    // Staggered: probes of one period never all look at once.
    const phaseMs = (probe.everyMs * index) / probes.length;
    heap.push({ ...probe, dueMs: startMs + phaseMs, missed: 0, looking: false });
  });
  for (let next = heap.peek(); next !== undefined; next = heap.peek()) {
    const waitMs = next.dueMs - clock.monotonicMs();
    if (waitMs > 0) await clock.sleep(waitMs, signal).catch(onlyWhenStopping(signal));
    if (signal.aborted) return;
    if (clock.monotonicMs() < next.dueMs) continue;
    heap.pop();
    const dueMs = latestTick(next, clock.monotonicMs());
    next.dueMs = dueMs + next.everyMs;
    heap.push(next);
    onTick(next, dueMs);
  }
};

/** The last tick that is not in the future; those passed over (this process stood still) are missed. */
const latestTick = (entry: Entry, nowMs: number): number => {
  const passed = Math.max(0, Math.floor((nowMs - entry.dueMs) / entry.everyMs));
  entry.missed += passed;
  return entry.dueMs + passed * entry.everyMs;
};

const onlyWhenStopping =
  (signal: AbortSignal) =>
  (error: unknown): void => {
    if (!signal.aborted) throw error;
  };

const round = (ms: number): number => Math.round(ms * 100) / 100;
