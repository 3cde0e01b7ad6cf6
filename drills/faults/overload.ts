// overload: more requests than a limit allows, by one user or many, at a fixed rate and for a stated time. It dies with the run.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Context } from '../../core/clock.ts';
import { durationSchema } from '../../core/duration-schema.ts';
import { formatDuration } from '../../core/duration.ts';
import { messageOf } from '../../core/errors.ts';
import { fail, pass, unknown, type Observation } from '../../core/observation.ts';
import type { Workload } from '../../core/workload.ts';
import { requestOnce } from '../../probes/http-request.ts';
import { isServiceUrl } from '../../probes/http.ts';
import type { Stack } from '../../stack/stack.ts';
import { startLoad, type RunningLoad } from '../load/generator.ts';
import { parseRate } from '../scenario/level.ts';
import type { Fault, FaultKind } from './fault.ts';
import { lookUntil, msText, together } from './look.ts';
import { targetDown } from './target-down.ts';
import { isTargets } from './witness.ts';

// More than this process sends without being late itself, and longer than a drill's patience.
const mostPerSecond = 1000;
const longestMs = 30 * 60_000;

const rateSchema = z
  .string()
  .refine((text) => (parseRate(text) ?? 0) > 0 && (parseRate(text) ?? 0) <= mostPerSecond, {
    error: `expected a rate such as 100/s or 90/m, at most ${mostPerSecond}/s`,
  })
  .transform((text) => parseRate(text) ?? 0)
  .describe('a rate such as 100/s: a quantity, never paced');

const status = z.int().min(100).max(599);
const requestSchema = z
  .strictObject({
    url: z
      .string()
      .refine(isServiceUrl, { error: 'expected http://service:port/path' })
      .describe('http://service:port/path; `{user}`, `{n}` and `{mark}` as in body'),
    method: z.enum(['GET', 'POST', 'PUT', 'DELETE']).default('GET'),
    headers: z.record(z.string(), z.string()).default({}),
    body: z
      .string()
      .optional()
      .describe(
        '`{user}` becomes the user, `{n}` the number of the request, `{mark}` what is unique to this fault',
      ),
  })
  .transform(({ body, ...others }) => ({ ...others, body: body ?? null }));

const schema = z
  .strictObject({
    request: requestSchema,
    rate: rateSchema,
    for: durationSchema
      .refine((ms) => ms > 0 && ms <= longestMs, { error: `expected at most ${formatDuration(longestMs)}` })
      .describe('it ends by itself after this time, real time'),
    users: z.int().min(1).max(100_000).default(1).describe('in turn'),
    timeout: durationSchema.prefault('5s').describe('of one request'),
    shows: z
      .strictObject({
        status: z.union([status.transform((one) => [one]), z.array(status).min(1)]).optional(),
        slower: durationSchema.optional(),
      })
      .refine((shows) => Object.keys(shows).length === 1, { error: 'expected either status or slower' })
      .describe('how one of these users notices: a status that refuses, or an answer that takes longer'),
  })
  .transform(({ for: forMs, timeout: timeoutMs, rate: perSecond, shows, ...others }) => ({
    ...others,
    perSecond,
    forMs,
    timeoutMs,
    statuses: shows.status ?? [],
    slowerMs: shows.slower ?? null,
  }));
type Config = z.output<typeof schema>;
type Undo = {
  readonly mark: string;
  readonly request: Config['request'];
  readonly statuses: readonly number[];
  readonly slowerMs: number | null;
  readonly timeoutMs: number;
};

const showsWithinMs = 15_000;

interface Running {
  readonly load: RunningLoad;
  stop(): void;
}

/** What this process sends, by the undo's mark: it ends with the process, so another one has nothing to end. */
const running = new Map<string, Running>();

const create = (config: Config): Fault<Undo> => {
  const mark = randomUUID().slice(0, 8);
  return {
    async prepare(stack, ctx) {
      const { request, statuses, slowerMs, timeoutMs } = config;
      const undo = { mark, request, statuses: [...statuses], slowerMs, timeoutMs };
      const seen = await lookAs('before', undo, stack, ctx);
      if (seen.verdict !== 'fail') throw targetDown(request.url, seen.evidence[0]?.actual ?? 'no answer');
      return undo;
    },
    inject(undo, stack, ctx) {
      running.set(undo.mark, start(config, undo, stack, ctx));
      return Promise.resolve();
    },
    confirm: (undo, stack, ctx) =>
      lookUntil(showsWithinMs, ctx, async () => {
        const bites = await lookAs(userNamed(0), undo, stack, ctx);
        const counts = running.get(undo.mark)?.load.counts();
        if (counts === undefined) return together([bites, fail('load', 'on', 'off')]);
        const sent = `${counts.begun} sent, ${counts.refused} refused, ${counts.unknown} without an answer, ${counts.missed} not sent in time`;
        return together([bites, pass('load', 'on', sent)]);
      }),
    close: () => stop(mark),
  };
};

