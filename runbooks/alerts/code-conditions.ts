// PromQL in a fence as conditions.
import type { CodeLeaf } from '../markdown/leaves.ts';
import { looksLikePromql, splitExpressions } from '../promql/expressions.ts';
import { promqlFacts } from './promql-condition.ts';
import type { FoundCondition } from './statement.ts';

/** Only what compares: an expression without a limit shows something and asks nothing. */
export const conditionsOfCode = ({ code }: CodeLeaf): readonly FoundCondition[] => {
  if (
    !/^(?:|promql|prometheus|metricsql|text|bash|sh|yaml|yml|json)$/.test(code.language) ||
    code.lines.length > 60
  )
    return [];
  return splitExpressions(code.lines).flatMap(({ text, first, last }) => {
    if (!looksLikePromql(text)) return [];
    const facts = promqlFacts(text);
    if (facts.comparator === null || facts.value === null) return [];
    const from = first.from + first.text.length - first.text.trimStart().length;
    const to = last.from + last.text.trimEnd().length;
    return [{ ...facts, form: 'T2', text: text.replace(/\s+/g, ' '), holdMs: null, from, to }];
  });
};
