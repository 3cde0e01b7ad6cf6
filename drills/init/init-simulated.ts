// What of an alert can be computed beforehand, and what a histogram has to do for it to fire.
import { selectorsOf } from '../../core/promql/facts.ts';
import { compile } from '../detectability/evaluate.ts';
import { NotPredictable } from '../detectability/value.ts';
import type { Use } from './init-steady.ts';

/** Why no `effects` make an expression one that can be judged; null where they do. */
export const notSimulated = (expression: string): string | null => {
  const series = selectorsOf(expression).map(({ metric }) => ({
    stated: metric ?? '',
    metric: metric ?? '',
    // Not stated, a label is whatever is asked for: it is about the functions alone.
    labels: {},
    at: () => 1,
  }));
  // Effects name a metric: of one that only matchers name they say nothing.
  if (series.some(({ metric }) => metric === '')) return 'a selector without a metric is not simulated';
  try {
    compile(expression, { series, scrapeMs: 1_000, evaluationMs: 1_000 })(0);
    return null;
  } catch (error) {
    if (error instanceof NotPredictable) return error.message;
    throw error;
  }
};

/** As `effects` name the histogram whose quantile is asked; null: it is no such series. */
export const histogramOf = ({ selector, inQuantile }: Use): string | null => {
  const { metric, matchers } = selector;
  if (!inQuantile || metric === null || matchers.some(({ label }) => label === 'le')) return null;
  return /^(.+)_bucket$/.exec(metric)?.[1] ?? null;
};

/** How long all requests take for the alert to fire, and buckets that show it: a limit between two of them would be blurred. */
export const firingSpread = ({ compared }: Pick<Use, 'compared'>) => {
  const limit = compared !== null && compared.limit > 0 ? compared.limit : 1;
  const short = (seconds: number): number => Number(seconds.toPrecision(3));
  const isBelow = compared?.comparator.startsWith('<') ?? false;
  return {
    seconds: short(isBelow ? limit / 10 : 2 * limit),
    buckets: [short(limit / 5), limit, short(4 * limit)],
  };
};
