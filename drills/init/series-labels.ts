// Values of labels for series that stand for what an expression asks by patterns: one that it takes, or one that it does not.
import type { LabelMatcher, Selector } from '../../core/promql/facts.ts';

/** Null: none that is easily thought of. */
export const takenBy = (asked: readonly LabelMatcher[]): string | null => {
  const alternatives = asked.flatMap(({ op, value }) => (op === '=~' ? value.split('|') : []));
  const words = alternatives.filter((one) => /^[\w-]+$/.test(one));
  const named = asked.flatMap(({ op, value }) => (op === '=' ? [value] : words));
  const usual = hasDigits(asked) ? ['500', 'other', 'error'] : ['other', 'error'];
  return [...named, ...usual].find((value) => asked.every((one) => takes(one, value))) ?? null;
};

type Label = Pick<LabelMatcher, 'label' | 'value'>;

/** As scenario.yaml names a series. */
export const seriesText = (metric: string, labels: readonly Label[]): string =>
  labels.length === 0
    ? metric
    : `${metric}{${labels.map(({ label, value }) => `${label}=${JSON.stringify(value)}`).join(', ')}}`;

/**
 * A label that a series does not state matches whatever is asked: of `x{code=~"5.."} / x` the steady `x` would be both. So it gets
 * a value that the narrower selectors of its metric do not take.
 */
export const healthyLabels = ({ metric, matchers }: Selector, all: readonly Selector[]): readonly Label[] => {
  const own = new Set(matchers.map(({ label }) => label));
  const others = all
    .filter((selector) => selector.metric === metric)
    .flatMap((selector) => selector.matchers)
    .filter(({ label }) => !own.has(label));
  return [...Map.groupBy(others, ({ label }) => label)].flatMap(([label, asked]) => {
    const value = refusedBy(asked);
    return value === null ? [] : [{ label, value }];
  });
};

const refusedBy = (asked: readonly LabelMatcher[]): string | null => {
  const named = asked.flatMap(({ op, value }) => (op === '!=' ? [value] : []));
  const usual = hasDigits(asked) ? ['200', 'ok', 'other'] : ['ok', 'other'];
  return [...named, ...usual].find((value) => asked.every((one) => !takes(one, value))) ?? null;
};

/** As codes of answers have. */
const hasDigits = (asked: readonly LabelMatcher[]): boolean => asked.some(({ value }) => /\d/.test(value));

const takes = ({ op, value: wanted }: LabelMatcher, value: string): boolean => {
  if (op === '=' || op === '!=') return (wanted === value) === (op === '=');
  const pattern = compiled(wanted);
  return pattern === null || pattern.test(value) === (op === '=~');
};

const compiled = (pattern: string): RegExp | null => {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u');
  } catch {
    // Prometheus' expressions are not JavaScript's: then nobody knows what it takes.
    return null;
  }
};
