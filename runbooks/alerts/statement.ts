// A piece of text that may state a condition, and what is read from it.
import type { Condition, Span } from '../model.ts';
import { guardedPattern } from '../guarded-pattern.ts';
import type { InlineText } from '../markdown/plain-writer.ts';

export interface Statement {
  readonly inline: InlineText;
  /** Offsets in the plain text. */
  readonly from: number;
  readonly to: number;
  /** What it is about where it doesn't say itself: the metric's column of a table. */
  readonly subject: string | null;
}

/** A condition with its offsets in the source. */
export interface FoundCondition extends Omit<Condition, keyof Span> {
  readonly from: number;
  readonly to: number;
}

export const wholeOf = (inline: InlineText, subject: string | null = null): Statement => ({
  inline,
  from: 0,
  to: inline.plain.length,
  subject,
});

export const textOf = ({ inline, from, to }: Statement): string => inline.plain.slice(from, to);

const nothing = {
  metric: null,
  isMetricName: false,
  promql: null,
  comparator: null,
  value: null,
  unit: null,
  quantile: null,
  windowMs: null,
  holdMs: null,
} as const;

/** A condition at offsets of the plain text, with what is known of it. */
export const conditionAt = (
  { inline }: Pick<Statement, 'inline'>,
  from: number,
  to: number,
  known: Pick<FoundCondition, 'form'> & Partial<FoundCondition>,
): FoundCondition => ({
  ...nothing,
  text: inline.plain.slice(from, to).replace(/\s+/g, ' ').trim(),
  from: inline.sourceOf(from),
  to: inline.sourceOf(Math.max(from, to - 1)) + 1,
  ...known,
});

/** What Prometheus could have as a name: `up`, `http_errors_total`, `job:errors:rate5m`. */
export const isMetricName = (text: string): boolean => /^[a-zA-Z_:][\w:]*$/.test(text);

const letter = String.raw`[\p{L}\p{N}]`;
const quantile = guardedPattern(
  /p\d\d|[- ](?:per[cz]|cent)/i,
  String.raw`(?<!${letter})p(\d{2,3})(?:\.(\d+))?(?!${letter})|_p(\d{2,3})(?!${letter})|(?<!\d)(\d{2})(?:\.(\d+))?(?:th|e)?[- ](?:percentile|perzentil|centile)`,
  'iu',
);

export const quantileIn = (text: string): number | null => {
  const found = quantile.exec(text);
  if (found === null) return /\bmedian\b/i.test(text) ? 0.5 : null;
  // "p99.9" is 0.999.
  const [, first = '', behind = '', ...others] = found;
  return Number(`0.${first}${behind}${others.map((digits) => digits ?? '').join('')}`);
};
