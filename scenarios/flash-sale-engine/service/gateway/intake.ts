// One order from request to answer. The promise: 202 is queued, 504 may be queued, every other answer is not queued,
// neither now nor later.
import { randomUUID } from 'node:crypto';
import type { Reply } from '../http/server.ts';
import { SendError, type RecordProducer } from '../kafka/producer.ts';
import { ordersTopic } from '../kafka/topics.ts';
import { messageOf, type Log } from '../log.ts';
import {
  asKey,
  correlationHeader,
  encodeOrder,
  isKey,
  parseObject,
  readOrderRequest,
  type Order,
} from '../order.ts';
import type { Breaker, Permit } from './breaker.ts';
import type { Idempotency } from './idempotency.ts';
import type { GatewayMetrics } from './metrics.ts';
import type { RateDecision } from './rate-limit.ts';

export interface IntakeParts {
  readonly breaker: Breaker;
  readonly producer: RecordProducer;
  readonly idempotency: Idempotency;
  readonly takeRate: (userId: string | undefined, ip: string) => Promise<RateDecision>;
  readonly metrics: GatewayMetrics;
  readonly log: Log;
}

export interface OrderCall {
  readonly body: string | undefined; // undefined: too large
  readonly idempotencyKey: string | undefined;
  readonly correlationId: string | undefined;
  readonly ip: string;
}

type Read = Order | { readonly problem: string; readonly userId: string | undefined };

export const takeOrder = async (parts: IntakeParts, call: OrderCall): Promise<Reply> => {
  const { metrics, log, breaker } = parts;
  const correlationId = isKey(call.correlationId) ? call.correlationId : randomUUID();
  const order = readCall(call, correlationId);
  log.info('order received', { event: 'order_received', ...logFields(order, correlationId) });

  if (!('problem' in order) && breaker.state() === 'open') return refuseOpen(parts, order);
  try {
    const rate = await parts.takeRate(order.userId, call.ip);
    if (!rate.allowed) return limit(parts, order, correlationId, rate.retryAfterSeconds);
    if ('problem' in order) {
      metrics.validationFailed.inc();
      log.warn(`order refused: ${order.problem}`, { event: 'order_invalid', correlation_id: correlationId });
      return { status: 400, body: { error: order.problem, correlation_id: correlationId } };
    }
    const claim = await parts.idempotency.claim(order.orderId);
    if (!claim.fresh) return refuseDuplicate(parts, order, claim.state);
  } catch (error) {
    return failed(parts, order, correlationId, 503, `redis: ${messageOf(error)}`);
  }
  const permit = breaker.tryAcquire();
  if (permit) return queue(parts, order, permit);
  await release(parts, order);
  return refuseOpen(parts, order);
};

const queue = async (parts: IntakeParts, order: Order, permit: Permit): Promise<Reply> => {
  const { metrics, log, idempotency } = parts;
  const startedMs = performance.now();
  try {
    await parts.producer.send({
      topic: ordersTopic,
      key: order.userId,
      value: encodeOrder(order),
      headers: { [correlationHeader]: order.correlationId, order_id: order.orderId },
    });
  } catch (error) {
    permit.fail();
    const unknown = !(error instanceof SendError) || error.outcome === 'unknown';
    if (unknown) await remember(parts, order, 'unknown');
    else await release(parts, order);
    return failed(parts, order, order.correlationId, unknown ? 504 : 503, `kafka: ${messageOf(error)}`);
  }
  permit.succeed();
  metrics.successful.inc();
  void remember({ ...parts, idempotency }, order, 'queued');
  const processing_time_ms = Math.round(performance.now() - startedMs);
  log.info('order queued', {
    event: 'order_queued',
    ...logFields(order, order.correlationId),
    processing_time_ms,
  });
  return {
    status: 202,
    body: { order_id: order.orderId, correlation_id: order.correlationId, status: 'queued' },
  };
};

const readCall = (call: OrderCall, correlationId: string): Read => {
  const record = call.body === undefined ? undefined : parseObject(call.body);
  if (!record) return { problem: 'the body: expected a JSON object of at most 16 KB', userId: undefined };
  const userId = asKey(record['user_id']);
  const key = call.idempotencyKey ?? record['request_id'];
  if (key !== undefined && asKey(key) === undefined)
    return { problem: 'Idempotency-Key or request_id: expected 1 to 128 of A-Z a-z 0-9 . _ : -', userId };
  const request = readOrderRequest(record);
  if ('problem' in request) return { ...request, userId };
  return { ...request, orderId: asKey(key) ?? randomUUID(), correlationId };
};

const limit = (parts: IntakeParts, order: Read, correlationId: string, retryAfterSeconds: number): Reply => {
  parts.metrics.rateLimited.inc();
  parts.log.warn('order refused: rate limit', {
    event: 'order_rate_limited',
    ...logFields(order, correlationId),
  });
  return {
    status: 429,
    headers: { 'Retry-After': String(retryAfterSeconds) },
    body: {
      error: 'rate limit exceeded',
      retry_after_seconds: retryAfterSeconds,
      correlation_id: correlationId,
    },
  };
};

const refuseDuplicate = (parts: IntakeParts, order: Order, state: string): Reply => {
  parts.metrics.idempotencyRejected.inc();
  parts.log.warn('order refused: duplicate', {
    event: 'order_duplicate',
    ...logFields(order, order.correlationId),
  });
  return { status: 409, body: { error: 'duplicate order', order_id: order.orderId, status: state } };
};

const refuseOpen = (parts: IntakeParts, order: Order): Reply => {
  const seconds = Math.max(1, Math.ceil(parts.breaker.retryAfterMs() / 1000));
  const reply = failed(parts, order, order.correlationId, 503, 'circuit breaker is open');
  return { ...reply, headers: { 'Retry-After': String(seconds) } };
};

const failed = (
  parts: IntakeParts,
  order: Read,
  correlationId: string,
  status: 503 | 504,
  reason: string,
): Reply => {
  parts.metrics.failed.inc();
  const outcome = status === 504 ? 'unknown' : 'refused';
  const text = status === 504 ? 'order may or may not be queued' : 'order not queued';
  parts.log.warn(`${text}: ${reason}`, {
    event: 'order_failed',
    ...logFields(order, correlationId),
    reason,
    outcome,
  });
  const orderId = 'problem' in order ? undefined : order.orderId;
  return { status, body: { error: text, reason, outcome, order_id: orderId, correlation_id: correlationId } };
};

// The order's fate is settled already; a key that can't be updated runs out by itself (idempotency.ts).
const remember = async (parts: IntakeParts, order: Order, state: 'queued' | 'unknown'): Promise<void> => {
  await parts.idempotency.keep(order.orderId, state).catch((error: unknown) => noteKey(parts, order, error));
};
const release = async (parts: IntakeParts, order: Order): Promise<void> => {
  await parts.idempotency.release(order.orderId).catch((error: unknown) => noteKey(parts, order, error));
};
const noteKey = (parts: IntakeParts, order: Order, error: unknown): void =>
  parts.log.warn(`idempotency key not updated: ${messageOf(error)}`, {
    event: 'idempotency_key_left',
    ...logFields(order, order.correlationId),
  });

const logFields = (order: Read, correlationId: string) => ({
  correlation_id: correlationId,
  order_id: 'problem' in order ? undefined : order.orderId,
  user_id: order.userId,
  item_id: 'problem' in order ? undefined : order.itemId,
});
