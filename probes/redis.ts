// Sends Redis one reading command over a fresh connection, and holds the reply against a rule.
import { z } from 'zod';
import { addressSchema } from '../core/address.ts';
import type { Json } from '../core/json.ts';
import { connectRedis } from '../core/redis.ts';
import { observationOf } from './failure.ts';
import type { ProbeKind } from './probe.ts';
import { holds, ruleSchema, ruleText, type Rule } from './rule.ts';

const readingCommands = new Set(
  'PING GET MGET EXISTS TTL PTTL TYPE STRLEN LLEN SCARD ZCARD HLEN HGET XLEN DBSIZE INFO ROLE TIME LASTSAVE'.split(
    ' ',
  ),
);

const schema = z.strictObject({
  address: addressSchema,
  command: z
    .string()
    .refine((text) => readingCommands.has(wordsOf(text)[0]?.toUpperCase() ?? ''), {
      error: `expected a command that only reads: ${[...readingCommands].join(', ')}`,
    })
    .default('PING')
    .describe('a command that only reads, its words parted by blanks'),
  expect: ruleSchema.optional().describe('what the reply must be; without it any reply but an error'),
});
export type RedisConfig = z.output<typeof schema>;

export const redis: ProbeKind<RedisConfig> = {
  kind: 'redis',
  schema,
  target: ({ address }) => address,
  create: (config, { dialer }) => {
    const rule: Rule = config.expect ?? (config.command.toUpperCase() === 'PING' ? 'PONG' : { exists: true });
    return {
      observe: async ({ signal, clock }) => {
        const startMs = clock.monotonicMs();
        try {
          // The look's own deadline is the only clock: ioredis' would be a second one.
          using redis = await connectRedis({ dialer, address: config.address, connectTimeoutMs: 0, signal });
          const [command = 'PING', ...words] = wordsOf(config.command);
          const found = numeric((await redis.client.call(command, ...words)) as Json, rule);
          return {
            verdict: holds(found, rule) ? 'pass' : 'fail',
            evidence: [
              { what: config.command, expected: ruleText(rule), actual: cut(JSON.stringify(found)) },
            ],
            samples: { totalMs: Math.round((clock.monotonicMs() - startMs) * 100) / 100 },
          };
        } catch (error) {
          return observationOf(error, `${config.command} to ${config.address}`, ruleText(rule), signal);
        }
      },
    };
  },
};

const wordsOf = (command: string): readonly string[] => command.trim().split(/\s+/);

// Redis keeps numbers as text: `GET stock` under `{ is: '< 10' }` means the number.
const numeric = (reply: Json, rule: Rule): Json => {
  const compared = typeof rule === 'number' || (typeof rule === 'object' && rule !== null && 'is' in rule);
  return compared && typeof reply === 'string' && reply.trim() !== '' && !Number.isNaN(Number(reply))
    ? Number(reply)
    : reply;
};

const cut = (text: string): string => (text.length > 120 ? `${text.slice(0, 120)}…` : text);
