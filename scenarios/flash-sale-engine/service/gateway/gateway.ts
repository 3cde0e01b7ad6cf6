// The gateway: takes orders over HTTP and queues them in Kafka.
import type { IncomingMessage } from 'node:http';
import { startCheck } from '../health.ts';
import { listen, readBody, type Reply, type Routes } from '../http/server.ts';
import { createInWork, type InWork } from '../in-work.ts';
import { openAdmin, pingKafka } from '../kafka/admin.ts';
import { createRecordProducer } from '../kafka/producer.ts';
import { messageOf, type Log } from '../log.ts';
import { isKey } from '../order.ts';
import { findStatus } from '../processor/order-store.ts';
import { openRedis, type RedisStore } from '../redis/store.ts';
import type { GatewaySettings } from '../settings/settings.ts';
import { createBreaker, type Breaker, type BreakerChange } from './breaker.ts';
import { createIdempotency, type Idempotency } from './idempotency.ts';
import { takeOrder, type IntakeParts } from './intake.ts';
import { createGatewayMetrics } from './metrics.ts';
import { rateKey, takeRate } from './rate-limit.ts';

export interface RunningService {
  readonly port: number;
  readonly close: () => Promise<void>;
  /** Orders that were begun and have no end yet. */
  readonly inWork: () => number;
}

export const startGateway = async (settings: GatewaySettings, log: Log): Promise<RunningService> => {
  const breaker = createBreaker(breakerOptions(settings), () => performance.now(), reportBreaker(log));
  const metrics = createGatewayMetrics(breaker);
  const store = openRedis({ address: settings.redis, commandTimeoutMs: settings.redisCommandTimeoutMs, log });
  const producer = createRecordProducer({ ...settings, clientId: 'gateway', log });
  const idempotency = createIdempotency(store, {
    pendingMs: settings.kafkaConnectTimeoutMs + settings.kafkaRequestTimeoutMs + 5_000,
    ttlMs: settings.idempotencyTtlMs,
  });
  const limit = { max: settings.rateLimitMax, windowMs: settings.rateLimitWindowMs };
  const parts: IntakeParts = {
    ...{ breaker, metrics, producer, idempotency, log },
    takeRate: (userId, ip) => takeRate(store, limit, rateKey(userId, ip)),
  };
  const health = startHealth(settings, breaker, log);
  producer.connect().catch((error: unknown) => {
    log.warn(`kafka: ${messageOf(error)}; the next order tries again`, { event: 'kafka_connect_failed' });
  });
  const inWork = createInWork();
  const server = await listen(settings.port, routesOf(parts, store, health, inWork), (error) =>
    log.error(`request failed: ${messageOf(error)}`, { event: 'request_failed' }),
  );
  log.info(`gateway listens on port ${server.port}`, { event: 'started' });
  return {
    port: server.port,
    inWork: inWork.count,
    close: async () => {
      health.leave();
      await server.close();
      await producer.close();
      health.stop();
      store.close();
    },
  };
};

interface Health {
  readonly reply: () => Reply;
  readonly ready: () => Reply;
  readonly leave: () => void;
  readonly stop: () => void;
}

// Its own connections and deadlines: a hanging dependency neither delays an answer nor counts for the breaker.
const startHealth = (settings: GatewaySettings, breaker: Breaker, log: Log): Health => {
  const { healthIntervalMs: intervalMs, healthTimeoutMs: timeoutMs } = settings;
  const admin = openAdmin({ ...settings, clientId: 'gateway-health', timeoutMs, log });
  const store = openRedis({ address: settings.redis, commandTimeoutMs: timeoutMs, log });
  const kafka = startCheck({
    name: 'kafka',
    look: () => admin.use('ping', pingKafka),
    intervalMs,
    timeoutMs,
    log,
  });
  const redis = startCheck({
    name: 'redis',
    look: () => store.run((r) => r.ping()),
    intervalMs,
    timeoutMs,
    log,
  });
  let leaving = false;
  return {
    reply: () => {
      const state = breaker.state();
      const healthy = redis.healthy() && kafka.healthy() && state !== 'open';
      return {
        status: healthy ? 200 : 503,
        body: {
          status: healthy ? 'healthy' : 'unhealthy',
          redis: redis.healthy(),
          kafka: kafka.healthy(),
          circuit_breaker_state: state,
        },
      };
    },
    // Not the breaker: a gateway without traffic would never get the trial orders that close it.
    ready: () => {
      const ready = !leaving && redis.healthy() && kafka.healthy();
      return {
        status: ready ? 200 : 503,
        body: { ready, redis: redis.healthy(), kafka: kafka.healthy(), leaving },
      };
    },
    leave: () => {
      leaving = true;
    },
    stop: () => {
      for (const part of [kafka, redis]) part.stop();
      admin.close();
      store.close();
    },
  };
};

const routesOf = (parts: IntakeParts, store: RedisStore, health: Health, inWork: InWork): Routes => ({
  'POST /orders': (request) =>
    inWork.during(async () => {
      parts.metrics.received.inc();
      const end = parts.metrics.duration.startTimer();
      const reply = await takeOrder(parts, {
        body: await readBody(request),
        idempotencyKey: headerOf(request, 'idempotency-key'),
        correlationId: headerOf(request, 'x-correlation-id'),
        ip: request.socket.remoteAddress ?? 'unknown',
      });
      end();
      return reply;
    }),
  'GET /orders/*': (request) => showOrder(store, parts.idempotency, request),
  'GET /health': health.reply,
  'GET /ready': health.ready,
  'GET /metrics': async () => ({
    status: 200,
    body: await parts.metrics.text(),
    type: parts.metrics.contentType,
  }),
});

const showOrder = async (
  store: RedisStore,
  idempotency: Idempotency,
  request: IncomingMessage,
): Promise<Reply> => {
  const orderId = (request.url ?? '').split('?')[0]?.split('/').pop()?.replaceAll('%3A', ':'); // no other character of an id is ever escaped
  if (!isKey(orderId)) return { status: 400, body: { error: 'not an order id' } };
  try {
    const status = (await findStatus(store, orderId)) ?? (await idempotency.find(orderId));
    return status
      ? { status: 200, body: { order_id: orderId, status } }
      : { status: 404, body: { error: 'no such order', order_id: orderId } };
  } catch (error) {
    return { status: 503, body: { error: `redis: ${messageOf(error)}`, order_id: orderId } };
  }
};

const breakerOptions = (settings: GatewaySettings) => ({
  failures: settings.breakerFailures,
  successes: settings.breakerSuccesses,
  baseMs: settings.breakerBaseMs,
  maxMs: settings.breakerMaxMs,
});

const reportBreaker =
  (log: Log) =>
  ({ from, to, waitMs }: BreakerChange): void => {
    const next = to === 'open' ? `; next trial in ${waitMs} ms` : '';
    log[to === 'open' ? 'error' : 'info'](`circuit breaker ${from} -> ${to}${next}`, {
      event: `circuit_${to.replace('-', '_')}`,
      wait_ms: waitMs,
    });
  };

const headerOf = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
};
