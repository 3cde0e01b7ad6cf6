// One record of `orders`, from delivery to the moment where its offset may be committed: a terminal status in Redis,
// or a record in the DLQ. Redelivered records find the status that they left and go on from there.
import { pause } from '../deadline.ts';
import { messageOf, type Log } from '../log.ts';
import { correlationHeader, decodeOrder, replaysOf, type Order } from '../order.ts';
import type { DeadLetters, Delivery } from './dead-letters.ts';
import type { ProcessorMetrics } from './metrics.ts';
import { RedisWentBack, type OrderStatus, type OrderStore } from './order-store.ts';
import type { Pay } from './payment.ts';

export interface ProcessParts {
  readonly orders: OrderStore;
  readonly pay: Pay;
  readonly deadLetters: DeadLetters;
  readonly metrics: ProcessorMetrics;
  readonly log: Log;
  readonly retryBackoffMs: number;
  readonly paymentTimeoutToDlq: boolean;
}

const retries = 3;

/** Rejects when the record has to be delivered again: it could not even be moved to the DLQ, or `signal` ended it. */
export const processDelivery = async (
  parts: ProcessParts,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<void> => {
  const { metrics } = parts;
  const endTimer = metrics.duration.startTimer();
  const startedMs = performance.now();
  const order = decodeOrder(delivery.value);
  if ('problem' in order) {
    await moveToDlq(parts, delivery, 'Invalid Order Format', 1, order.problem);
  } else {
    const outcome = await settleWithRetries(parts, order, delivery, signal);
    report(parts, order, outcome, Math.round(performance.now() - startedMs));
  }
  endTimer();
};

type Outcome = OrderStatus | 'duplicate' | 'failed';

const settleWithRetries = async (
  parts: ProcessParts,
  order: Order,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<Outcome> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const outcome = await settle(parts, order, delivery);
      if (outcome === 'dlq')
        await moveToDlq(parts, delivery, 'Payment Timeout', 1 + retries, 'payment timed out');
      return outcome;
    } catch (error) {
      if (error instanceof UnsentDeadLetter || error instanceof RedisWentBack) throw error;
      if (attempt > retries) {
        await moveToDlq(parts, delivery, 'Redis Failure', attempt, messageOf(error));
        return 'failed';
      }
      // Grows with each attempt and holds the partition back: an outage of Redis moves orders to the DLQ one by one,
      // slowly, not all of them at once.
      await pause(parts.retryBackoffMs * 2 ** (attempt - 1), signal);
      if (signal.aborted) throw new Error('stopped before the order was settled', { cause: error });
    }
  }
};

const settle = async (
  { orders, pay, paymentTimeoutToDlq }: ProcessParts,
  order: Order,
  place: Delivery,
): Promise<Outcome> => {
  const { status, fresh } = await orders.reserve(order, place, replaysOf(place));
  if (status === 'dlq') return 'dlq'; // stock went back, but the DLQ record may not have been written
  if (status !== 'reserved') return fresh ? status : 'duplicate';
  for (let attempt = 0; attempt <= retries; attempt += 1) {
    if ((await pay(order.orderId)) === 'paid') return orders.confirm(order.orderId, place);
  }
  return orders.giveUp(order, paymentTimeoutToDlq ? 'dlq' : 'cancelled', place);
};

/** The DLQ did not take the record: it stays in `orders`, uncommitted. */
class UnsentDeadLetter extends Error {}

const moveToDlq = async (
  { orders, deadLetters, metrics, log }: ProcessParts,
  delivery: Delivery,
  reason: 'Payment Timeout' | 'Redis Failure' | 'Invalid Order Format',
  attempts: number,
  detail: string,
): Promise<void> => {
  const correlation_id = delivery.headers[correlationHeader];
  try {
    await deadLetters.send(delivery, reason, attempts);
  } catch (error) {
    throw new UnsentDeadLetter(`dlq did not take the record: ${messageOf(error)}`, { cause: error });
  }
  // Redis may be what failed: then the next order that is done tells it the place.
  await orders.pass(delivery).catch((error: unknown) => {
    log.debug(`place not noted: ${messageOf(error)}`, { event: 'place_not_noted', correlation_id });
  });
  metrics.processed.inc();
  metrics.failed.inc();
  metrics.movedToDlq.inc();
  log.error(`order moved to dlq: ${reason} (${detail})`, {
    event: 'order_moved_to_dlq',
    correlation_id,
    reason,
    detail,
    partition: delivery.partition,
    offset: delivery.offset,
  });
};

const report = (
  { metrics, log }: ProcessParts,
  order: Order,
  outcome: Outcome,
  processing_time_ms: number,
): void => {
  const fields = {
    correlation_id: order.correlationId,
    order_id: order.orderId,
    user_id: order.userId,
    item_id: order.itemId,
    processing_time_ms,
  };
  if (outcome === 'failed' || outcome === 'dlq' || outcome === 'reserved') return; // moveToDlq has said it
  if (outcome === 'duplicate') {
    metrics.duplicatesSkipped.inc();
    return log.info('order skipped: processed before', { event: 'order_duplicate_skipped', ...fields });
  }
  metrics.processed.inc();
  if (outcome === 'success') metrics.success.inc();
  if (outcome === 'sold_out') metrics.soldOut.inc();
  if (outcome === 'cancelled') metrics.cancelled.inc();
  log.info(`order processed: ${outcome}`, { event: 'order_processed', ...fields, outcome });
};
