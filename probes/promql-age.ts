// How old the samples behind an expression are: an answer carries the time of the question, never that of its samples.
import { parser } from '@prometheus-io/lezer-promql';

/** A query for the age in seconds of the oldest "newest sample" among the expression's selectors; null without any. */
export const oldestSampleQuery = (expression: string): string | null => {
  const selectors = new Set<string>();
  parser.parse(expression).iterate({
    enter: ({ name, from, to }) => {
      if (name === 'VectorSelector') selectors.add(expression.slice(from, to));
    },
  });
  if (selectors.size === 0) return null;
  // The label keeps selectors apart: `or` would drop series of the second that look like those of the first.
  const ages = [...selectors].map(
    (selector, index) => `label_replace(time() - timestamp(${selector}), "__selector", "${index}", "", "")`,
  );
  return `max(${ages.join(' or ')})`;
};
