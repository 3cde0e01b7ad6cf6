// redis-wrong-type: a key holds another type than its clients expect: a list in place of text, text in place of anything else.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { addressSchema } from '../../core/address.ts';
import { fail, pass } from '../../core/observation.ts';
import type { Fault, FaultKind } from './fault.ts';
import { lookUntil, together } from './look.ts';
import { changeKeys } from './redis-former.ts';
import { findKeys, keysHealing, keysSchema, keysText, type KeysUndo } from './redis-keys.ts';
import { openRedisWitness, serviceOf, withRedis, type RedisWitness } from './redis-witness.ts';
import { targetDown } from './target-down.ts';

const schema = z.strictObject({
  address: addressSchema,
  keys: keysSchema,
  atMost: z.number().int().min(1).default(100).describe('no more keys than this'),
});
type Config = z.infer<typeof schema>;
type Undo = KeysUndo & { readonly types: readonly string[] };

const showsWithinMs = 5000;
const mostLookedAt = 20;
/** A command that a client of this type would give. */
const commandFor: Readonly<Record<string, string>> = {
  string: 'GET',
  list: 'LLEN',
  hash: 'HLEN',
  set: 'SCARD',
  zset: 'ZCARD',
  stream: 'XLEN',
};

const create = ({ address, keys: names, atMost }: Config): Fault<Undo> => {
  let witness: RedisWitness | null = null;
  return {
    async prepare(stack, ctx) {
      witness = await openRedisWitness(stack, address, ctx);
      return await withRedis(stack, address, ctx, async (redis) => {
        const keys = await findKeys(redis, names, { atMost, mayBeNew: false });
        const types = await Promise.all(keys.map((key) => redis.client.type(key)));
        const strange = types.find((type) => commandFor[type] === undefined);
        if (strange !== undefined) throw targetDown(keysText(keys), `the type ${strange}`);
        return { address, mark: randomUUID(), keys, types };
      });
    },
    inject: ({ mark, keys }, stack, ctx) =>
      withRedis(stack, address, ctx, (redis) => changeKeys(redis, mark, keys, { do: 'other-type' })),
    confirm: ({ keys, types }, _stack, ctx) =>
      lookUntil(showsWithinMs, ctx, async () => {
        const looks = keys.slice(0, mostLookedAt).map(async (key, index) => {
          const command = commandFor[types[index] ?? ''] ?? 'GET';
          const answers = (await witness?.ask([command, key], ctx)) ?? [];
          return answers.map(({ by, text, ended }) => {
            const judge = ended === 'refused' && text.startsWith('WRONGTYPE') ? pass : fail;
            return judge(`${command} ${key}, ${by} connection`, 'WRONGTYPE', `${ended}: ${text}`);
          });
        });
        return together((await Promise.all(looks)).flat());
      }),
    close: () => Promise.resolve(witness?.close()),
  };
};

export const redisWrongType = {
  kind: 'redis-wrong-type',
  schema,
  needs: ['dial'],
  target: ({ address }) => serviceOf(address),
  summary: ({ address, keys }) => `wrong type at ${keysText(keys)} in ${address}`,
  create,
  ...keysHealing,
} satisfies FaultKind<Config, Undo>;
