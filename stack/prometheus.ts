// The stack's Prometheus: queries, raw samples with their own timestamps, alerts.
import type { Dialer } from '../core/addresses.ts';
import { epochMs, type Context } from '../core/clock.ts';
import { GamedayError, messageOf } from '../core/errors.ts';
import { requestText } from './http.ts';
import type { AlertState, Prometheus, RuleHealth, Series } from './stack.ts';

export const prometheusPort = 9090;
const answerWithinMs = 5000;

/** Errors: `promql-error` when Prometheus refused the expression, `prometheus-unreachable` when it gave no usable answer. */
export const createPrometheus = (dialer: Dialer): Prometheus => {
  const ask = async (path: string, parameters: Readonly<Record<string, string>>, ctx: Context) =>
    parse(await get(dialer, `/api/v1/${path}?${new URLSearchParams(parameters).toString()}`, ctx));
  const instant = async (expression: string, ctx: Context, atMs: number | undefined) => {
    const time = atMs === undefined ? {} : { time: (atMs / 1000).toFixed(3) };
    return (await ask('query', { query: expression, ...time }, ctx)) as QueryResult;
  };
  return {
    query: async (expression, ctx, atMs) => seriesOf(expression, await instant(expression, ctx, atMs)),
    raw: async (expression, ctx, atMs) => {
      const result = await instant(expression, ctx, atMs);
      if (result.resultType === 'matrix') return seriesOf(expression, result);
      throw promqlError(`${expression} is no range selector: it gives a ${result.resultType}`);
    },
    range: async (expression, fromMs, toMs, stepMs, ctx) => {
      const [start, end, step] = [fromMs, toMs, stepMs].map((ms) => (ms / 1000).toFixed(3));
      const parameters = { query: expression, start: start ?? '', end: end ?? '', step: step ?? '' };
      return seriesOf(expression, (await ask('query_range', parameters, ctx)) as QueryResult);
    },
    rules: async (ctx) =>
      ((await ask('rules', { type: 'alert' }, ctx)) as RulesResult).groups.flatMap(toRules),
    alerts: async (ctx) => ((await ask('alerts', {}, ctx)) as AlertsResult).alerts.flatMap(toAlert),
  };
};

type RawSample = readonly [number, string];

interface RawSeries {
  readonly metric: Readonly<Record<string, string>>;
  readonly value?: RawSample;
  readonly values?: readonly RawSample[];
}

type QueryResult =
  | { readonly resultType: 'scalar'; readonly result: RawSample }
  | { readonly resultType: 'string'; readonly result: RawSample }
  | { readonly resultType: 'vector'; readonly result: readonly RawSeries[] }
  | { readonly resultType: 'matrix'; readonly result: readonly RawSeries[] };

interface RulesResult {
  readonly groups: readonly {
    readonly rules: readonly {
      readonly name: string;
      readonly health: RuleHealth['health'];
      readonly lastError?: string;
      readonly lastEvaluation: string;
    }[];
  }[];
}

const toRules = ({ rules }: RulesResult['groups'][number]): readonly RuleHealth[] =>
  rules.map(({ name, health, lastError = '', lastEvaluation }) => ({
    rule: name,
    health,
    lastError,
    evaluatedAtMs: epochMs(lastEvaluation),
  }));

interface AlertsResult {
  readonly alerts: readonly {
    readonly labels: Readonly<Record<string, string>>;
    readonly state: string;
    readonly activeAt: string;
  }[];
}

interface Answer {
  readonly status: 'success' | 'error';
  readonly data?: unknown;
  readonly errorType?: string;
  readonly error?: string;
}

const get = async (dialer: Dialer, path: string, ctx: Context): Promise<string> => {
  try {
    const asked = { service: 'prometheus', port: prometheusPort, path };
    return (await requestText(dialer, asked, ctx, answerWithinMs)).text;
  } catch (error) {
    ctx.signal.throwIfAborted();
    throw unreachable(messageOf(error), error);
  }
};

const parse = (text: string): unknown => {
  let answer: Answer;
  try {
    answer = JSON.parse(text) as Answer;
  } catch (error) {
    throw unreachable(`it answered with something else than JSON: ${text.slice(0, 200)}`, error);
  }
  if (answer.status === 'success') return answer.data;
  const message = `${answer.errorType ?? 'error'}: ${answer.error ?? 'no reason given'}`;
  const aboutExpression = answer.errorType === 'bad_data' || answer.errorType === 'execution';
  throw aboutExpression ? promqlError(message) : unreachable(message, null);
};

const seriesOf = (expression: string, answer: QueryResult): readonly Series[] => {
  if (answer.resultType === 'string') throw promqlError(`${expression} gives a string, not numbers`);
  if (answer.resultType === 'scalar') return [{ labels: {}, samples: [toSample(answer.result)] }];
  return answer.result.map(({ metric, value, values }) => ({
    labels: metric,
    samples: (values ?? (value === undefined ? [] : [value])).map(toSample),
  }));
};

const toSample = ([seconds, text]: RawSample): readonly [number, number] => [
  Math.round(seconds * 1000),
  toNumber(text),
];

const toNumber = (text: string): number => {
  if (text === '+Inf') return Infinity;
  return text === '-Inf' ? -Infinity : Number(text);
};

const toAlert = (alert: AlertsResult['alerts'][number]): readonly AlertState[] => {
  const { labels, state, activeAt } = alert;
  if (state !== 'pending' && state !== 'firing') return [];
  return [{ alert: labels['alertname'] ?? '', state, labels, activeAtMs: epochMs(activeAt) }];
};

const promqlError = (message: string): GamedayError => new GamedayError({ code: 'promql-error', message });

const unreachable = (why: string, cause: unknown): GamedayError =>
  new GamedayError({ code: 'prometheus-unreachable', message: `Prometheus gave no answer: ${why}`, cause });
