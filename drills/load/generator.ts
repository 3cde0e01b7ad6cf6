// Makes operations at a fixed rate against the clock, whatever they take (an open loop), and records every one of them.
import type { Context } from '../../core/clock.ts';
import type { Operation, Workload } from '../../core/workload.ts';
import { operateOnce } from './operate.ts';
import { startRecorder } from './recorder.ts';

export interface LoadOptions {
  readonly workload: Workload;
  readonly ratePerSecond: number;
  /** The deadline of one operation: past it the outcome is unknown. */
  readonly timeoutMs: number;
  /** Its signal ends the load as `stop` does; operations under way keep their own deadline. */
  readonly ctx: Context;
  /** Milliseconds since the run's start. */
  readonly elapsedMs: () => number;
  /** About every 100 ms: the operations that ended, and the ticks that were missed since. */
  readonly onOperations: (batch: readonly Operation[], missed: number) => void;
  /** A tick that would exceed it is missed. Default: what the rate makes within one and a half deadlines. */
  readonly maxInFlight?: number;
}

export interface RunningLoad {
  /** Operations begun, finished by outcome, and missed ticks, since the start. */
  counts(): LoadCounts;
  /** Begins no more, waits for those under way, records the rest, and throws what `onOperations` threw. */
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

export const startLoad = (options: LoadOptions): RunningLoad => {
  const { ratePerSecond, timeoutMs } = options;
  const { clock } = options.ctx;
  const startMs = clock.monotonicMs();
  const originMs = startMs - options.elapsedMs();
  const maxInFlight = options.maxInFlight ?? Math.ceil(ratePerSecond * (timeoutMs / 1000) * 1.5) + 1;
  const stopping = new AbortController();
  const signal = AbortSignal.any([stopping.signal, options.ctx.signal]);
  const recorder = startRecorder(clock, options.onOperations);
  const running = new Set<Promise<void>>();
  const counts = { begun: 0, ok: 0, refused: 0, unknown: 0, missed: 0 };

  const begin = (dueAtMs: number): void => {
    const index = counts.begun++;
    const operating = operateOnce({ ...options, clock, originMs }, index, dueAtMs).then(
      (operation: Operation) => {
        counts[operation.outcome] += 1;
        recorder.operation(operation);
        running.delete(operating);
      },
    );
    running.add(operating);
  };
  const miss = (): void => {
    counts.missed += 1;
    recorder.missed();
  };
  const loop = async (): Promise<void> => {
    for (let tick = 0; !signal.aborted && !recorder.failed(); tick++) {
      const dueAtMs = startMs + (tick * 1000) / ratePerSecond;
      const waitMs = dueAtMs - clock.monotonicMs();
      if (waitMs > 0) await clock.sleep(waitMs, signal).catch(whenStopping(signal));
      if (signal.aborted) return;
      if (running.size >= maxInFlight || clock.monotonicMs() - dueAtMs > catchUpMs) miss();
      else begin(dueAtMs);
    }
  };
  const ended = loop();

  return {
    counts: () => ({ ...counts, inFlight: running.size }),
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
