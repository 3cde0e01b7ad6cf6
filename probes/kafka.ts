// Looks at Kafka over a fresh connection: a record's round trip, or how far a consumer group is behind.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { addressSchema } from '../core/address.ts';
import type { Context } from '../core/clock.ts';
import { connectKafka, type KafkaConnection } from '../core/kafka.ts';
import { fail, pass, type Observation } from '../core/observation.ts';
import { observationOf } from './failure.ts';
import type { ProbeKind } from './probe.ts';
import { boundSchema, boundText, withinBound } from './rule.ts';

const brokers = z.union([addressSchema.transform((one) => [one]), z.array(addressSchema).min(1)]);

const schema = z.discriminatedUnion('mode', [
  z.strictObject({
    mode: z.literal('round-trip'),
    brokers,
    topic: z
      .string()
      .min(1)
      .default('gameday-probe')
      .describe("a topic of the probe's own; made when it is absent"),
  }),
  z.strictObject({
    mode: z.literal('lag'),
    brokers,
    group: z.string().min(1),
    topic: z.string().min(1),
    expect: boundSchema.describe('the records that the group has not committed yet, e.g. "< 50"'),
  }),
]);
export type KafkaConfig = z.output<typeof schema>;

// Far beyond any look: the look's own deadline ends a request, and drops its sockets.
const unboundedMs = 600_000;

export const kafka: ProbeKind<KafkaConfig> = {
  kind: 'kafka',
  schema,
  target: (config) => config.brokers[0] ?? '',
  create: (config, { dialer }) => ({
    observe: async (ctx) => {
      const what = config.mode === 'lag' ? `lag of ${config.group} on ${config.topic}` : 'round trip';
      const wanted = config.mode === 'lag' ? boundText(config.expect) : 'the record that was produced';
      let connection: KafkaConnection | null = null;
      try {
        connection = await connectKafka({
          dialer,
          brokers: config.brokers,
          clientId: 'gameday-probe',
          connectTimeoutMs: unboundedMs,
          requestTimeoutMs: unboundedMs,
          signal: ctx.signal,
        });
        return config.mode === 'lag'
          ? await lag(connection, config, what)
          : await roundTrip(connection, config.topic, ctx);
      } catch (error) {
        return observationOf(error, `${what} at ${config.brokers.join(', ')}`, wanted, ctx.signal);
      } finally {
        connection?.close();
      }
    },
  }),
};

const roundTrip = async (kafka: KafkaConnection, topic: string, { clock }: Context): Promise<Observation> => {
  const sent = randomUUID();
  const startMs = clock.monotonicMs();
  const at = await produce(kafka, topic, sent);
  const produceMs = Math.round((clock.monotonicMs() - startMs) * 100) / 100;
  const place = `${topic}/${at.partition} offset ${at.offset}`;
  for await (const record of kafka.read(topic, at.partition, at.offset, at.offset + 1n)) {
    if (record.value !== sent) return fail(place, sent, record.value ?? 'a record without a value');
    const totalMs = Math.round((clock.monotonicMs() - startMs) * 100) / 100;
    return { ...pass(place, 'the record that was produced', 'the same'), samples: { produceMs, totalMs } };
  }
  return fail(place, 'the record that was produced', 'nothing');
};

const produce = async (
  kafka: KafkaConnection,
  topic: string,
  value: string,
): ReturnType<KafkaConnection['produce']> => {
  try {
    return await kafka.produce(topic, value);
  } catch (error) {
    const cause = (error as Error).cause as { type?: unknown } | undefined;
    if (cause?.type !== 'UNKNOWN_TOPIC_OR_PARTITION') throw error;
    await kafka.createTopic(topic, { 'retention.ms': '3600000' });
    return kafka.produce(topic, value);
  }
};

const lag = async (
  kafka: KafkaConnection,
  { group, topic, expect }: Extract<KafkaConfig, { mode: 'lag' }>,
  what: string,
): Promise<Observation> => {
  const committed = await kafka.committed(group, topic);
  let records = 0n;
  for (const { partition, low, high } of await kafka.ranges(topic))
    records += high - (committed.get(partition) ?? low);
  const good = withinBound(Number(records), expect);
  const observation = good ? pass : fail;
  return {
    ...observation(what, boundText(expect), String(records)),
    samples: { lagRecords: Number(records) },
  };
};
