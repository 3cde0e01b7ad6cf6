// Samples the service-level indicators once a second, for the report's charts and the baseline.
import type { Context } from '../../core/clock.ts';
import type { JournalEventBody } from '../../core/journal/events.ts';
import type { Prometheus } from '../../stack/stack.ts';

export interface SliDefinition {
  readonly name: string;
  readonly promql: string;
  readonly unit: string;
}

const everyMs = 1_000;

export const startSliSampling = (
  slis: readonly SliDefinition[],
  prometheus: Prometheus,
  ctx: Context,
  log: (body: JournalEventBody) => void,
): { stop(): Promise<void> } => {
  const ended = new AbortController();
  const inner: Context = { clock: ctx.clock, signal: AbortSignal.any([ended.signal, ctx.signal]) };
  const sampleAll = async (): Promise<void> => {
    for (const { name, promql, unit } of slis) {
      const limited: Context = { clock: ctx.clock, signal: ctx.clock.deadline(everyMs, inner.signal) };
      // Null says that there was no value; whether Prometheus answers at all is judged by the alert watch.
      const value = await prometheus.query(promql, limited).then(
        (series) => series[0]?.samples[0]?.[1] ?? null,
        () => null,
      );
      if (!inner.signal.aborted)
        log({ type: 'sli.sampled', name, unit, value: Number.isFinite(value) ? value : null });
    }
  };
  let failure: { readonly error: unknown } | null = null;
  const sampling = (async () => {
    while (!inner.signal.aborted) {
      await sampleAll();
      await inner.clock.sleep(everyMs, inner.signal).catch(() => undefined);
    }
  })().catch((error: unknown) => {
    // Nobody waits for it yet: told by `stop`.
    failure = { error };
  });
  return {
    async stop() {
      ended.abort();
      await sampling;
      if (failure !== null) throw failure.error;
    },
  };
};
