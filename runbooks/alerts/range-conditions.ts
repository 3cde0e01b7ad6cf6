// Two limits at once: "error rate between 5% and 10%".
import { guardedPattern } from '../guarded-pattern.ts';
import { amountOf, isTime, numberPattern, unitPattern } from './amounts.ts';
import { conditionAt, isMetricName, quantileIn, type FoundCondition, type Statement } from './statement.ts';
import { subjectBefore } from './subjects.ts';
import { readTimes, takesTime } from './times.ts';

// "between 5% and 10%": no less than the one, no more than the other.
const between = guardedPattern(
  /\b(?:between|zwischen|entre)\s.*\d/is,
  String.raw`(?<![\p{L}\p{N}])(?:is |are |stays |liegt )?(?:between|zwischen|entre)\s+(-?${numberPattern})(${unitPattern})?\s+(?:and|und|et)\s+(-?${numberPattern})(${unitPattern})?(?![\p{L}\p{N}_%:]|[.,]\d)`,
  'giu',
);

export const rangeConditions = (statement: Statement): readonly FoundCondition[] => {
  const { inline, from, to, subject: known } = statement;
  const text = inline.plain.slice(from, to);
  return [...between.matchAll(text)].flatMap((match) => {
    const [whole, low = '', lowUnit, high = '', highUnit] = match;
    const [least, most] = [amountOf(low, lowUnit ?? highUnit), amountOf(high, highUnit)];
    const before = text.slice(0, match.index);
    const times = readTimes(text.slice(match.index + whole.length));
    const isTimed = isTime(most.unit);
    if (takesTime(before) || (least.unit === most.unit && least.value >= most.value)) return [];
    // "between 2 and 4" may be hours or steps.
    if ((most.unit === null || isTimed) && times.holdMs === null && times.windowMs === null) return [];
    const subject = subjectBefore(before, from, inline.codes);
    const metric = subject.text === '' ? known : subject.text;
    if (metric === null) return [];
    const start = from + (subject.text === '' ? match.index : subject.from);
    const middle = from + match.index + whole.search(/\s(?:and|und|et)\s/i);
    const second = from + match.index + whole.lastIndexOf(high);
    const about = {
      form: 'T5',
      metric,
      isMetricName: subject.isCode && isMetricName(metric) && /[_:]|^up$/.test(metric),
      quantile: quantileIn(metric),
      windowMs: times.windowMs,
      holdMs: times.holdMs,
    } as const;
    const end = from + match.index + whole.length + times.length;
    return [
      conditionAt(statement, start, middle, { ...about, comparator: '>=', ...least }),
      conditionAt(statement, second, end, { ...about, comparator: '<=', ...most }),
    ];
  });
};
