// Asks Prometheus, and holds every series of the answer against a bound. No data is never good by itself.
import { z } from 'zod';
import { durationSchema } from '../core/duration-schema.ts';
import type { Observation } from '../core/observation.ts';
import { observationOf } from './failure.ts';
import { isServiceUrl, targetOf } from './http.ts';
import type { ProbeKind } from './probe.ts';
import { openPrometheus, type PrometheusClient, type Value } from './promql-client.ts';
import { oldestSampleQuery } from './promql-age.ts';
import { boundSchema, boundText, withinBound } from './rule.ts';

const schema = z.strictObject({
  url: z
    .string()
    .refine(isServiceUrl, { error: 'expected http://service:port' })
    .default('http://prometheus:9090')
    .describe('where Prometheus is'),
  query: z
    .string()
    .min(1)
    .describe('an expression of numbers; each series of the answer must satisfy `expect`'),
  expect: boundSchema,
  noData: z
    .enum(['fail', 'pass', 'unknown'])
    .default('unknown')
    .describe('the verdict over no series, NaN and samples older than maxAge'),
  maxAge: durationSchema.optional().describe('samples behind the expression that are older count as no data'),
});
export type PromqlConfig = z.output<typeof schema>;

export const promql: ProbeKind<PromqlConfig> = {
  kind: 'promql',
  schema,
  target: ({ url }) => targetOf(url),
  create: (config, { dialer }) => {
    const client = openPrometheus(config.url, dialer);
    return {
      observe: async ({ signal }) => {
        try {
          const stale =
            config.maxAge === undefined ? null : await staleness(client, config, config.maxAge, signal);
          return stale ?? judge(await client.query(config.query, signal), config);
        } catch (error) {
          // Prometheus is our instrument here: while it can't be asked, nothing is known of what it watches.
          const observation = observationOf(error, config.query, boundText(config.expect), signal);
          return { ...observation, verdict: 'unknown' };
        }
      },
      close: () => client.close(),
    };
  },
};

const judge = (values: readonly Value[], config: PromqlConfig): Observation => {
  const wanted = boundText(config.expect);
  if (values.length === 0) return noData(config, 'no series');
  const bad = values.filter(({ value }) => !Number.isNaN(value) && !withinBound(value, config.expect));
  const empty = values.filter(({ value }) => Number.isNaN(value));
  if (bad.length === 0 && empty.length > 0) return noData(config, `NaN${labelText(empty[0])}`);
  const shown = bad.length > 0 ? bad : values;
  return {
    verdict: bad.length > 0 ? 'fail' : 'pass',
    evidence: shown.slice(0, 5).map((found) => ({
      what: `${config.query}${labelText(found)}`,
      expected: wanted,
      actual: String(found.value),
    })),
    samples: values.length === 1 && Number.isFinite(values[0]?.value) ? { value: values[0]?.value ?? 0 } : {},
  };
};

const noData = (config: PromqlConfig, actual: string): Observation => ({
  verdict: config.noData,
  evidence: [
    {
      what: config.query,
      expected: boundText(config.expect),
      actual: `${actual} (no data: ${config.noData})`,
    },
  ],
});

const labelText = (found: Value | undefined): string => {
  const labels = Object.entries(found?.labels ?? {}).filter(([name]) => name !== '__name__');
  return labels.length === 0 ? '' : ` {${labels.map(([name, value]) => `${name}="${value}"`).join(',')}}`;
};

const staleness = async (
  client: PrometheusClient,
  config: PromqlConfig,
  maxAgeMs: number,
  signal: AbortSignal,
): Promise<Observation | null> => {
  const query = oldestSampleQuery(config.query);
  if (query === null) return null;
  const ageMs = ((await client.query(query, signal))[0]?.value ?? 0) * 1000;
  return ageMs <= maxAgeMs
    ? null
    : noData(config, `newest sample ${Math.round(ageMs)} ms old, limit ${maxAgeMs} ms`);
};
