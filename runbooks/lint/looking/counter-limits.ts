// Counters that a table, a symptom or a sentence compares with a number: `jobs_failed_total` above 5, without any time.
import type { Condition } from '../../model.ts';
import type { Found, LintContext, LintDocument } from '../rule.ts';
import { spanOf } from './alerts.ts';
import { looksLikeCounter } from './metric-names.ts';
import { isAbove } from './thresholds.ts';

/** One finding for each counter; expressions have a parser of their own. */
export const countersSinceStart = (
  document: LintDocument,
  metrics: LintContext['metrics'],
): readonly Found[] => {
  const limits = document.runbook.alerts
    .filter(({ origin }) => origin !== 'rule')
    .flatMap(({ conditions }) => conditions)
    .filter((condition) => isSinceStart(document, condition, metrics));
  return [...Map.groupBy(limits, ({ metric }) => metric ?? '').values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : [
          {
            at: spanOf(first),
            message: `\`${first.metric ?? ''}\` is a counter by its name: once over ${first.value ?? ''} it stays over it until the process restarts, whatever was mended; a rate or an increase over a time would clear`,
            related: others.map((one) => ({ at: spanOf(one), message: `over ${one.value ?? ''} as well` })),
          },
        ],
  );
};

const isSinceStart = (
  { lines }: LintDocument,
  { metric, isMetricName, comparator, value, windowMs, form, text, promql, line }: Condition,
  metrics: LintContext['metrics'],
): boolean =>
  isMetricName &&
  metric !== null &&
  looksLikeCounter(metric, metrics) &&
  isAbove(comparator) &&
  value !== null &&
  windowMs === null &&
  form !== 'T2' &&
  promql === null &&
  !overTime.test(text) &&
  !rates.test(lines[line - 1] ?? '');

const overTime = /\/\s*\d*\s*(?:s|m|h|min|hour|day)|\bper\b|\brate\b|increase/i;
// "rate", "in 5 minutes" or a window in another cell of the row.
const rates =
  /\b(?:rate|increase|delta|irate)\b|\bper\s+(?:second|minute|hour|day)\b|\b(?:in|within|over|every|last)\s+(?:the\s+)?(?:last\s+)?\d+\s*(?:s|m|h|d|sec|min|hour|day)|\|\s*\d+\s*(?:s|m|h|d|sec\w*|min\w*|hours?|days?)\s*\|/i;
