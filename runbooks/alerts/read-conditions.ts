// Reads the conditions that a statement makes with numbers: in PromQL, with a metric in code, or in words.
import { parsePromql } from '../../core/promql/parse.ts';
import { guardedPattern } from '../guarded-pattern.ts';
import type { ThresholdForm } from '../model.ts';
import { looksLikePromql } from '../promql/expressions.ts';
import { isPlausiblePromql } from '../promql/plausible.ts';
import { amountOf, numberPattern, unitPattern } from './amounts.ts';
import { comparatorOf, comparatorPattern } from './comparators.ts';
import { countConditions } from './count-conditions.ts';
import { promqlFacts } from './promql-condition.ts';
import {
  conditionAt,
  isMetricName,
  quantileIn,
  textOf,
  type FoundCondition,
  type Statement,
} from './statement.ts';
import { subjectBefore, subjectBehind } from './subjects.ts';
import { holdAnywhere, readTimes } from './times.ts';

// A statement is a sentence or a cell: what is longer is a text, and reading it for numbers would find too many.
const longest = 2000;
/** Much cheaper than what comes after it: most texts have no number. */
const anyNumber = /\d|zero|null|\bno\b|keine?|aucune?/i;

export const readConditions = (statement: Statement): readonly FoundCondition[] => {
  const text = textOf(statement);
  if (text.length > longest || !anyNumber.test(text)) return [];
  const bare = bareExpression(statement);
  if (bare.length > 0) return bare;
  const inCode = codeConditions(statement);
  const inWords = [...wordConditions(statement), ...countConditions(statement)];
  const found: FoundCondition[] = [];
  for (const one of [...inCode, ...inWords].sort((a, b) => a.from - b.from))
    if (!found.some((other) => one.from < other.to && other.from < one.to)) found.push(one);
  if (found.length === 0) return found;
  // "X > 10% or Y > 1s for 5 minutes": said once for both.
  const hold = found.every(({ holdMs }) => holdMs === null) ? holdAnywhere(text) : found.at(-1)?.holdMs;
  return found.map((one) => (one.holdMs !== null || isAbsence(one) ? one : { ...one, holdMs: hold ?? null }));
};

/** "No orders for 10 minutes": the time is what nothing is counted over. */
const isAbsence = ({ value, windowMs }: FoundCondition): boolean => value === 0 && windowMs !== null;

/** An expression without the marks of code, and what stands behind it: "up == 0 for 5m". */
const bareExpression = (statement: Statement): readonly FoundCondition[] => {
  const text = textOf(statement);
  const held = behindLimit.exec(text);
  const times = held === null ? null : readTimes(text.slice(held.index));
  const expression = (held === null || times?.length === 0 ? text : text.slice(0, held.index)).trim();
  if (statement.inline.codes.length > 0 || !/[)}\]\w]\s*[<>=!]=?\s*-?[\d.]+\s*$/.test(expression)) return [];
  if (!looksLikePromql(expression) || !isPlausiblePromql(expression)) return [];
  if (parsePromql(expression).problem !== null) return [];
  const from = statement.from + text.indexOf(expression);
  const facts = promqlFacts(expression);
  const to = from + expression.length + (times?.length ?? 0);
  return [
    conditionAt(statement, from, to, {
      ...facts,
      form: 'T2',
      windowMs: facts.windowMs ?? times?.windowMs ?? null,
      holdMs: times?.holdMs ?? null,
    }),
  ];
};

