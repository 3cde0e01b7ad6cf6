// What Redis holds: every key without an expiry, by a digest of its value.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { addressSchema } from '../../core/address.ts';
import { connectRedis } from '../../core/redis.ts';
import { matchesPattern, type Difference, type Holding, type StoreKind } from './store.ts';

const schema = z.strictObject({
  address: addressSchema,
  moving: z
    .array(z.string().min(1))
    .default([])
    .describe('patterns of keys whose values traffic changes: of them only a loss is told, e.g. inventory:*'),
});

const keysAtOnce = 500;

export const redis: StoreKind<z.output<typeof schema>> = {
  kind: 'redis',
  schema,
  target: ({ address }) => address,
  create: ({ address, moving }, { dialer }) => ({
    look: async ({ signal }) => {
      using redis = await connectRedis({ dialer, address, connectTimeoutMs: 0, signal });
      const holding = new Map<string, string>();
      for await (const keys of redis.client.scanStream({ count: keysAtOnce }) as AsyncIterable<string[]>) {
        const pipeline = redis.client.pipeline();
        for (const key of keys) pipeline.pttl(key).dumpBuffer(key);
        const replies = (await pipeline.exec()) ?? [];
        for (const [index, key] of keys.entries()) {
          const [, ttlMs] = replies[2 * index] ?? [];
          const [, dump] = replies[2 * index + 1] ?? [];
          // -1: it never expires. -2 and null: it went away meanwhile.
          if (ttlMs === -1 && Buffer.isBuffer(dump)) holding.set(key, digest(dump));
        }
      }
      return holding;
    },
    compare: (before, after) => differences(before, after, moving),
  }),
};

const digest = (value: Buffer): string => createHash('sha256').update(value).digest('base64url').slice(0, 12);

const differences = (before: Holding, after: Holding, moving: readonly string[]): readonly Difference[] =>
  [...before].flatMap(([item, value]): readonly Difference[] => {
    const now = after.get(item);
    if (now === undefined) return [{ item, change: 'lost', detail: 'the key is gone' }];
    if (now === value || matchesPattern(item, moving)) return [];
    return [{ item, change: 'changed', detail: 'the key has another value' }];
  });
