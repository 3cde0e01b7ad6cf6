// Limits in words: a comparator and a number, what they are about, and for how long.
import { guardedPattern } from '../guarded-pattern.ts';
import type { ThresholdForm } from '../model.ts';
import { amountOf, countedUnit, isTime, numberPattern, timeUnit, unitPattern } from './amounts.ts';
import { comparatorOf, comparatorPattern } from './comparators.ts';
import {
  conditionAt,
  isMetricName,
  quantileIn,
  textOf,
  type FoundCondition,
  type Statement,
} from './statement.ts';
import { subjectBefore, subjectBehind } from './subjects.ts';
import { readTimes, takesTime, type Times } from './times.ts';

const threshold = guardedPattern(
  /\d|zero|null/i,
  String.raw`(${comparatorPattern})\s*(?:an? |the |about |approximately |approx\.? |roughly |etwa |~\s?|\$|threshold(?: of)? |value of )*(-?${numberPattern}|zero\b|null\b)(?:(\+)|\s?\/\s?([1-9]\d*)(?!\s?-?${timeUnit}|\d*[-\/]))?(${unitPattern})?(?![\p{L}\p{N}_%]|\.\d|,\d)`,
  'giu',
);

/** Two of one limit, over two windows, have a beginning in common. */
export const limitConditions = (statement: Statement): readonly FoundCondition[] => {
  const text = textOf(statement);
  const found: FoundCondition[] = [];
  let end = 0;
  for (const match of threshold.matchAll(text)) {
    if (match.index < end) continue;
    const limit = limitOf(statement, text, match, end);
    if (limit === null) continue;
    const read = conditionsOf(statement, text, limit, found.at(-1) ?? null);
    found.push(...read.conditions);
    end = read.end;
  }
  return found;
};

interface Limit extends Pick<FoundCondition, 'comparator' | 'value' | 'unit'> {
  /** Where the words in front of it begin, where it begins and ends. */
  readonly after: number;
  readonly from: number;
  readonly to: number;
}

/** Null where the number is no limit. */
const limitOf = (
  { inline, from }: Statement,
  text: string,
  match: RegExpExecArray,
  after: number,
): Limit | null => {
  const [whole, sign = '', number = '', plus, parts, unitText] = match;
  if (inline.codes.some((code) => from + match.index >= code.from && from + match.index < code.to))
    return null;
  const comparator = comparatorOf(sign);
  const amount = amountOf(number, unitText);
  // "90 / 100" is a share; "24/7" is none.
  const isShare = parts !== undefined && amount.value <= Number(parts);
  const share = isShare ? amount.value / Number(parts) : amount.value;
  const value = /^(?:zero|null)$/i.test(number) ? 0 : share;
  const { unit } = amount;
  // "is 0", "are 0" state something; "is 100" is a description.
  if (comparator === '==' && /^(?:is|are)$/i.test(sign) && (unit !== null || value > 1)) return null;
  const before = text.slice(after, match.index);
  // "burn rate over 5 minutes" is counted over them.
  if (/^over$/i.test(sign) && isTime(unit) && counted.test(before)) return null;
  // "for more than 5 minutes" is how long it has to hold; "in less than 5 minutes" how soon it must be done.
  if (takesTime(before) && unit !== null && unit !== '%' && !/expir/i.test(before)) return null;
  return {
    comparator: comparator === '>' && plus === '+' ? '>=' : comparator,
    value,
    unit,
    after,
    from: match.index,
    to: match.index + whole.length,
  };
};

const conditionsOf = (
  statement: Statement,
  text: string,
  { comparator, value, unit, after, from, to: behind }: Limit,
  above: FoundCondition | null,
) => {
  const { inline, subject: known } = statement;
  const before = text.slice(after, from);
  const noun = subjectBehind(text.slice(behind));
  // "CPU > 90 % (warning), > 80 % (critical)": the same again.
  const again = onlySeverity.test(before) && above?.metric !== null ? above : null;
  const subject = again === null ? subjectBefore(before, statement.from + after, inline.codes) : null;
  const isSaid = subject !== null && subject.text !== '';
  const times = readTimes(text.slice(behind + noun.length));
  const end = behind + (times.length > 0 || !isSaid ? noun.length : 0) + times.length;
  const metric = isSaid ? subject.text : (again?.metric ?? known ?? (noun.text === '' ? null : noun.text));
  const start = isSaid ? after + subject.from : from;
  const quantile = quantileIn(`${text.slice(start, from)} ${known ?? ''}`) ?? again?.quantile ?? null;
  const isCode = isSaid && subject.isCode;
  // "1 message/s": of these, and in each second.
  const isRate = /^\s*(?:\/|per\s|pro\s|par\s)/i.test(text.slice(behind + noun.length));
  const about = {
    form: formOf(isCode, times.windowMs !== null && unit === null, quantile),
    metric,
    isMetricName:
      again?.isMetricName ??
      (metric !== null && (isCode || metric === known) && isMetricName(metric) && /[_:]|^up$/.test(metric)),
    comparator,
    value,
    unit: unit ?? (metric === noun.text || isRate ? null : countedUnit(noun.text)),
    quantile,
    holdMs: times.holdMs,
  } as const;
  const conditions = windowsOf(times).map(({ windowMs, length }) =>
    conditionAt(statement, statement.from + start, statement.from + end - times.length + length, {
      ...about,
      windowMs,
    }),
  );
  return { end, conditions };
};

const windowsOf = ({ windowMs, otherWindowMs, firstLength, length }: Times) =>
  otherWindowMs === null
    ? [{ windowMs, length }]
    : [
        { windowMs, length: firstLength },
        { windowMs: otherWindowMs, length },
      ];

const onlySeverity =
  /^\s*(?:[[(]\s*[\p{L}\d -]{1,20}[\])])?\s*(?:[,;]|\band\b|\bor\b|\bund\b|\boder\b|\bet\b|\bou\b)?\s*$/iu;
const counted = /\b(?:rate|ratio|count|errors?|failures?|requests|average|avg|burn\w*)\s*$/i;

const formOf = (isCode: boolean, isCount: boolean, quantile: number | null): ThresholdForm => {
  if (isCount) return 'T4';
  if (isCode) return 'T3';
  return quantile === null ? 'T5' : 'T6';
};
