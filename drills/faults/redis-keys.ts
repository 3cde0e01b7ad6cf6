// What tamper and redis-wrong-type share: which keys, their undo, and the proof that nothing of it is left.
import { z } from 'zod';
import type { Context } from '../../core/clock.ts';
import { fail, pass, type Observation } from '../../core/observation.ts';
import type { RedisConnection } from '../../core/redis.ts';
import type { Stack } from '../../stack/stack.ts';
import type { Healing } from './fault.ts';
import { ownPrefix, putBack, readPutBack } from './redis-former.ts';
import { withRedis } from './redis-witness.ts';
import { targetDown } from './target-down.ts';

export const keysSchema = z
  .union([
    z
      .string()
      .min(1)
      .transform((one) => [one]),
    z.array(z.string().min(1)).min(1),
  ])
  .describe('keys, or patterns such as stock:*');

/** What it changed and how to take it back stands in Redis itself, under the mark: see redis-former.ts. */
export type KeysUndo = {
  readonly address: string;
  readonly mark: string;
  readonly keys: readonly string[];
};

const pageSize = 500;

/** Sorted; the first `atMost` of them. Throws when a name or a pattern finds none, unless it may be new. */
export const findKeys = async (
  { client }: RedisConnection,
  names: readonly string[],
  { atMost, mayBeNew }: { readonly atMost: number; readonly mayBeNew: boolean },
): Promise<readonly string[]> => {
  const found = new Set<string>();
  for (const name of names) {
    const before = found.size;
    if (!isPattern(name)) {
      if (mayBeNew || (await client.exists(name)) === 1) found.add(name);
    } else {
      const scan = client.scanStream({ match: name, count: pageSize }) as AsyncIterable<string[]>;
      for await (const keys of scan) for (const key of keys) if (!key.startsWith(ownPrefix)) found.add(key);
    }
    if (found.size === before && !found.has(name)) throw targetDown(name, 'there is no such key');
  }
  return [...found].sort().slice(0, atMost);
};

const isPattern = (name: string): boolean => /[*?[]/.test(name);

const mostTold = 5;

const named = (keys: readonly string[]): string =>
  keys.length <= mostTold
    ? keys.join(', ')
    : `${keys.slice(0, mostTold).join(', ')} and ${keys.length - mostTold} more`;

export const keysHealing: Healing<KeysUndo> = {
  heal: ({ address, mark }, stack, ctx) => withRedis(stack, address, ctx, (redis) => putBack(redis, mark)),
  gone: ({ address, mark }: KeysUndo, stack: Stack, ctx: Context): Promise<Observation> =>
    withRedis(stack, address, ctx, async (redis) => {
      const seen = await readPutBack(redis, mark);
      const parts = [
        seen.open === 0 ? 'none open' : `${seen.open} open`,
        ...(seen.putBack.length === 0 ? [] : [`put back: ${named(seen.putBack)}`]),
        ...(seen.leftAlone.length === 0
          ? []
          : [`left alone, somebody changed them since: ${named(seen.leftAlone)}`]),
      ];
      const judge = seen.open === 0 ? pass : fail;
      return judge(`changed keys of ${address}`, 'put back, or corrected by others', parts.join('; '));
    }),
};

export const keysText = (keys: readonly string[]): string => named(keys);
