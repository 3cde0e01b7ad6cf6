// What Kafka holds: where each partition of its topics begins and ends.
import { z } from 'zod';
import { addressSchema } from '../../core/address.ts';
import { connectKafka } from '../../core/kafka.ts';
import type { Difference, Holding, StoreKind } from './store.ts';

const schema = z.strictObject({
  brokers: z.union([addressSchema.transform((one) => [one]), z.array(addressSchema).min(1)]),
  topics: z.array(z.string().min(1)).min(1),
});

// A broker that a drill has killed answers nothing: the look is then an unknown, and soon.
const patienceMs = 5000;

export const kafka: StoreKind<z.output<typeof schema>> = {
  kind: 'kafka',
  schema,
  target: ({ brokers }) => brokers[0] ?? '',
  create: ({ brokers, topics }, { dialer }) => ({
    look: async ({ signal }) => {
      const connection = await connectKafka({
        dialer,
        brokers,
        clientId: 'gameday-stores',
        connectTimeoutMs: patienceMs,
        requestTimeoutMs: patienceMs,
        signal,
      });
      try {
        const holding = new Map<string, string>();
        for (const topic of topics)
          for (const { partition, low, high } of await connection.ranges(topic))
            holding.set(`${topic}/${partition}`, `${low}-${high}`);
        return holding;
      } finally {
        connection.close();
      }
    },
    compare: differences,
  }),
};

/** Records are only lost at the beginning (deleted) or at the end (truncated, a new topic of the same name). */
const differences = (before: Holding, after: Holding): readonly Difference[] =>
  [...before].flatMap(([item, was]): readonly Difference[] => {
    const now = after.get(item);
    if (now === undefined) return [{ item, change: 'lost', detail: 'the partition is gone' }];
    const [oldLow = 0n, oldHigh = 0n] = was.split('-').map(BigInt);
    const [low = 0n, high = 0n] = now.split('-').map(BigInt);
    if (low <= oldLow && high >= oldHigh) return [];
    return [{ item, change: 'lost', detail: `offsets ${was} became ${now}` }];
  });
