// Works through a batch of `orders`, a few records at once: effect first, then the offset. Heartbeats go on meanwhile, so
// that an order that waits for Redis does not cost the membership in the group.
import type { EachBatchPayload, IHeaders, KafkaMessage } from 'kafkajs';
import { pause } from '../deadline.ts';
import { workAtOnce } from './at-once.ts';
import type { Session } from './consumer.ts';
import type { Delivery } from './dead-letters.ts';
import type { OrderStore, Place } from './order-store.ts';

export interface BatchParts {
  readonly process: (delivery: Delivery, signal: AbortSignal) => Promise<void>;
  /** Where Redis says that a partition goes on; rejects while Redis is away. */
  readonly places: Pick<OrderStore, 'resumeAt' | 'rewind' | 'pass'>;
  readonly heartbeatIntervalMs: number;
  /** Orders of one partition. */
  readonly atOnce: number;
}

const commitEveryMs = 100; // what a kill -9 makes us see again, at most

const retryMs = 250;

export const createBatchHandler =
  ({ process, places, heartbeatIntervalMs, atOnce }: BatchParts) =>
  async (payload: EachBatchPayload, session: Session): Promise<void> => {
    const { batch, isRunning, isStale } = payload;
    const heart = startHeart(payload, heartbeatIntervalMs);
    const commit = createCommit(payload);
    try {
      if (await goesBack(payload, session, places)) return;
      const last = await workAtOnce(batch.messages.map(toRecord), {
        limit: atOnce,
        goesOn: () => isRunning() && !isStale() && !session.signal.aborted,
        work: async (record, doneUpTo) => {
          await process({ ...record, partition: batch.partition, doneUpTo }, session.signal);
          session.alive();
        },
        onProgress: async (offset) => {
          await commit(offset);
          heart.check();
        },
      });
      await commit();
      // The one that ended last need not be the last of them. Where Redis is away, the next order tells it.
      if (atOnce > 1 && last !== null)
        await places.pass({ partition: batch.partition, doneUpTo: () => last }).catch(() => {});
    } catch (error) {
      // What is done is done: commit it if the group still lets us. The error itself is what ends the session.
      await commit().catch(() => {});
      throw error;
    } finally {
      heart.stop();
    }
  };

/** True when the batch is not the one to go on with: Redis is older than the group's offset, or the session ended meanwhile. */
const goesBack = async (
  { batch, isRunning, isStale }: EachBatchPayload,
  session: Session,
  { resumeAt, rewind }: Pick<OrderStore, 'resumeAt' | 'rewind'>,
): Promise<boolean> => {
  const { partition } = batch;
  const first = batch.messages[0]?.offset;
  if (first === undefined || session.resumed.has(partition)) return false;
  for (;;) {
    if (!isRunning() || isStale() || session.signal.aborted) return true;
    const places = await resumeAt(partition).then(
      (from) => ({ from }),
      () => null, // away: its health says so
    );
    session.alive();
    if (places === null) {
      await pause(retryMs, session.signal);
      continue;
    }
    session.resumed.add(partition);
    const { from } = places;
    // What a wiped Redis should be filled from is for a person to say.
    if (from === null) return false;
    if (from > Number(batch.highWatermark)) await rewind(partition, String(Number(first) - 1));
    if (from >= Number(first)) return false;
    session.seek(partition, from);
    return true;
  }
};

const createCommit = ({ batch, resolveOffset, commitOffsetsIfNecessary }: EachBatchPayload) => {
  let pending: string | undefined;
  let committedAtMs = performance.now();
  return async (done?: string): Promise<void> => {
    if (done !== undefined) {
      resolveOffset(done);
      pending = (BigInt(done) + 1n).toString();
      if (performance.now() - committedAtMs < commitEveryMs) return;
    }
    if (pending === undefined) return;
    const offset = pending;
    pending = undefined;
    await commitOffsetsIfNecessary({
      topics: [{ topic: batch.topic, partitions: [{ partition: batch.partition, offset }] }],
    });
    committedAtMs = performance.now();
  };
};

const startHeart = ({ heartbeat }: EachBatchPayload, intervalMs: number) => {
  let lost: unknown;
  const timer = setInterval(() => {
    heartbeat().catch((error: unknown) => {
      lost = error; // a rebalance, mostly: told by check() when the record in work is done
    });
  }, intervalMs);
  return {
    check: (): void => {
      if (lost !== undefined) throw lost as Error;
    },
    stop: () => clearInterval(timer),
  };
};

const toRecord = (message: KafkaMessage): Omit<Delivery, keyof Place> => ({
  offset: message.offset,
  key: message.key?.toString('utf8') ?? null,
  value: message.value?.toString('utf8') ?? '',
  raw: message.value,
  headers: textHeaders(message.headers ?? {}),
});

const textHeaders = (headers: IHeaders): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
