// Asks an HTTP endpoint over a fresh connection, and holds status, JSON, text and time of the answer against rules.
import { z } from 'zod';
import { durationSchema } from '../core/duration-schema.ts';
import type { Json } from '../core/json.ts';
import type { Evidence, Observation } from '../core/observation.ts';
import { observationOf } from './failure.ts';
import { requestOnce, type HttpAnswer } from './http-request.ts';
import { parsePath, valueAt } from './json-path.ts';
import type { ProbeKind } from './probe.ts';
import { holds, isPattern, ruleSchema, ruleText } from './rule.ts';

const pathSchema = z.string().refine((text) => parsePath(text) !== null, {
  error: 'expected a path such as $.kafka or $.items[0].state',
});

const expectSchema = z.strictObject({
  status: z
    .union([z.int().min(100).max(599), z.array(z.int().min(100).max(599)).min(1)])
    .default(200)
    .describe('the status, or several that are all right'),
  json: z.record(pathSchema, ruleSchema).default({}).describe('a rule for each path into the JSON body'),
  body: z
    .string()
    .refine(isPattern, { error: 'expected a regular expression' })
    .optional()
    .describe('a regular expression that the body matches'),
  within: durationSchema.optional().describe('slower is a failure; never paced'),
});

const schema = z.strictObject({
  url: z
    .string()
    .refine(isServiceUrl, { error: 'expected http://service:port/path' })
    .describe('http://service:port/path, the service by its name in the stack'),
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']).default('GET'),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string().optional(),
  expect: expectSchema.prefault({}),
});
export type HttpConfig = z.output<typeof schema>;

export const http: ProbeKind<HttpConfig> = {
  kind: 'http',
  schema,
  target: ({ url }) => targetOf(url),
  create: (config, { dialer }) => {
    const ask = { ...config, url: new URL(config.url) };
    return {
      observe: async (ctx) => {
        try {
          return judge(await requestOnce(ask, dialer, ctx), config.expect);
        } catch (error) {
          return observationOf(error, `${config.method} ${config.url}`, 'an answer', ctx.signal);
        }
      },
    };
  },
};

export const targetOf = (url: string): string => {
  const { hostname, port } = new URL(url);
  return `${hostname}:${port === '' ? 80 : port}`;
};

export function isServiceUrl(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'http:' && new URL(text).username === '';
}

interface Check extends Evidence {
  readonly good: boolean;
}

/** Every rule beside what was found, broken ones first. */
const judge = (answer: HttpAnswer, expect: HttpConfig['expect']): Observation => {
  const checks = [
    checkStatus(answer, expect.status),
    ...checkJson(answer, expect.json),
    ...checkText(answer, expect.body),
    ...checkTime(answer, expect.within),
  ];
  const bad = checks.filter(({ good }) => !good);
  // A rule about a body that was cut can't be judged; a broken rule about the rest can.
  const undecided =
    answer.truncated && bad.length > 0 && bad.every(({ what }) => what === 'body' || what[0] === '$');
  return {
    verdict: bad.length === 0 ? 'pass' : undecided ? 'unknown' : 'fail',
    evidence: [...bad, ...checks.filter(({ good }) => good)].map(({ what, expected, actual }) => ({
      what,
      expected,
      actual,
    })),
    samples: answer.timings,
  };
};

const checkStatus = ({ status }: HttpAnswer, wanted: number | readonly number[]): Check => {
  const list = typeof wanted === 'number' ? [wanted] : wanted;
  return { what: 'status', expected: list.join(' or '), actual: String(status), good: list.includes(status) };
};

const checkJson = (answer: HttpAnswer, rules: HttpConfig['expect']['json']): readonly Check[] => {
  const paths = Object.entries(rules);
  if (paths.length === 0) return [];
  const json = parsed(answer.body);
  return paths.map(([path, rule]) => {
    const found = json === undefined ? undefined : valueAt(json, path);
    const actual =
      json === undefined ? notJson(answer) : found === undefined ? 'absent' : cut(JSON.stringify(found));
    return { what: path, expected: ruleText(rule), actual, good: json !== undefined && holds(found, rule) };
  });
};

const parsed = (body: string): Json | undefined => {
  try {
    return JSON.parse(body) as Json;
  } catch {
    return undefined; // The evidence shows the body that isn't JSON.
  }
};

const notJson = ({ body, truncated }: HttpAnswer): string =>
  truncated ? `body cut after ${body.length} characters` : `not JSON: ${cut(body)}`;

const checkText = ({ body }: HttpAnswer, pattern: string | undefined): readonly Check[] =>
  pattern === undefined
    ? []
    : [
        {
          what: 'body',
          expected: `matches /${pattern}/`,
          actual: cut(body),
          good: new RegExp(pattern, 'u').test(body),
        },
      ];

const checkTime = ({ timings }: HttpAnswer, withinMs: number | undefined): readonly Check[] =>
  withinMs === undefined
    ? []
    : [
        {
          what: 'time',
          expected: `<= ${withinMs} ms`,
          actual: `${timings.totalMs} ms`,
          good: timings.totalMs <= withinMs,
        },
      ];

const cut = (text: string): string => (text.length > 120 ? `${text.slice(0, 120)}…` : text);
