// What a client of Redis sees: commands over a connection that was open before the fault, and over a fresh one.
import { addressOf } from '../../core/address.ts';
import type { DeadlineError } from '../../core/clock.ts';
import { type Context } from '../../core/clock.ts';
import { messageOf } from '../../core/errors.ts';
import { connectRedis, type RedisConnection } from '../../core/redis.ts';
import type { Stack } from '../../stack/stack.ts';
import { targetDown } from './target-down.ts';
import { isTargets } from './witness.ts';

/** One command's answer as text; an error that Redis gives is an answer too, no connection is none. */
export interface RedisAnswer {
  /** `fresh` or `pooled`. */
  readonly by: string;
  readonly text: string;
  readonly ended: 'answered' | 'refused' | 'silent';
}

export interface RedisWitness {
  /** The same command over both connections. */
  ask(words: readonly string[], ctx: Context): Promise<readonly RedisAnswer[]>;
  close(): void;
}

const answerWithinMs = 2000;

/** Throws `fault-target-down` when Redis can't be reached before the fault: then there is nothing to compare with. */
export const openRedisWitness = async (
  stack: Stack,
  address: string,
  ctx: Context,
): Promise<RedisWitness> => {
  const lasting = new AbortController();
  const pooled = await withinTime(ctx, () => connect(stack, address, lasting.signal)).catch(
    (error: unknown): never => {
      lasting.abort();
      ctx.signal.throwIfAborted();
      throw isTargets(error) ? targetDown(address, messageOf(error)) : error;
    },
  );
  return {
    async ask(words, asking) {
      const answers = [
        askOver('pooled', pooled, words, asking),
        withRedis(stack, address, asking, (fresh) => askOver('fresh', fresh, words, asking)).catch(
          (error: unknown): RedisAnswer => {
            asking.signal.throwIfAborted();
            if (!isTargets(error)) throw error;
            return { by: 'fresh', text: messageOf(error), ended: 'silent' };
          },
        ),
      ];
      return await Promise.all(answers);
    },
    close: () => {
      pooled[Symbol.dispose]();
      lasting.abort();
    },
  };
};

/** A connection of its own for the work, closed behind it. */
export const withRedis = async <Result>(
  stack: Stack,
  address: string,
  ctx: Context,
  work: (redis: RedisConnection) => Promise<Result>,
): Promise<Result> => {
  using redis = await connect(stack, address, ctx.signal);
  return await work(redis);
};

export const serviceOf = (address: string): { readonly service: string } => ({
  service: addressOf(address).service,
});

const connect = (stack: Stack, address: string, signal: AbortSignal): Promise<RedisConnection> =>
  connectRedis({ dialer: stack.dialer, address, connectTimeoutMs: answerWithinMs, signal });

const askOver = async (
  by: string,
  { client }: RedisConnection,
  [command = '', ...words]: readonly string[],
  ctx: Context,
): Promise<RedisAnswer> => {
  try {
    const reply = await withinTime(ctx, () => client.call(command, ...words));
    return { by, text: String(reply ?? 'nil'), ended: 'answered' };
  } catch (error) {
    ctx.signal.throwIfAborted();
    const isAnswer = error instanceof Error && error.name === 'ReplyError';
    return { by, text: messageOf(error), ended: isAnswer ? 'refused' : 'silent' };
  }
};

/** Rejects with a DeadlineError when it has no end in time. */
const withinTime = async <Result>(ctx: Context, work: () => Promise<Result>): Promise<Result> => {
  const deadline = ctx.clock.deadline(answerWithinMs, ctx.signal);
  const over = Promise.withResolvers<never>();
  const onAbort = (): void => over.reject(deadline.reason as DeadlineError);
  deadline.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work(), over.promise]);
  } finally {
    deadline.removeEventListener('abort', onAbort);
  }
};