const behindLimit = /(?<=[<>=]\s*-?[\d.]{1,20})\s*[,(]?\s*(?:for|over|sustained)\s[^<>=]*$/i;

/** Whole comparisons in code spans. */
const codeConditions = (statement: Statement): readonly FoundCondition[] => {
  const { inline, from, to } = statement;
  return inline.codes
    .filter(
      (code) =>
        code.from >= from && code.to <= to && /[<>=]\s*(?:bool\s*)?-?\d|^\s*\d[\d.]*\s*[<>=]/.test(code.text),
    )
    .flatMap((code) => {
      const expression = code.text.trim();
      if (
        !looksLikePromql(expression) &&
        !/^[a-zA-Z_:][\w:{}="'.,~ ]*\s*(?:>=|<=|==|!=|>|<)\s*[\d.]/.test(expression)
      )
        return [];
      const facts = promqlFacts(expression);
      if (facts.comparator === null || facts.value === null) return [];
      const times = readTimes(inline.plain.slice(code.to, to));
      const windowMs = facts.windowMs ?? times.windowMs;
      const end = code.to + times.length;
      return [
        conditionAt(statement, code.from, end, { ...facts, form: 'T2', windowMs, holdMs: times.holdMs }),
      ];
    });
};

const threshold = guardedPattern(
  /\d|zero|null/i,
  String.raw`(${comparatorPattern})\s*(?:an? |the |about |approximately |approx\.? |roughly |etwa |~\s?|\$|threshold(?: of)? |value of )*(-?${numberPattern}|zero\b|null\b)(\+)?(${unitPattern})?(?![\p{L}\p{N}_%]|\.\d|,\d)`,
  'giu',
);

const wordConditions = (statement: Statement): readonly FoundCondition[] => {
  const { inline, from, to } = statement;
  const text = inline.plain.slice(from, to);
  const found: FoundCondition[] = [];
  let end = 0;
  for (const match of threshold.matchAll(text)) {
    if (match.index < end) continue;
    const one = conditionOf(statement, text, match, end);
    if (one === null) continue;
    found.push(one.condition);
    end = one.end;
  }
  return found;
};

const conditionOf = (statement: Statement, text: string, match: RegExpExecArray, after: number) => {
  const [whole, sign = '', number = '', plus, unitText] = match;
  const { inline, from, subject: known } = statement;
  if (inline.codes.some((code) => from + match.index >= code.from && from + match.index < code.to))
    return null;
  const comparator = comparatorOf(sign);
  const amount = amountOf(number, unitText);
  const value = /^(?:zero|null)$/i.test(number) ? 0 : amount.value;
  const { unit } = amount;
  // "is 0", "are 0" state something; "is 100" is a description.
  if (comparator === '==' && /^(?:is|are)$/i.test(sign) && (unit !== null || value > 1)) return null;
  const before = text.slice(after, match.index);
  // "burn rate over 5 minutes" is counted over them.
  if (/^over$/i.test(sign) && unit !== null && isTime.test(unit) && counted.test(before)) return null;
  // "for more than 5 minutes" is how long it has to hold; "in less than 5 minutes" how soon it must be done.
  if (
    /(?:^|[^\p{L}])(?:for|in|within|every|after|wait|last|past|lasting)\s*$/iu.test(before) &&
    unit !== null &&
    unit !== '%' &&
    !/expir/i.test(before)
  )
    return null;
  const behind = match.index + whole.length;
  const noun = subjectBehind(text.slice(behind));
  const subject = subjectBefore(before, statement.from + after, inline.codes);
  const times = readTimes(text.slice(behind + noun.length));
  const nounCounts = subject.text === '' || times.length > 0;
  const end =
    behind + (nounCounts && (times.length > 0 || subject.text === '') ? noun.length : 0) + times.length;
  const metric = subject.text !== '' ? subject.text : (known ?? (noun.text === '' ? null : noun.text));
  const start = subject.text === '' ? match.index : after + subject.from;
  const quantile = quantileIn(`${text.slice(start, match.index)} ${known ?? ''}`);
  return {
    end,
    condition: conditionAt(statement, from + start, from + end, {
      form: formOf(subject.isCode, times.windowMs !== null && unit === null, quantile),
      metric,
      isMetricName:
        metric !== null &&
        (subject.isCode || metric === known) &&
        isMetricName(metric) &&
        /[_:]|^up$/.test(metric),
      comparator: comparator === '>' && plus === '+' ? '>=' : comparator,
      value,
      unit,
      quantile,
      windowMs: times.windowMs,
      holdMs: times.holdMs,
    }),
  };
};

const isTime = /^(?:m|min|minute|h|hr|hour|d|day|w|week)s?$/;
const counted = /\b(?:rate|ratio|count|errors?|failures?|requests|average|avg|burn\w*)\s*$/i;

const formOf = (isCode: boolean, isCount: boolean, quantile: number | null): ThresholdForm => {
  if (isCount) return 'T4';
  if (isCode) return 'T3';
  return quantile === null ? 'T5' : 'T6';
};
