// poison: messages that their consumer can't use stand in a topic. Nothing takes a record back: the consumer has to get past it.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { addressOf, addressSchema } from '../../core/address.ts';
import type { Context } from '../../core/clock.ts';
import { durationSchema } from '../../core/duration-schema.ts';
import { formatDuration } from '../../core/duration.ts';
import { messageOf } from '../../core/errors.ts';
import { connectKafka, type KafkaConnection, type KafkaRecord, type NewRecord } from '../../core/kafka.ts';
import { fail, pass, type Observation } from '../../core/observation.ts';
import type { Stack } from '../../stack/stack.ts';
import type { Fault, FaultKind } from './fault.ts';
import { lookUntil } from './look.ts';
import { targetDown } from './target-down.ts';

const schema = z
  .strictObject({
    brokers: addressSchema,
    topic: z.string().min(1),
    group: z.string().min(1).describe('the consumer group that has to get past them'),
    count: z.number().int().min(1).max(100_000).default(1),
    value: z
      .string()
      .default('{ this is no message')
      .describe('`{n}` in it becomes the number of the message, from 1'),
    key: z.string().optional().describe('none unless given; `{n}` as in value'),
    headers: z.record(z.string(), z.string()).default({}),
    age: durationSchema
      .prefault('0s')
      .describe('how old they say that they are, real time, e.g. 2h: a quantity, never paced'),
  })
  .transform(({ age, key, ...others }) => ({ ...others, ageMs: age, key: key ?? null }));
type Config = z.infer<typeof schema>;
type Undo = {
  readonly brokers: string;
  readonly topic: string;
  readonly group: string;
  readonly count: number;
  /** In a header of each: how they are told from others. */
  readonly mark: string;
  /** By partition, where it ended before. */
  readonly from: Readonly<Record<string, string>>;
};

const markHeader = 'gameday-poison';
const patienceMs = 5000;
const showsWithinMs = 5000;
const atOnce = 1000;
// What traffic wrote meanwhile is read over; without an end, a fault that was never injected would read it all.
const mostReadOver = 20_000n;

const create = (config: Config): Fault<Undo> => ({
  async prepare(stack, ctx) {
    const { brokers, topic, group, count } = config;
    const ranges = await withKafka(stack, brokers, ctx, (kafka) => kafka.ranges(topic)).catch(
      (error: unknown): never => {
        ctx.signal.throwIfAborted();
        throw targetDown(`the topic ${topic}`, messageOf(error));
      },
    );
    if (ranges.length === 0) throw targetDown(`the topic ${topic}`, 'no partition');
    const from = Object.fromEntries(ranges.map(({ partition, high }) => [partition, String(high)]));
    return { brokers, topic, group, count, mark: randomUUID(), from };
  },
  inject: (undo, stack, ctx) =>
    withKafka(stack, undo.brokers, ctx, async (kafka) => {
      const records = recordsOf(config, undo, ctx.clock.now().getTime());
      for (let at = 0; at < records.length; at += atOnce)
        await kafka.produceAll(undo.topic, records.slice(at, at + atOnce));
    }),
  confirm: (undo, stack, ctx) =>
    lookUntil(showsWithinMs, ctx, () =>
      withKafka(stack, undo.brokers, ctx, async (kafka) => {
        const found = await findPoison(kafka, undo);
        const actual = `${found.length} of ${undo.count}`;
        const judge = found.length === undo.count ? pass : fail;
        return judge(`poison in ${undo.topic}, read by a consumer`, String(undo.count), actual);
      }),
    ),
  close: () => Promise.resolve(),
});

/** In turn over all partitions. */
const recordsOf = (config: Config, { mark, from, count }: Undo, nowMs: number): readonly NewRecord[] => {
  const partitions = Object.keys(from).map(Number);
  return Array.from({ length: count }, (_, index) => {
    const numbered = (text: string): string => text.replaceAll('{n}', String(index + 1));
    return {
      partition: partitions[index % partitions.length] ?? 0,
      key: config.key === null ? null : numbered(config.key),
      value: numbered(config.value),
      headers: { ...config.headers, [markHeader]: mark },
      timestampMs: nowMs - config.ageMs,
    };
  });
};

/** Those that are still in the topic. */
const findPoison = async (
  kafka: KafkaConnection,
  { topic, count, mark, from }: Undo,
): Promise<readonly KafkaRecord[]> => {
  const found: KafkaRecord[] = [];
  for (const { partition, low, high } of await kafka.ranges(topic)) {
    const wasEnd = BigInt(from[partition] ?? 0);
    const start = wasEnd > low ? wasEnd : low;
    const most = start + BigInt(count) + mostReadOver;
    for await (const record of kafka.read(topic, partition, start, high < most ? high : most)) {
      if (record.headers[markHeader] === mark) found.push(record);
      if (found.length === count) return found;
    }
  }
  return found;
};

/** Consumed, or no longer there. */
const gone = (undo: Undo, stack: Stack, ctx: Context): Promise<Observation> =>
  withKafka(stack, undo.brokers, ctx, async (kafka) => {
    const { group, topic } = undo;
    const found = await findPoison(kafka, undo);
    if (found.length === 0) return pass(`poison in ${topic}`, 'all consumed, or none', 'none');
    const committed = await kafka.committed(group, topic);
    const ahead = found.filter(({ partition, offset }) => offset >= (committed.get(partition) ?? 0n));
    const judge = ahead.length === 0 ? pass : fail;
    const actual = `${found.length - ahead.length} of ${found.length} consumed`;
    return judge(`poison in ${topic}, by the offsets of ${group}`, 'all consumed', actual);
  });

const withKafka = async <Result>(
  stack: Stack,
  brokers: string,
  ctx: Context,
  work: (kafka: KafkaConnection) => Promise<Result>,
): Promise<Result> => {
  const connection = await connectKafka({
    dialer: stack.dialer,
    brokers: [brokers],
    clientId: 'gameday-poison',
    connectTimeoutMs: patienceMs,
    requestTimeoutMs: patienceMs,
    signal: ctx.signal,
  });
  try {
    return await work(connection);
  } finally {
    connection.close();
  }
};

export const poison = {
  kind: 'poison',
  schema,
  needs: ['dial'],
  target: ({ brokers }) => ({ service: addressOf(brokers).service }),
  summary: ({ topic, count, ageMs }) =>
    `${count} ${count === 1 ? 'message' : 'messages'} in ${topic} that ${count === 1 ? 'its' : 'their'} consumer can't use${ageMs === 0 ? '' : `, ${formatDuration(ageMs)} old`}`,
  create,
  /** There is nothing to take back. */
  heal: () => Promise.resolve(),
  gone,
} satisfies FaultKind<Config, Undo>;
