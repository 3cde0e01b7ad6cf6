// Works through a batch of `orders`, record by record: effect first, then the offset. Heartbeats go on meanwhile, so
// that an order that waits for Redis does not cost the membership in the group.
import type { EachBatchPayload, IHeaders, KafkaMessage } from 'kafkajs';
import { pause } from '../deadline.ts';
import type { Session } from './consumer.ts';
import type { Delivery } from './dead-letters.ts';
import type { OrderStore } from './order-store.ts';

export type Process = (delivery: Delivery, signal: AbortSignal) => Promise<void>;

const commitEveryMs = 100; // what a kill -9 makes us see again, at most

const retryMs = 250;

/** `places`: where Redis says that a partition goes on; rejects while Redis is away. */
export const createBatchHandler =
  (process: Process, places: Pick<OrderStore, 'resumeAt' | 'rewind'>, heartbeatIntervalMs: number) =>
  async (payload: EachBatchPayload, session: Session): Promise<void> => {
    const { batch, isRunning, isStale } = payload;
    const heart = startHeart(payload, heartbeatIntervalMs);
    const commit = createCommit(payload);
    try {
      if (await goesBack(payload, session, places)) return;
      for (const message of batch.messages) {
        if (!isRunning() || isStale() || session.signal.aborted) break;
        await process(toDelivery(batch.partition, message), session.signal);
        session.alive();
        await commit(message.offset);
        heart.check();
      }
      await commit();
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
    if (from > Number(batch.highWatermark)) await rewind({ partition, offset: String(Number(first) - 1) });
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

const toDelivery = (partition: number, message: KafkaMessage): Delivery => ({
  partition,
  offset: message.offset,
  key: message.key?.toString('utf8') ?? null,
  value: message.value?.toString('utf8') ?? '',
  raw: message.value,
  headers: textHeaders(message.headers ?? {}),
});

const textHeaders = (headers: IHeaders): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
