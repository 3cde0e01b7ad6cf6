// Metric names that stand by themselves in code spans: in lists, tables and sentences.
import type { Span } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { oncePer } from './once.ts';
import { saidLines, spanIn } from './said.ts';

export interface NamedMetric {
  readonly metric: string;
  readonly span: Span;
  /** What the line says behind it. */
  readonly rest: string;
}

// Two words at least, and an ending or a prefix that metrics have; `user_id` and `order_status` are fields.
const metricSpan = /`([a-z][a-z0-9]*(?:_[a-z0-9]+)+)(?:\{[^`]*\})?`/g;
const ending =
  /_(?:total|seconds|bytes|count|sum|bucket|ratio|depth|size|state|level|info|milliseconds|ms|percent|length|lag|errors|requests|duration|connections|age|p\d\d)$/;

export const metricsNamed = oncePer((document: LintDocument): readonly NamedMetric[] =>
  saidLines(document).flatMap(({ line, text, kind }) =>
    kind === 'comment' || !text.includes('_')
      ? []
      : [...text.matchAll(metricSpan)].flatMap(({ 0: whole, 1: metric = '', index }) =>
          ending.test(metric)
            ? [{ metric, span: spanIn(line, index, whole.length), rest: text.slice(index + whole.length) }]
            : [],
        ),
  ),
);
