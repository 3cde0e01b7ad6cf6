// The processor: consumes orders, takes stock, collects payments, moves what it can't process to the DLQ.
import { randomUUID } from 'node:crypto';
import type { RunningService } from '../gateway/gateway.ts';
import { pause } from '../deadline.ts';
import { startCheck } from '../health.ts';
import { listen, type Reply } from '../http/server.ts';
import { createInWork, type InWork } from '../in-work.ts';
import { openAdmin, pingKafka } from '../kafka/admin.ts';
import { createRecordProducer, type RecordProducer } from '../kafka/producer.ts';
import { dlqTopic, orderGroup, ordersTopic } from '../kafka/topics.ts';
import { messageOf, type Log } from '../log.ts';
import { openRedis, type RedisStore } from '../redis/store.ts';
import type { ProcessorSettings } from '../settings/settings.ts';
import { startConsumer, type RunningConsumer, type Session } from './consumer.ts';
import { createDeadLetters } from './dead-letters.ts';
import { startGauges } from './gauges.ts';
import { createProcessorMetrics, type ProcessorMetrics } from './metrics.ts';
import { createOldestRecord, type OldestRecord } from './oldest-record.ts';
import { createBatchHandler } from './order-batch.ts';
import { createOrderStore, seedInventory } from './order-store.ts';
import { createPayment } from './payment.ts';
import { processDelivery, type ProcessParts } from './process-order.ts';
import { createStepwiseOrderStore } from './stepwise-store.ts';

export const startProcessor = async (settings: ProcessorSettings, log: Log): Promise<RunningService> => {
  const metrics = createProcessorMetrics(settings.ordersPartitions);
  const store = openRedis({ address: settings.redis, commandTimeoutMs: settings.redisCommandTimeoutMs, log });
  const producer = createRecordProducer({ ...settings, kafkaAcks: -1, clientId: 'processor-dlq', log });
  const oldest = createOldestRecord();
  void seedUntilDone(store, settings.initialInventory, log);
  const inWork = createInWork();
  const orders = startOrders(settings, { store, producer, metrics, log, inWork });
  const dlqWatch = startDlqWatch(settings, oldest, log);
  const side = startSide(settings, { oldest, metrics, orders, log });
  const server = await listen(
    settings.port,
    {
      'GET /health': side.health,
      'GET /ready': side.ready,
      'GET /metrics': async () => ({ status: 200, body: await metrics.text(), type: metrics.contentType }),
    },
    (error) => log.error(`request failed: ${messageOf(error)}`, { event: 'request_failed' }),
  );
  log.info(`processor listens on port ${server.port}`, { event: 'started' });
  return {
    port: server.port,
    inWork: inWork.count,
    close: async () => {
      side.leave();
      await Promise.all([orders.close(), dlqWatch.close()]);
      await producer.close();
      await server.close();
      side.stop();
      store.close();
    },
  };
};

interface OrderParts {
  readonly store: RedisStore;
  readonly producer: RecordProducer;
  readonly metrics: ProcessorMetrics;
  readonly log: Log;
  readonly inWork: InWork;
}

const startOrders = (
  settings: ProcessorSettings,
  { store, producer, metrics, log, inWork }: OrderParts,
): RunningConsumer => {
  const parts: ProcessParts = {
    ...{ metrics, log },
    orders: settings.stockScripts ? createOrderStore(store) : createStepwiseOrderStore(store),
    pay: createPayment({
      timeoutShare: settings.paymentTimeoutShare,
      seed: settings.paymentSeed,
      latencyMs: settings.paymentLatencyMs,
      timeoutMs: settings.paymentTimeoutMs,
    }),
    deadLetters: createDeadLetters(producer),
    retryBackoffMs: settings.retryBackoffMs,
    paymentTimeoutToDlq: settings.paymentTimeoutToDlq,
  };
  return startConsumer({
    ...settings,
    clientId: 'processor',
    groupId: orderGroup,
    topic: ordersTopic,
    onBatch: createBatchHandler({
      process: (delivery, signal) => inWork.during(() => processDelivery(parts, delivery, signal)),
      places: parts.orders,
      heartbeatIntervalMs: settings.heartbeatIntervalMs,
      atOnce: settings.ordersAtOnce,
    }),
    log,
  });
};

// Reads the whole DLQ, alone in a group that commits nothing, only for the records' timestamps.
const startDlqWatch = (settings: ProcessorSettings, oldest: OldestRecord, log: Log): RunningConsumer => {
  let present: Session | undefined;
  return startConsumer({
    ...settings,
    clientId: 'processor-dlq-watch',
    groupId: `dlq-watch-${randomUUID()}`,
    topic: dlqTopic,
    onBatch: async ({ batch, resolveOffset }, session) => {
      if (session !== present) oldest.clear(); // a new session reads from the beginning
      present = session;
      for (const { offset, timestamp } of batch.messages) {
        oldest.add(BigInt(offset), Number(timestamp));
        resolveOffset(offset);
      }
    },
    log,
  });
};

interface SideParts {
  readonly oldest: OldestRecord;
  readonly metrics: ProcessorMetrics;
  readonly orders: RunningConsumer;
  readonly log: Log;
}

/** Health and gauges, on connections of their own. */
const startSide = (settings: ProcessorSettings, { oldest, metrics, orders, log }: SideParts) => {
  const { healthIntervalMs: intervalMs, healthTimeoutMs: timeoutMs } = settings;
  const store = openRedis({ address: settings.redis, commandTimeoutMs: timeoutMs, log });
  const admin = openAdmin({ ...settings, clientId: 'processor-health', timeoutMs, log });
  const gaugeAdmin = openAdmin({ ...settings, clientId: 'processor-gauges', timeoutMs: 2 * timeoutMs, log });
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
  const gauges = startGauges({ admin: gaugeAdmin, store, oldest, metrics, log }, settings.gaugeIntervalMs);
  let leaving = false;
  const look = () => ({ redis: redis.healthy(), kafka: kafka.healthy(), consumer: orders.joined() });
  return {
    health: (): Reply => {
      const seen = look();
      const healthy = seen.redis && seen.kafka && seen.consumer;
      return { status: healthy ? 200 : 503, body: { status: healthy ? 'healthy' : 'unhealthy', ...seen } };
    },
    ready: (): Reply => {
      const seen = look();
      const ready = !leaving && seen.redis && seen.kafka && seen.consumer;
      return { status: ready ? 200 : 503, body: { ready, ...seen, leaving } };
    },
    leave: () => {
      leaving = true;
    },
    stop: () => {
      for (const part of [kafka, redis, gauges]) part.stop();
      for (const connection of [admin, gaugeAdmin, store]) connection.close();
    },
  };
};

const seedUntilDone = async (
  store: RedisStore,
  levels: ReadonlyMap<string, number>,
  log: Log,
): Promise<void> => {
  for (;;) {
    try {
      return await seedInventory(store, levels);
    } catch (error) {
      log.debug(`stock not set yet: ${messageOf(error)}`, { event: 'seed_failed' });
      await pause(500);
    }
  }
};
