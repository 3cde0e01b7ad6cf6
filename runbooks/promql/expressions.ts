// PromQL in text: where one expression ends and the next begins, and what can be taken for an expression at all.
import { parsePromql } from '../../core/promql/parse.ts';
import type { SourceLine } from '../markdown/code-text.ts';
import { isPlausiblePromql } from './plausible.ts';

export interface FoundExpression {
  readonly text: string;
  /** The comment above it. */
  readonly label: string | null;
  readonly first: SourceLine;
  readonly last: SourceLine;
}

/** Blank lines and comments part expressions; what parses line by line only is one expression a line. */
export const splitExpressions = (lines: readonly SourceLine[]): readonly FoundExpression[] => {
  const found: FoundExpression[] = [];
  let label: string[] = [];
  let open: SourceLine[] = [];
  const flush = (): void => {
    if (open.length > 0) {
      found.push(...readChunk(open, label.length === 0 ? null : label.join(' ')));
      label = [];
    }
    open = [];
  };
  for (const line of lines) {
    const text = line.text.trim();
    if (text.startsWith('#')) {
      flush();
      label.push(text.replace(/^#+\s*/, ''));
    } else if (text === '') {
      flush();
      label = [];
    } else open.push(line);
  }
  flush();
  return found;
};

const readChunk = (lines: readonly SourceLine[], label: string | null): readonly FoundExpression[] => {
  const whole = expressionOf(lines, label);
  if (lines.length === 1 || isPromql(whole.text)) return [whole];
  const single = lines.map((line, at) => expressionOf([line], at === 0 ? label : null));
  return single.every(({ text }) => isPromql(text)) ? single : [whole];
};

const isPromql = (text: string): boolean => isPlausiblePromql(text) && parsePromql(text).problem === null;

const expressionOf = (lines: readonly SourceLine[], label: string | null): FoundExpression => {
  const first = lines[0] as SourceLine;
  const last = lines.at(-1) as SourceLine;
  const text = lines
    .map((line) => line.text)
    .join('\n')
    .trim();
  return { text, label, first, last };
};

const functions =
  /\b(?:sum|avg|min|max|count|topk|bottomk|quantile|stddev|count_values|group|rate|irate|increase|delta|idelta|deriv|predict_linear|histogram_quantile|absent|absent_over_time|changes|resets|clamp_(?:min|max)|label_replace|time|(?:avg|sum|min|max|count|last|quantile|stddev|present)_over_time)\s*(?:(?:by|without)\s*\([^()]*\)\s*)?\(/;
const series = /[a-zA-Z_:][\w:]*(?:\{[^{}]*\}|\[\d+[smhdwy])|\b[a-z][a-z0-9]*(?:[_:][a-z0-9]+)+\b|\bup\b/;
const comparison = /(?:>=|<=|==|!=|>|<)\s*(?:bool\s*)?-?[\d.]|^\(?-?[\d.]+\s*(?:>=|<=|==|!=|>|<)/;
// `a_total / b_total`, `a_b * on (x) c_d`: blanks tell it from a path.
const arithmetic = /[\w})\]]\s+[-+*/%]\s+(?:(?:on|ignoring)\s*\(|\(?[a-z][a-z0-9]*[_:])/;
const notPromql = /^(?:SELECT|select|INSERT|UPDATE|DELETE)\b|[;`$]|&&|\|\||=>|->|\bfunction\b/;

/** An entry of YAML: no colon of PromQL ends a word and has a blank behind it, outside of brackets. */
const yamlEntry = /^(?:[-{]\s+)*(?:[\w./-]+|"[^"]*"|'[^']*')\s*:(?:\s|$)/;

/** Names series and does something with them: a function, a range, a comparison. A mere metric name isn't an expression. */
export const looksLikePromql = (text: string): boolean => {
  if (text.length > 5000 || notPromql.test(text) || yamlEntry.test(text) || !series.test(text)) return false;
  return (
    functions.test(text) || /\}?\s*\[\d+[smhdwy]/.test(text) || comparison.test(text) || arithmetic.test(text)
  );
};
