// Makes operations at a fixed rate against the clock, whatever they take (an open loop), and records every one of them.
import type { Clock } from '../../core/clock.ts';
import type { Operation, Workload } from '../../core/workload.ts';
import { operateOnce } from './operate.ts';
import { startRecorder, type Recorded } from './recorder.ts';

export interface LoadOptions {
  readonly workload: Workload;
  readonly perSecond: number;
  /** The deadline of one operation: past it the outcome is unknown. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  /** Operations and missed ticks, in the shape of the journal's `operations.recorded`. */
  readonly onRecorded: (recorded: Recorded) => void;
  /** A tick that would exceed it is missed. Default: what the rate makes within one and a half deadlines. */
  readonly maxInFlight?: number;
  /** The instant on the clock's monotonic scale that counts as 0 in what is recorded. Default: now. */
  readonly originMs?: number;
  /** The index of the first operation: a run that starts its load again goes on counting. Default 0. */
  readonly firstIndex?: number;
}

export interface Load {
  /** Operations begun, finished by outcome, and missed ticks, since the start. */
  counts(): LoadCounts;
  /** The index of the next operation. */
  nextIndex(): number;
  /** Begins no more, waits for those under way (each has its deadline), records the rest, and throws what `onRecorded` threw. */
  stop(): Promise<void>;
}

export interface LoadCounts {
  readonly begun: number;
  readonly inFlight: number;
  readonly ok: number;
  readonly refused: number;
  readonly unknown: number;
  readonly missed: number;
}

// Ticks that this process is late by less are made up for; older ones are missed, since a burst is another load.
const catchUpMs = 250;

export const startLoad = (options: LoadOptions): Load => {
  const { clock, perSecond, timeoutMs } = options;
  const startMs = clock.monotonicMs();
  const originMs = options.originMs ?? startMs;
  const maxInFlight = options.maxInFlight ?? Math.ceil(perSecond * (timeoutMs / 1000) * 1.5) + 1;
  const stopping = new AbortController();
  const recorder = startRecorder(clock, options.onRecorded);
  const running = new Set<Promise<void>>();
  const counts = { begun: 0, ok: 0, refused: 0, unknown: 0, missed: 0 };
  const firstIndex = options.firstIndex ?? 0;

  const begin = (dueAtMs: number): void => {
    const index = firstIndex + counts.begun++;
    const operating = operateOnce({ ...options, originMs }, index, dueAtMs).then((operation: Operation) => {
      counts[operation.outcome] += 1;
      recorder.operation(operation);
      running.delete(operating);
    });
    running.add(operating);
  };
  const miss = (): void => {
    counts.missed += 1;
    recorder.missed();
  };
  const loop = async (): Promise<void> => {
    for (let tick = 0; !stopping.signal.aborted && !recorder.failed(); tick++) {
      const dueAtMs = startMs + (tick * 1000) / perSecond;
      const waitMs = dueAtMs - clock.monotonicMs();
      if (waitMs > 0) await clock.sleep(waitMs, stopping.signal).catch(whenStopping(stopping.signal));
      if (stopping.signal.aborted) return;
      if (running.size >= maxInFlight || clock.monotonicMs() - dueAtMs > catchUpMs) miss();
      else begin(dueAtMs);
    }
  };
  const ended = loop();

  return {
    counts: () => ({ ...counts, inFlight: running.size }),
    nextIndex: () => firstIndex + counts.begun,
    stop: async () => {
      stopping.abort();
      await ended;
      await Promise.all(running);
      recorder.close();
    },
  };
};

const whenStopping =
  (signal: AbortSignal) =>
  (error: unknown): void => {
    if (!signal.aborted) throw error;
  };
