// A series as scenario.yaml names it: `up{job="gateway"}`.
import { parsePromql } from '../../core/promql/parse.ts';
import { selectorsOf } from '../../core/promql/facts.ts';

export interface SeriesName {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Null when the text isn't a metric with `label="value"` at most. */
export const parseSeries = (text: string): SeriesName | null => {
  const { tree, problem } = parsePromql(text);
  if (problem !== null || tree.topNode.firstChild?.name !== 'VectorSelector') return null;
  const [selector] = selectorsOf(text);
  if (selector === undefined || selector.metric === null) return null;
  if (selector.matchers.some(({ op }) => op !== '=')) return null;
  return {
    metric: selector.metric,
    labels: Object.fromEntries(selector.matchers.map(({ label, value }) => [label, value])),
  };
};
