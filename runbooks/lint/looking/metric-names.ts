// What a metric is by its name, or by a snapshot where one is given.
import type { MetricFacts, MetricFamily } from '../rule.ts';

/** The family of a series name: `x_bucket` belongs to the histogram `x`. */
export const familyOf = (metric: string, metrics: MetricFacts | null): MetricFamily | null => {
  if (metrics === null) return null;
  const plain =
    metrics.families.get(metric) ??
    metrics.families.get(metric.replace(/_(?:bucket|sum|count|total|created|info)$/, ''));
  return plain ?? metrics.families.get(`${metric}_total`) ?? null;
};

// `MemTotal`, `disk_total`, `quota_total`: how much there is, no count of events.
const capacity =
  /(?:^|_)(?:mem|memory|ram|swap|disk|fs|filesystem|inodes?|capacity|quota|storage|space|heap|cores|cpus?|nodes|slots|license|seats)(?:_(?:bytes|kb|mb|gb|kilobytes|megabytes|gigabytes|size))?_total$/i;

export const looksLikeCounter = (metric: string, metrics: MetricFacts | null): boolean => {
  const family = familyOf(metric, metrics);
  if (family !== null && family.type !== 'untyped') return family.type === 'counter';
  return /_total$/.test(metric) && !capacity.test(metric) && !metric.includes(':');
};

// Endings of what goes up and down.
const level =
  /_(?:depth|size|length|level|state|status|ratio|percent|percentage|utili[sz]ation|usage|in_use|free|available|temperature|celsius|age_seconds|lag|pending|waiting|active|idle|open|up|healthy|limit|capacity|connections|replicas|goroutines|threads)$/;

export const looksLikeGauge = (metric: string, metrics: MetricFacts | null): boolean => {
  const family = familyOf(metric, metrics);
  if (family !== null && family.type !== 'untyped') return family.type === 'gauge';
  return level.test(metric) && !metric.includes(':');
};

/** `requests_p99`, `latency_ms_p95`: a quantile that was computed before it was scraped. */
export const quantileInName = (metric: string): string | null =>
  /(?:^|_)(p\d{2,3}|median|(?:\d{2}(?:th)?_?percentile))(?:_|$)/.exec(metric)?.[1] ?? null;
