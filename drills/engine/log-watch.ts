// Looks for promised log lines in what services print after the injection.
import type { Context } from '../../core/clock.ts';
import { messageOf } from '../../core/errors.ts';
import { readPattern } from '../steps/expectations.ts';
import type { DrillRun } from './drill-run.ts';

export interface FoundLine {
  readonly text: string;
  /** Epoch ms at which we saw it: at most one look after it was printed. */
  readonly seenMs: number;
}

export interface LogWatch {
  found(signal: string): FoundLine | null;
  /** Why what was printed by then (epoch ms) could not be read, not even later; null: it was read. */
  unreadAt(signal: string, atMs: number): string | null;
  stop(): Promise<void>;
}

const everyMs = 250;

/** `originOf`: from when on a signal's line counts, epoch ms; null while its fault is not in. */
export const watchLogs = (run: DrillRun, originOf: (signal: string) => number | null): LogWatch => {
  const ended = new AbortController();
  const ctx: Context = { clock: run.clock, signal: AbortSignal.any([ended.signal, run.signal]) };
  const lines = new Map<string, FoundLine>();
  // Each look reads all since the origin: the last that succeeded says up to when it is known.
  const readMs = new Map<string, number>();
  const errors = new Map<string, string>();
  const look = async (signal: string, service: string, shows: string): Promise<void> => {
    const originMs = originOf(signal);
    if (originMs === null) return;
    const startMs = run.clock.now().getTime();
    const text = await run.stack.powers.logs(service, ctx, { sinceMs: originMs });
    readMs.set(signal, startMs);
    const pattern = readPattern(shows);
    const line = text.split('\n').find((candidate) => pattern?.test(candidate) === true);
    if (line !== undefined) lines.set(signal, { text: line, seenMs: run.clock.now().getTime() });
  };
  let failure: { readonly error: unknown } | null = null;
  const watching = (async () => {
    while (!ctx.signal.aborted && lines.size < run.logSignals.size) {
      for (const [signal, { service, shows }] of run.logSignals) {
        if (!lines.has(signal))
          await look(signal, service, shows).catch((error: unknown) => {
            if (ctx.signal.aborted) return;
            const message = `the log of ${service} could not be read: ${messageOf(error)}`;
            errors.set(signal, message);
            run.log({ type: 'note', message });
          });
      }
      await ctx.clock.sleep(everyMs, ctx.signal).catch(() => undefined);
    }
  })().catch((error: unknown) => {
    // Nobody waits for it yet: told by `stop`.
    failure = { error };
  });
  return {
    found: (signal) => lines.get(signal) ?? null,
    unreadAt: (signal, atMs) =>
      (readMs.get(signal) ?? 0) >= atMs
        ? null
        : (errors.get(signal) ?? 'its log was not read to the end of its time'),
    async stop() {
      ended.abort();
      await watching;
      if (failure !== null) throw failure.error;
    },
  };
};