const userNamed = (index: number): string => `user-${index + 1}`;

/** On a signal of its own: an injection's deadline is not the load's. */
const start = (config: Config, undo: Undo, stack: Stack, { clock }: Context): Running => {
  const ending = new AbortController();
  const over = clock.deadline(config.forMs, ending.signal);
  const startMs = clock.monotonicMs();
  const load = startLoad({
    workload: workloadOf(config, undo, stack),
    ratePerSecond: config.perSecond,
    timeoutMs: config.timeoutMs,
    ctx: { clock, signal: over },
    elapsedMs: () => clock.monotonicMs() - startMs,
    onOperations: () => undefined,
  });
  return { load, stop: () => ending.abort() };
};

const workloadOf = ({ users }: Config, undo: Undo, stack: Stack): Workload => ({
  prepare: () => Promise.resolve(),
  async operate(index, ctx) {
    const id = `${undo.mark}-${index}`;
    try {
      const answer = await send(userNamed(index % users), index, undo, stack, ctx);
      return { id, outcome: answer.status < 400 ? 'ok' : 'refused', answer: String(answer.status) };
    } catch (error) {
      return { id, outcome: 'unknown', answer: messageOf(error) };
    }
  },
  close: () => Promise.resolve(),
});

const send = (
  user: string,
  index: number,
  { mark, request }: Undo,
  { dialer }: Stack,
  ctx: Context,
): ReturnType<typeof requestOnce> => {
  const filled = (text: string): string =>
    text
      .replaceAll('{user}', `gameday-${mark}-${user}`)
      .replaceAll('{n}', String(index + 1))
      .replaceAll('{mark}', mark);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, filled(value)]),
  );
  const url = new URL(filled(request.url));
  const body = request.body === null ? undefined : filled(request.body);
  return requestOnce({ url, method: request.method, headers, body }, dialer, ctx);
};

// Of the witness: no request of the load has these.
let witnessed = 0;

/** Passes when this user is refused or served slowly. */
const lookAs = async (user: string, undo: Undo, stack: Stack, ctx: Context): Promise<Observation> => {
  const { statuses, slowerMs } = undo;
  const what = `a request by ${user}`;
  const expected = slowerMs === null ? statuses.join(' or ') : `slower than ${formatDuration(slowerMs)}`;
  const startedMs = ctx.clock.monotonicMs();
  const signal = ctx.clock.deadline(undo.timeoutMs, ctx.signal);
  witnessed += 1;
  try {
    const answer = await send(user, -1 - witnessed, undo, stack, { clock: ctx.clock, signal });
    const ms = answer.timings.totalMs;
    const bites = slowerMs === null ? statuses.includes(answer.status) : ms > slowerMs;
    return (bites ? pass : fail)(what, expected, `${answer.status} after ${msText(ms)}`);
  } catch (error) {
    ctx.signal.throwIfAborted();
    if (!isTargets(error)) throw error;
    const ms = ctx.clock.monotonicMs() - startedMs;
    const judge = slowerMs !== null && ms > slowerMs ? pass : unknown;
    return judge(what, expected, `${messageOf(error)} after ${msText(ms)}`);
  }
};

const stop = async (mark: string): Promise<void> => {
  const found = running.get(mark);
  if (found === undefined) return;
  running.delete(mark);
  found.stop();
  await found.load.stop();
};

const gone = async (undo: Undo, stack: Stack, ctx: Context): Promise<Observation> => {
  // Somebody who has not asked before: those who have may still be counted as too many.
  const harm = await lookAs(`after-${randomUUID().slice(0, 8)}`, undo, stack, ctx);
  const actual = harm.evidence[0]?.actual ?? '';
  const judge = harm.verdict === 'fail' ? pass : harm.verdict === 'pass' ? fail : unknown;
  const on = running.has(undo.mark);
  return together([
    judge('a request by somebody else', 'served as before', actual),
    (on ? fail : pass)('load', 'off', on ? 'on' : 'off'),
  ]);
};

export const overload = {
  kind: 'overload',
  schema,
  needs: ['dial'],
  target: ({ request }) => ({ service: new URL(request.url).hostname }),
  summary: ({ request, perSecond, forMs, users }) =>
    `${perSecond} requests a second to ${request.url} for ${formatDuration(forMs)}, by ${users === 1 ? 'one user' : `${users} users`}`,
  create,
  heal: ({ mark }) => stop(mark),
  gone,
} satisfies FaultKind<Config, Undo>;
