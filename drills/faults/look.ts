// Looking until something is seen, and putting several looks together.
import type { Context } from '../../core/clock.ts';
import type { Observation } from '../../core/observation.ts';
import { worstCheck } from '../../core/verdicts.ts';

const lookEveryMs = 50;

/** Repeats the look until it passes; the last one when it hasn't within `withinMs`. */
export const lookUntil = async (
  withinMs: number,
  ctx: Context,
  look: () => Promise<Observation>,
): Promise<Observation> => {
  const endMs = ctx.clock.monotonicMs() + withinMs;
  for (;;) {
    const observation = await look();
    if (observation.verdict === 'pass' || ctx.clock.monotonicMs() >= endMs) return observation;
    await ctx.clock.sleep(lookEveryMs, ctx.signal);
  }
};

export const together = (observations: readonly Observation[]): Observation => ({
  verdict: worstCheck(observations.map(({ verdict }) => verdict)),
  evidence: observations.flatMap(({ evidence }) => evidence),
});

export const msText = (ms: number): string => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
