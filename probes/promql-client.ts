// Prometheus' instant queries over a kept connection: polling makes it worth keeping.
import { Agent, request } from 'undici';
import { z } from 'zod';
import type { Dialer } from '../core/addresses.ts';

export interface Value {
  readonly labels: Readonly<Record<string, string>>;
  /** NaN and the infinities included. */
  readonly value: number;
}

export interface PrometheusClient {
  /** Evaluates now. Throws the socket's error, the signal's reason, or a QueryRefused. */
  query(expression: string, signal: AbortSignal): Promise<readonly Value[]>;
  close(): Promise<void>;
}

/** Prometheus answered, but not with numbers: a defect of the probe's configuration, or an overloaded Prometheus. */
export class QueryRefused extends Error {
  override readonly name = 'QueryRefused';
  readonly code = 'EQUERY';
}

const sample = z.tuple([z.number(), z.string()]);
const answerSchema = z.union([
  z.object({
    status: z.literal('success'),
    data: z.discriminatedUnion('resultType', [
      z.object({
        resultType: z.literal('vector'),
        result: z.array(z.object({ metric: z.record(z.string(), z.string()), value: sample })),
      }),
      z.object({ resultType: z.literal('scalar'), result: sample }),
    ]),
  }),
  z.object({ status: z.literal('error'), errorType: z.string(), error: z.string() }),
]);

export const openPrometheus = (url: string, dialer: Dialer): PrometheusClient => {
  const agent = new Agent({
    connections: 1,
    connect: ({ hostname, port }, done) => {
      dialer.connect(hostname, Number(port === '' ? 80 : port), new AbortController().signal).then(
        (socket) => done(null, socket),
        (error: Error) => done(error, null),
      );
    },
  });
  return {
    query: async (expression, signal) => {
      const { statusCode, body } = await request(new URL('/api/v1/query', url), {
        dispatcher: agent,
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ query: expression }).toString(),
        signal,
      });
      return valuesOf(statusCode, await body.text());
    },
    close: () => agent.destroy(),
  };
};

const valuesOf = (status: number, text: string): readonly Value[] => {
  const answer = answerSchema.safeParse(jsonOf(text)).data;
  if (answer === undefined) throw new QueryRefused(`Prometheus answered ${status}: ${text.slice(0, 120)}`);
  if (answer.status === 'error') throw new QueryRefused(`${answer.errorType}: ${answer.error}`);
  return answer.data.resultType === 'scalar'
    ? [{ labels: {}, value: numberOf(answer.data.result[1]) }]
    : answer.data.result.map(({ metric, value }) => ({ labels: metric, value: numberOf(value[1]) }));
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null; // Not Prometheus' answer: the caller shows the text.
  }
};

const numberOf = (text: string): number =>
  text === '+Inf' ? Number.POSITIVE_INFINITY : text === '-Inf' ? Number.NEGATIVE_INFINITY : Number(text);
