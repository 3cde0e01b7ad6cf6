// Looking until something is seen, and putting several looks together.
import { DeadlineError, type Context } from '../../core/clock.ts';
import type { Observation } from '../../core/observation.ts';
import { worstCheck } from '../../core/verdicts.ts';

const lookEveryMs = 50;

/** Repeats the look until it passes; the last one when it hasn't within `withinMs`, or within the caller's own deadline. */
export const lookUntil = async (
  withinMs: number,
  ctx: Context,
  look: () => Promise<Observation>,
): Promise<Observation> => {
  const endMs = ctx.clock.monotonicMs() + withinMs;
  let last: Observation | null = null;
  try {
    for (;;) {
      last = await look();
      if (last.verdict === 'pass' || ctx.clock.monotonicMs() >= endMs) return last;
      await ctx.clock.sleep(lookEveryMs, ctx.signal);
    }
  } catch (error) {
    // What was seen by then says more than that the time was over.
    if (last !== null && error instanceof DeadlineError && error === ctx.signal.reason) return last;
    throw error;
  }
};

export const together = (observations: readonly Observation[]): Observation => ({
  verdict: worstCheck(observations.map(({ verdict }) => verdict)),
  evidence: observations.flatMap(({ evidence }) => evidence),
});

export const msText = (ms: number): string => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
