// Reads the conditions that a statement makes with numbers: in PromQL, with a metric in code, or in words.
import { parsePromql } from '../../core/promql/parse.ts';
import { looksLikePromql } from '../promql/expressions.ts';
import { isPlausiblePromql } from '../promql/plausible.ts';
import { countConditions } from './count-conditions.ts';
import { limitConditions } from './limit-conditions.ts';
import { isAbsent, presenceConditions } from './presence-conditions.ts';
import { promqlFacts } from './promql-condition.ts';
import { rangeConditions } from './range-conditions.ts';
import { conditionAt, textOf, type FoundCondition, type Statement } from './statement.ts';
import { holdAnywhere, readTimes } from './times.ts';

// A statement is a sentence or a cell: what is longer is a text, and reading it for numbers would find too many.
const longest = 2000;
/** Much cheaper than what comes after it: most texts have no number. */
const anyNumber = /\d|zero|null|\bno\b|keine?|aucune?|absent/i;

export const readConditions = (statement: Statement): readonly FoundCondition[] => {
  const text = textOf(statement);
  if (text.length > longest || !anyNumber.test(text)) return [];
  const bare = bareExpression(statement);
  if (bare.length > 0) return bare;
  const inCode = codeConditions(statement);
  const limits = limitConditions(statement);
  const inWords = [...limits, ...countConditions(statement), ...rangeConditions(statement)];
  const found: FoundCondition[] = [];
  // Two of one limit, over two windows, have a beginning in common.
  const isFree = (one: FoundCondition): boolean =>
    !found.some(
      (other) =>
        one.from < other.to && other.from < one.to && !(limits.includes(one) && limits.includes(other)),
    );
  for (const one of [...inCode, ...inWords].sort((a, b) => a.from - b.from)) if (isFree(one)) found.push(one);
  found.push(...presenceConditions(statement, found));
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
  if (statement.inline.codes.length > 0 || !(limitAtEnd.test(expression) || isAbsent.test(expression)))
    return [];
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

const limitAtEnd = /[)}\]\w]\s*[<>=!]=?\s*-?[\d.]+\s*$/;
const behindLimit =
  /(?<=[<>=]\s*-?[\d.]{1,20}|^\s*absent.{1,500}\))\s*[,(]?\s*(?:for|over|sustained)\s[^<>=]*$/i;

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
