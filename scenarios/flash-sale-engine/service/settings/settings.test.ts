// Defaults as the runbook's table has them, and one clear message for every bad value.
import { describe, expect, it } from 'vitest';
import { parseDurationMs } from './duration.ts';
import { readGatewaySettings, readProcessorSettings } from './settings.ts';

it.each([
  { text: '200ms', ms: 200 },
  { text: '30s', ms: 30_000 },
  { text: '1m', ms: 60_000 },
  { text: '24h', ms: 86_400_000 },
  { text: '1.5s', ms: 1500 },
  { text: '30', ms: undefined },
  { text: '30 s', ms: undefined },
  { text: '-1s', ms: undefined },
  { text: 'soon', ms: undefined },
])('$text is $ms ms', ({ text, ms }) => {
  expect(parseDurationMs(text)).toBe(ms);
});

describe('defaults', () => {
  it('of the gateway', () => {
    expect(readGatewaySettings({})).toMatchObject({
      redis: { host: 'redis-service', port: 6379 },
      kafka: { host: 'kafka-service', port: 9092 },
      ...{ logLevel: 'info', port: 8080, kafkaAcks: -1 },
      ...{ kafkaRequestTimeoutMs: 30_000, kafkaConnectTimeoutMs: 10_000, shutdownTimeoutMs: 30_000 },
      ...{ breakerFailures: 5, breakerSuccesses: 2, breakerBaseMs: 30_000, breakerMaxMs: 300_000 },
      ...{ rateLimitMax: 60, rateLimitWindowMs: 60_000 },
    });
  });

  it('of the processor', () => {
    expect(readProcessorSettings({})).toMatchObject({
      ...{ port: 9090, sessionTimeoutMs: 30_000, heartbeatIntervalMs: 3_000 },
      ...{ paymentTimeoutShare: 0.1, paymentTimeoutToDlq: false, stockScripts: true, ordersAtOnce: 1 },
    });
  });
});

it.each([
  {
    name: 'CIRCUIT_BREAKER_BASE_TIMEOUT',
    value: '30',
    wanted: 'expected a duration like 200ms, 30s, 1m, got "30"',
  },
  { name: 'RATE_LIMIT_WINDOW', value: '0s', wanted: 'expected a duration like 200ms, 30s, 1m, got "0s"' },
  {
    name: 'RATE_LIMIT_MAX_REQUESTS',
    value: '-1',
    wanted: 'expected a whole number from 1 to 1000000, got "-1"',
  },
  { name: 'KAFKA_ACKS', value: 'some', wanted: 'expected one of 0, 1, all, -1, got "some"' },
  { name: 'KAFKA_ADDR', value: 'kafka', wanted: 'expected host:port, got "kafka"' },
  { name: 'LOG_LEVEL', value: 'loud', wanted: 'expected one of debug, info, warn, error, got "loud"' },
  {
    name: 'CIRCUIT_BREAKER_MAX_TIMEOUT',
    value: '1s',
    wanted: 'expected at least CIRCUIT_BREAKER_BASE_TIMEOUT (30000 ms), got 1000 ms',
  },
])('gateway refuses $name=$value', ({ name, value, wanted }) => {
  expect(() => readGatewaySettings({ [name]: value })).toThrow(`cannot start:\n  ${name}: ${wanted}`);
});

it.each([
  { name: 'PAYMENT_TIMEOUT_SHARE', value: '10%', wanted: 'expected a share from 0 to 1, got "10%"' },
  { name: 'ORDERS_AT_ONCE', value: '0', wanted: 'expected a whole number from 1 to 100, got "0"' },
  { name: 'PAYMENT_TIMEOUT_TO_DLQ', value: 'yes', wanted: 'expected true or false, got "yes"' },
  { name: 'INITIAL_INVENTORY', value: '101', wanted: 'expected item:level,item:level, e.g. 101:100,102:50' },
  {
    name: 'KAFKA_HEARTBEAT_INTERVAL',
    value: '30s',
    wanted: 'expected less than KAFKA_SESSION_TIMEOUT (30000 ms), got 30000 ms',
  },
])('processor refuses $name=$value', ({ name, value, wanted }) => {
  expect(() => readProcessorSettings({ [name]: value })).toThrow(`cannot start:\n  ${name}: ${wanted}`);
});

it('names all problems at once', () => {
  const environment = { KAFKA_ACKS: '2', LOG_LEVEL: 'x', RATE_LIMIT_WINDOW: 'never' };
  expect(() => readGatewaySettings(environment)).toThrow(/LOG_LEVEL[^]*KAFKA_ACKS[^]*RATE_LIMIT_WINDOW/);
});
