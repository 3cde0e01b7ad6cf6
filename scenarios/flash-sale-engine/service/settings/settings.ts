// Every setting of the two services: name, default, meaning. README.md holds the same table for people.
import { readEnvironment, type Address, type Environment, type Reader } from './environment.ts';

export interface CommonSettings {
  readonly redis: Address;
  readonly kafka: Address;
  readonly logLevel: LogLevel;
  readonly kafkaRequestTimeoutMs: number;
  readonly kafkaConnectTimeoutMs: number;
  readonly kafkaAcks: -1 | 0 | 1;
  readonly ordersPartitions: number;
  readonly redisCommandTimeoutMs: number;
  readonly healthIntervalMs: number;
  readonly healthTimeoutMs: number;
  readonly shutdownTimeoutMs: number;
  readonly port: number;
}

export interface GatewaySettings extends CommonSettings {
  readonly breakerFailures: number;
  readonly breakerSuccesses: number;
  readonly breakerBaseMs: number;
  readonly breakerMaxMs: number;
  readonly rateLimitMax: number;
  readonly rateLimitWindowMs: number;
  readonly idempotencyTtlMs: number;
}

export interface ProcessorSettings extends CommonSettings {
  readonly sessionTimeoutMs: number;
  readonly heartbeatIntervalMs: number;
  readonly gaugeIntervalMs: number;
  readonly retryBackoffMs: number;
  readonly stockScripts: boolean;
  readonly ordersAtOnce: number;
  readonly paymentTimeoutShare: number;
  readonly paymentTimeoutToDlq: boolean;
  readonly paymentSeed: number;
  readonly paymentLatencyMs: number;
  readonly paymentTimeoutMs: number;
  readonly initialInventory: ReadonlyMap<string, number>;
}

export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

const acksByName = { all: -1, '-1': -1, '1': 1, '0': 0 } as const;
const acksNames = Object.keys(acksByName) as (keyof typeof acksByName)[];
const count = { min: 1, max: 1_000_000 };

export const readGatewaySettings = (environment: Environment): GatewaySettings =>
  readEnvironment(environment, (read) => {
    const breakerBaseMs = read.durationMs('CIRCUIT_BREAKER_BASE_TIMEOUT', '30s');
    const breakerMaxMs = read.durationMs('CIRCUIT_BREAKER_MAX_TIMEOUT', '300s');
    read.check(
      breakerMaxMs >= breakerBaseMs,
      `CIRCUIT_BREAKER_MAX_TIMEOUT: expected at least CIRCUIT_BREAKER_BASE_TIMEOUT (${breakerBaseMs} ms), got ${breakerMaxMs} ms`,
    );
    return {
      ...readCommon(read, 8080),
      breakerFailures: read.integer('CIRCUIT_BREAKER_FAILURE_THRESHOLD', 5, count),
      breakerSuccesses: read.integer('CIRCUIT_BREAKER_SUCCESS_THRESHOLD', 2, count),
      breakerBaseMs,
      breakerMaxMs,
      rateLimitMax: read.integer('RATE_LIMIT_MAX_REQUESTS', 60, count),
      rateLimitWindowMs: read.durationMs('RATE_LIMIT_WINDOW', '1m'),
      idempotencyTtlMs: read.durationMs('IDEMPOTENCY_TTL', '24h'),
    };
  });

export const readProcessorSettings = (environment: Environment): ProcessorSettings =>
  readEnvironment(environment, (read) => {
    const sessionTimeoutMs = read.durationMs('KAFKA_SESSION_TIMEOUT', '30s');
    const heartbeatIntervalMs = read.durationMs('KAFKA_HEARTBEAT_INTERVAL', '3s');
    read.check(
      heartbeatIntervalMs < sessionTimeoutMs,
      `KAFKA_HEARTBEAT_INTERVAL: expected less than KAFKA_SESSION_TIMEOUT (${sessionTimeoutMs} ms), got ${heartbeatIntervalMs} ms`,
    );
    const inventory = parseInventory(read.text('INITIAL_INVENTORY', ''));
    read.check(
      inventory !== undefined,
      'INITIAL_INVENTORY: expected item:level,item:level, e.g. 101:100,102:50',
    );
    return {
      ...readCommon(read, 9090),
      sessionTimeoutMs,
      heartbeatIntervalMs,
      gaugeIntervalMs: read.durationMs('GAUGE_INTERVAL', '1s'),
      retryBackoffMs: read.durationMs('RETRY_BACKOFF', '1s'),
      stockScripts: read.flag('STOCK_SCRIPTS', true),
      ordersAtOnce: read.integer('ORDERS_AT_ONCE', 1, { min: 1, max: 100 }),
      paymentTimeoutShare: read.share('PAYMENT_TIMEOUT_SHARE', 0.1),
      paymentTimeoutToDlq: read.flag('PAYMENT_TIMEOUT_TO_DLQ', false),
      paymentSeed: read.integer('PAYMENT_SEED', 1, { min: 0, max: 2 ** 31 }),
      paymentLatencyMs: read.durationMs('PAYMENT_LATENCY', '5ms'),
      paymentTimeoutMs: read.durationMs('PAYMENT_TIMEOUT', '25ms'),
      initialInventory: inventory ?? new Map(),
    };
  });

const readCommon = (read: Reader, port: number): CommonSettings => ({
  redis: read.address('REDIS_ADDR', 'redis-service:6379'),
  kafka: read.address('KAFKA_ADDR', 'kafka-service:9092'),
  logLevel: read.choice('LOG_LEVEL', logLevels, 'info'),
  kafkaRequestTimeoutMs: read.durationMs('KAFKA_REQUEST_TIMEOUT', '30s'),
  kafkaConnectTimeoutMs: read.durationMs('KAFKA_CONNECT_TIMEOUT', '10s'),
  kafkaAcks: acksByName[read.choice('KAFKA_ACKS', acksNames, 'all')],
  ordersPartitions: read.integer('ORDERS_PARTITIONS', 2, { min: 2, max: 64 }),
  redisCommandTimeoutMs: read.durationMs('REDIS_COMMAND_TIMEOUT', '2s'),
  healthIntervalMs: read.durationMs('HEALTH_INTERVAL', '1s'),
  healthTimeoutMs: read.durationMs('HEALTH_TIMEOUT', '1s'),
  shutdownTimeoutMs: read.durationMs('SHUTDOWN_TIMEOUT', '30s'),
  port: read.integer('PORT', port, { min: 0, max: 65535 }),
});

const parseInventory = (text: string): ReadonlyMap<string, number> | undefined => {
  const levels = new Map<string, number>();
  for (const entry of text.split(',').filter((part) => part.trim() !== '')) {
    const match = /^([A-Za-z0-9_-]+):(\d{1,9})$/.exec(entry.trim());
    if (match?.[1] === undefined) return undefined;
    levels.set(match[1], Number(match[2]));
  }
  return levels;
};
