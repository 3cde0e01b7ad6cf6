// What is wrong with expressions, for a whole document: a text that isn't PromQL costs much to read, and a document full of it too much.
import { parsePromql } from '../../core/promql/parse.ts';
import { longestExpression } from './plausible.ts';

export type ProblemOf = (expression: string) => string | null;

// So many characters of expressions that don't parse are read to say why.
const budget = 20_000;

export const promqlProblems = (): ProblemOf => {
  let left = budget;
  return (expression) => {
    if (expression.length > longestExpression)
      return `it has ${expression.length} characters; an expression that is read has at most ${longestExpression}`;
    if (left <= 0) return 'it was not read: too much before it does not parse';
    const message = parsePromql(expression).problem?.message ?? null;
    if (message !== null) left -= expression.length;
    return message;
  };
};
