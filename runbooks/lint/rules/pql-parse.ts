// Expressions that Prometheus would refuse.
import { parsePromql, type PromqlProblem } from '../../../core/promql/parse.ts';
import type { PromqlExpression, Span } from '../../model.ts';
import { grouped, type Case } from '../looking/group.ts';
import { quoted } from '../looking/listing.ts';
import { withoutVariables } from '../looking/promql.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument): readonly Found[] => {
  const conditions = document.runbook.alerts.flatMap((alert) =>
    alert.conditions.flatMap(({ promql, line, endLine, column, endColumn }) =>
      promql === null || !/[{([]/.test(promql)
        ? []
        : [{ text: promql, span: { line, endLine, column, endColumn } }],
    ),
  );
  const written = document.runbook.expressions
    .filter(isMeantAsPromql)
    .map((expression) => ({ text: expression.expression, span: expression }));
  return grouped([...written, ...conditions].flatMap(({ text, span }) => caseOf(text, span)));
};

/**
 * In a command line the shell and the URL have changed it first; what is said of it there would be guessed.
 * `error_rate > 1%` is a shorthand for people.
 */
const isMeantAsPromql = ({ origin, problem, expression }: PromqlExpression): boolean =>
  problem !== null && (origin === 'fence' || (origin === 'inline' && /[{([]/.test(expression)));

const caseOf = (written: string, { line, endLine, column, endColumn }: Span): readonly Case[] => {
  const text = written.replace(/^\s*expr:\s*\|?\s*/, '');
  const { problem } = parsePromql(withoutVariables(text));
  if (problem === null || isForeign(text) || isOfAnotherVersion(problem)) return [];
  const { message, hint } = explained(text, problem);
  const found = {
    message: `\`${quoted(text)}\` is not PromQL: ${message}`,
    ...(hint !== null && { suggestion: hint }),
  };
  return [
    {
      key: text.replace(/\s+/g, ''),
      at: { line, endLine, column, endColumn },
      also: 'the same expression again',
      found,
    },
  ];
};

/** Functions that we don't know, and durations as numbers: other versions take them. */
const isOfAnotherVersion = ({ message }: PromqlProblem): boolean =>
  /^unknown function|^unexpected "\("|duration/.test(message);

const explained = (text: string, problem: PromqlProblem): { message: string; hint: string | null } => {
  const quantile = /([A-Za-z_:][\w:]*)\s*\{\s*p(\d{2,3})\s*\}/.exec(text);
  if (quantile === null) return problem;
  const [, metric = '', digits = ''] = quantile;
  return {
    message: problem.message,
    hint: `histogram_quantile(0.${digits}, sum by (le) (rate(${metric}_bucket[5m]))), if ${metric} is a histogram`,
  };
};

/** LogQL, MetricsQL, templates and things left out: not meant for Prometheus as they stand. */
const isForeign = (text: string): boolean =>
  /\|[=~]|\|\s*(?:json|logfmt|pattern|line_format|unwrap|regexp)\b|!~\s*`|\.\.\.|…|\{\{|\$\{?\w|\[\[\w|<[A-Za-z][\w -]*>|^\s*\w+\(\)\s*$|\bWITH\s*\(|\b(?:default|if|ifnot|keep_metric_names)\b/.test(
    text,
  );

export const pqlParse: Rule = {
  id: 'PQL-PARSE',
  level: 'high',
  summary: 'an expression that does not parse',
  why: 'Prometheus refuses a rule file with one bad expression as a whole, and somebody who pastes it in the night gets an error instead of an answer.',
  bad: '```promql\nrate(http_requests_total{status=500}[5m]) > 1\n```\n',
  good: '```promql\nrate(http_requests_total{status="500"}[5m]) > 1\n```\n',
  check,
};
