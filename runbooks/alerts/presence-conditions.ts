// PromQL in code that compares nothing: it fires where it gives anything.
import { parsePromql } from '../../core/promql/parse.ts';
import { looksLikePromql } from '../promql/expressions.ts';
import { isPlausiblePromql } from '../promql/plausible.ts';
import { promqlFacts } from './promql-condition.ts';
import { conditionAt, type FoundCondition, type Statement } from './statement.ts';
import { readTimes } from './times.ts';

/** What compares nothing, and is a condition all the same. */
export const isAbsent = /^\s*absent(?:_over_time)?\s*\(.*\)\s*$/s;

/** Expressions that give something or nothing: `absent(up)`, and what is all that is said beside how long it holds. */
export const presenceConditions = (
  statement: Statement,
  known: readonly FoundCondition[],
): readonly FoundCondition[] => {
  const { inline, from, to } = statement;
  return inline.codes.flatMap((code) => {
    if (code.from < from || code.to > to) return [];
    const expression = code.text.trim();
    const isFirst = !anyWord.test(inline.plain.slice(from, code.from));
    if (!isFirst && !isAbsent.test(expression)) return [];
    const times = readTimes(inline.plain.slice(code.to, to));
    const end = code.to + times.length;
    const isAlone = isFirst && !anyWord.test(inline.plain.slice(end, to));
    if (!isAbsent.test(expression) && !(isAlone && times.holdMs !== null)) return [];
    if (!looksLikePromql(expression) && !(isAlone && selects.test(expression))) return [];
    if (!isPlausiblePromql(expression) || parsePromql(expression).problem !== null) return [];
    const facts = promqlFacts(expression);
    const { windowMs } = facts;
    const one = conditionAt(statement, code.from, end, {
      ...facts,
      form: 'T2',
      windowMs: windowMs ?? times.windowMs,
      holdMs: times.holdMs,
    });
    return known.some((other) => one.from < other.to && other.from < one.to) ? [] : [one];
  });
};

const anyWord = /[\p{L}\p{N}]/u;
const selects = /\{[^{}]*\}|\s(?:unless|and|or)\s/;
