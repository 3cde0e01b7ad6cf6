// tamper: keys of Redis are set, decremented or deleted behind the back of the program that keeps them.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { addressSchema } from '../../core/address.ts';
import type { Context } from '../../core/clock.ts';
import { fail, pass, type Observation } from '../../core/observation.ts';
import type { Fault, FaultKind } from './fault.ts';
import { lookUntil, together } from './look.ts';
import { changeKeys, formerKey, type Change } from './redis-former.ts';
import { findKeys, keysHealing, keysSchema, keysText, type KeysUndo } from './redis-keys.ts';
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
    keys: keysSchema,
    atMost: z.number().int().min(1).default(100).describe('no more keys than this, whatever a pattern finds'),
    set: z
      .union([z.string(), z.number()])
      .transform(String)
      .optional()
      .describe('the value that they get; a key that is not there is made'),
    decrement: z.number().int().optional().describe('numbers get less by so much; below 0: more'),
    delete: z.literal(true).optional(),
  })
  .transform(({ set, decrement, delete: remove, ...others }, ctx) => {
    const changes: readonly Change[] = [
      ...(set === undefined ? [] : [{ do: 'set', to: set } as const]),
      ...(decrement === undefined ? [] : [{ do: 'decrement', by: decrement } as const]),
      ...(remove === undefined ? [] : [{ do: 'delete' } as const]),
    ];
    const [change] = changes;
    if (change !== undefined && changes.length === 1) return { ...others, change };
    ctx.addIssue('expected one of set, decrement and delete');
    return z.NEVER;
  });
type Config = z.infer<typeof schema>;
type Undo = KeysUndo;

const showsWithinMs = 5000;
const mostLookedAt = 20;

const create = ({ address, keys: names, atMost, change }: Config): Fault<Undo> => {
  let witness: RedisWitness | null = null;
  return {
    async prepare(stack, ctx) {
      witness = await openRedisWitness(stack, address, ctx);
      return await withRedis(stack, address, ctx, async (redis) => {
        const keys = await findKeys(redis, names, { atMost, mayBeNew: change.do === 'set' });
        if (change.do === 'decrement')
          for (const key of keys) {
            const value = (await redis.client.type(key)) === 'string' ? await redis.client.get(key) : null;
            if (!/^-?\d+$/.test(value ?? '')) throw targetDown(key, 'it holds no whole number');
          }
        return { address, mark: randomUUID(), keys };
      });
    },
    inject: ({ mark, keys }, stack, ctx) =>
      withRedis(stack, address, ctx, (redis) => changeKeys(redis, mark, keys, change)),
    confirm: (undo, _stack, ctx) =>
      lookUntil(showsWithinMs, ctx, async () => {
        if (witness === null) return together([]);
        const looks = undo.keys.slice(0, mostLookedAt).map((key) => look(witness, undo, key, change, ctx));
        return together((await Promise.all(looks)).flat());
      }),
    close: () => Promise.resolve(witness?.close()),
  };
};

/** As its clients see the key now. */
const look = async (
  witness: RedisWitness | null,
  { mark }: Undo,
  key: string,
  change: Change,
  ctx: Context,
): Promise<readonly Observation[]> => {
  const ask = async (words: readonly string[]): Promise<readonly RedisAnswer[]> =>
    (await witness?.ask(words, ctx)) ?? [];
  if (change.do === 'delete')
    return (await ask(['EXISTS', key])).map(({ by, text }) =>
      (text === '0' ? pass : fail)(
        `${key}, ${by} connection`,
        'not there',
        text === '0' ? 'not there' : 'there',
      ),
    );
  const [former] = await ask(['GET', formerKey(mark, key)]);
  const wanted = change.do === 'set' ? change.to : String(Number(former?.text) - changeBy(change));
  return (await ask(['GET', key])).map(({ by, text }) =>
    (isNearer(text, wanted, former?.text ?? '') ? pass : fail)(`${key}, ${by} connection`, wanted, text),
  );
};

const changeBy = (change: Change): number => (change.do === 'decrement' ? change.by : 0);

/** The value itself, or a number that traffic has moved a little since. */
const isNearer = (now: string, wanted: string, former: string): boolean => {
  if (now === wanted) return wanted !== former;
  const [toWanted, toFormer] = [wanted, former].map((other) => Math.abs(Number(now) - Number(other)));
  return toWanted !== undefined && toFormer !== undefined && toWanted < toFormer;
};

const summaryOf = (change: Change): string => {
  if (change.do === 'set') return `set to ${change.to}`;
  return change.do === 'decrement' ? `made less by ${change.by}` : 'deleted';
};

export const tamper = {
  kind: 'tamper',
  schema,
  needs: ['dial'],
  target: ({ address }) => serviceOf(address),
  summary: ({ address, keys, change }) => `${keysText(keys)} in ${address} ${summaryOf(change)}`,
  create,
  ...keysHealing,
} satisfies FaultKind<Config, Undo>;
