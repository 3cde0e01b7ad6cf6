// Measures what only Kafka and Redis know: lag, DLQ, stock. A value that can't be measured any more becomes NaN: an old
// number would look like a good one.
import type { Gauge } from 'prom-client';
import { pause, withDeadline } from '../deadline.ts';
import type { KafkaAdmin } from '../kafka/admin.ts';
import { dlqReplayGroup, dlqTopic, orderGroup, ordersTopic } from '../kafka/topics.ts';
import { messageOf, type Log } from '../log.ts';
import type { RedisStore } from '../redis/store.ts';
import type { ProcessorMetrics } from './metrics.ts';
import type { OldestRecord } from './oldest-record.ts';
import { placeKey, readInventory } from './order-store.ts';
import { readDifferences } from './stock-difference.ts';

export interface GaugeParts {
  readonly admin: KafkaAdmin;
  readonly store: RedisStore;
  readonly oldest: OldestRecord;
  readonly metrics: ProcessorMetrics;
  readonly log: Log;
}

const staleAfterLooks = 5; // one failed look is a hiccup

export const startGauges = (parts: GaugeParts, intervalMs: number): { readonly stop: () => void } => {
  const stopping = new AbortController();
  const { metrics } = parts;
  const follow = async (name: string, look: () => Promise<void>, lose: () => void): Promise<void> => {
    for (let failures = 0; !stopping.signal.aborted; await pause(intervalMs, stopping.signal)) {
      try {
        await look();
        failures = 0;
      } catch (error) {
        failures += 1;
        parts.log.debug(`${name} not measured: ${messageOf(error)}`, { event: 'gauge_failed' });
        if (failures === staleAfterLooks) lose();
      }
    }
  };
  void follow(
    'lag and DLQ',
    () => measureKafka(parts),
    () => {
      for (const gauge of [metrics.dlqSize, metrics.dlqAge]) gauge.set(Number.NaN);
      void loseLabelled(metrics.lag);
    },
  );
  void follow(
    'stock',
    () => measureStock(parts),
    () => {
      void loseLabelled(metrics.inventory);
      metrics.difference.reset(); // not NaN: that means a level that is no number
    },
  );
  return { stop: () => stopping.abort() };
};

const measureKafka = async ({ admin, store, metrics, oldest }: GaugeParts): Promise<void> => {
  const [ends, committed, dlqEnds, dlqCommitted] = await admin.use('gauges', (kafka) =>
    Promise.all([
      kafka.fetchTopicOffsets(ordersTopic),
      kafka.fetchOffsets({ groupId: orderGroup, topics: [ordersTopic] }),
      kafka.fetchTopicOffsets(dlqTopic),
      kafka.fetchOffsets({ groupId: dlqReplayGroup, topics: [dlqTopic] }),
    ]),
  );
  const places = await readPlaces(store, ends);
  for (const { partition, next, left } of open(ends, committed)) {
    // A Redis that was restored is behind the group: what it has forgotten is still to be processed.
    const forgotten = Math.max(0, next - (places.get(partition) ?? next));
    metrics.lag.set({ partition }, left + forgotten);
  }
  const dlq = open(dlqEnds, dlqCommitted);
  metrics.dlqSize.set(dlq.reduce((sum, { left }) => sum + left, 0));
  const from = dlq[0]; // the DLQ has one partition
  const timestampMs = from && oldest.from(BigInt(from.next));
  const ageMs = from && from.left > 0 && timestampMs !== undefined ? Date.now() - timestampMs : 0;
  metrics.dlqAge.set(Math.max(0, ageMs) / 1000);
};

/** Where Redis goes on, by partition; none while it is away. */
const readPlaces = async (store: RedisStore, ends: Ends): Promise<ReadonlyMap<number, number>> => {
  const partitions = ends.map(({ partition }) => partition);
  const known = await store
    .run((redis) => redis.mget(partitions.map(placeKey)))
    .catch(() => partitions.map(() => null));
  return new Map(
    partitions.flatMap((partition, index) => {
      const place = known[index] ?? null;
      return place === null ? [] : [[partition, Number(place) + 1] as const];
    }),
  );
};

const measureStock = async ({ store, metrics }: GaugeParts): Promise<void> => {
  const levels = await withDeadline('stock', 5_000, readInventory(store));
  metrics.inventory.reset(); // an item whose key is gone has no level
  for (const [item_id, level] of levels) metrics.inventory.set({ item_id }, level);
  const differences = await withDeadline('stock', 5_000, readDifferences(store));
  metrics.difference.reset();
  for (const [item_id, pieces] of differences) metrics.difference.set({ item_id }, pieces);
};

type Ends = readonly { partition: number; high: string; low: string }[];
type Committed = readonly { partitions: readonly { partition: number; offset: string }[] }[];

/** What lies between the committed offset and the end, by partition. */
const open = (ends: Ends, committed: Committed) =>
  ends.map(({ partition, high, low }) => {
    const offset = committed[0]?.partitions.find((entry) => entry.partition === partition)?.offset ?? '-1';
    const next = Math.max(Number(low), Number(offset)); // -1: nothing committed yet
    return { partition, next, left: Math.max(0, Number(high) - next) };
  });

const loseLabelled = async <L extends string>(gauge: Gauge<L>): Promise<void> => {
  const { values } = await gauge.get();
  for (const { labels } of values) gauge.set(labels, Number.NaN);
};
