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
  stop(): Promise<void>;
}

const everyMs = 250;

/** `originOf`: from when on a signal's line counts, epoch ms; null while its fault is not in. */
export const watchLogs = (run: DrillRun, originOf: (signal: string) => number | null): LogWatch => {
  const ended = new AbortController();
  const ctx: Context = { clock: run.clock, signal: AbortSignal.any([ended.signal, run.signal]) };
  const lines = new Map<string, FoundLine>();
  const look = async (signal: string, service: string, shows: string): Promise<void> => {
    const originMs = originOf(signal);
    if (originMs === null) return;
    const sinceSeconds = Math.ceil((run.clock.now().getTime() - originMs) / 1000) + 1;
    const text = await run.stack.powers.logs(service, ctx, { sinceSeconds });
    const pattern = readPattern(shows);
    const line = text.split('\n').find((candidate) => pattern?.test(candidate) === true);
    if (line !== undefined) lines.set(signal, { text: line, seenMs: run.clock.now().getTime() });
  };
  let failure: { readonly error: unknown } | null = null;
  const watching = (async () => {
    while (!ctx.signal.aborted && lines.size < run.logSignals.size) {
      for (const [signal, { service, shows }] of run.logSignals) {
        if (!lines.has(signal))
          await look(signal, service, shows).catch((error: unknown) => tell(run, ctx, service, error));
      }
      await ctx.clock.sleep(everyMs, ctx.signal).catch(() => undefined);
    }
  })().catch((error: unknown) => {
    // Nobody waits for it yet: told by `stop`.
    failure = { error };
  });
  return {
    found: (signal) => lines.get(signal) ?? null,
    async stop() {
      ended.abort();
      await watching;
      if (failure !== null) throw failure.error;
    },
  };
};

const tell = (run: DrillRun, ctx: Context, service: string, error: unknown): void => {
  if (!ctx.signal.aborted)
    run.log({ type: 'note', message: `the log of ${service} could not be read: ${messageOf(error)}` });
};
