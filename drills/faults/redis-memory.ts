// redis-memory: Redis gets a ceiling that it is above already, and may evict nothing: writes are refused, reads work.
import { z } from 'zod';
import { addressSchema } from '../../core/address.ts';
import { bytesSchema, formatBytes } from '../../core/bytes.ts';
import type { Context } from '../../core/clock.ts';
import { fail, pass, type Observation } from '../../core/observation.ts';
import type { RedisConnection } from '../../core/redis.ts';
import type { Stack } from '../../stack/stack.ts';
import type { Fault, FaultKind } from './fault.ts';
import { lookUntil, together } from './look.ts';
import {
  openRedisWitness,
  serviceOf,
  withRedis,
  type RedisAnswer,
  type RedisWitness,
} from './redis-witness.ts';
import { targetDown } from './target-down.ts';

const schema = z
  .strictObject({
    address: addressSchema,
    limit: bytesSchema.optional().describe('the ceiling; half of what it holds unless given'),
  })
  .transform(({ address, limit }) => ({ address, limitBytes: limit ?? null }));
type Config = z.infer<typeof schema>;
type Undo = {
  readonly address: string;
  readonly limitBytes: number;
  /** As CONFIG GET gave them. */
  readonly former: Settings;
};
type Settings = { readonly maxmemory: string; readonly policy: string };

const showsWithinMs = 5000;
const noEviction = 'noeviction';
/** A write that leaves nothing behind, and a read. */
const write = ['SET', 'gameday:witness', '1', 'PX', '1'];
const read = ['GET', 'gameday:witness'];

const create = ({ address, limitBytes }: Config): Fault<Undo> => {
  let witness: RedisWitness | null = null;
  return {
    async prepare(stack, ctx) {
      witness = await openRedisWitness(stack, address, ctx);
      const refused = (await witness.ask(write, ctx)).find(({ ended }) => ended !== 'answered');
      if (refused !== undefined) throw targetDown(address, `a write gives ${refused.text}`);
      return await withRedis(stack, address, ctx, async (redis) => ({
        address,
        limitBytes: limitBytes ?? Math.floor((await usedBytes(redis)) / 2),
        former: await settings(redis),
      }));
    },
    inject: (undo, stack, ctx) =>
      withRedis(stack, address, ctx, (redis) =>
        set(redis, { maxmemory: String(undo.limitBytes), policy: noEviction }),
      ),
    confirm: (_undo, _stack, ctx) =>
      lookUntil(showsWithinMs, ctx, async () => {
        const writes = (await witness?.ask(write, ctx)) ?? [];
        const reads = (await witness?.ask(read, ctx)) ?? [];
        return together([
          ...writes.map((answer) => told(answer, 'write', 'refused with OOM', isOutOfMemory(answer))),
          ...reads.map((answer) => told(answer, 'read', 'answered', answer.ended === 'answered')),
        ]);
      }),
    close: () => Promise.resolve(witness?.close()),
  };
};

const isOutOfMemory = ({ ended, text }: RedisAnswer): boolean =>
  ended === 'refused' && text.startsWith('OOM');

const told = (answer: RedisAnswer, what: string, expected: string, good: boolean): Observation =>
  (good ? pass : fail)(`${what}, ${answer.by} connection`, expected, `${answer.ended}: ${answer.text}`);

const usedBytes = async ({ client }: RedisConnection): Promise<number> =>
  Number(/^used_memory:(\d+)/m.exec(await client.info('memory'))?.[1] ?? 0);

const settings = async ({ client }: RedisConnection): Promise<Settings> => {
  const [, maxmemory = '0'] = await client.config('GET', 'maxmemory');
  const [, policy = noEviction] = await client.config('GET', 'maxmemory-policy');
  return { maxmemory, policy };
};

const set = async ({ client }: RedisConnection, { maxmemory, policy }: Settings): Promise<void> => {
  // The policy first: under another one the ceiling would evict at once, and evicted keys are nobody's to give back.
  if (policy === noEviction) await client.config('SET', 'maxmemory-policy', policy);
  await client.config('SET', 'maxmemory', maxmemory);
  await client.config('SET', 'maxmemory-policy', policy);
};

const gone = (undo: Undo, stack: Stack, ctx: Context): Promise<Observation> =>
  withRedis(stack, undo.address, ctx, async (redis) => {
    const now = await settings(redis);
    const { former } = undo;
    const written = await redis.client
      .call('SET', 'gameday:witness', '1', 'PX', '1')
      .then(String, (error: unknown) => String(error));
    return together([
      (now.maxmemory === former.maxmemory ? pass : fail)('maxmemory', former.maxmemory, now.maxmemory),
      (now.policy === former.policy ? pass : fail)('maxmemory-policy', former.policy, now.policy),
      (written === 'OK' ? pass : fail)('write, fresh connection', 'OK', written),
    ]);
  });

export const redisMemory = {
  kind: 'redis-memory',
  schema,
  needs: ['dial'],
  target: ({ address }) => serviceOf(address),
  summary: ({ address, limitBytes }) =>
    `${address} may hold ${limitBytes === null ? 'half of what it does' : formatBytes(limitBytes)}: writes are refused, reads work`,
  create,
  heal: (undo, stack, ctx) => withRedis(stack, undo.address, ctx, (redis) => set(redis, undo.former)),
  gone,
} satisfies FaultKind<Config, Undo>;
