// The gateway's metrics. Every series is there from the start with 0: a ratio over a missing series has no value.
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { breakerStateNumber, type Breaker } from './breaker.ts';

export interface GatewayMetrics {
  readonly received: Counter;
  readonly successful: Counter;
  readonly failed: Counter;
  readonly validationFailed: Counter;
  readonly idempotencyRejected: Counter;
  readonly rateLimited: Counter;
  readonly duration: Histogram;
  readonly text: () => Promise<string>;
  readonly contentType: string;
}

export const createGatewayMetrics = (breaker: Breaker): GatewayMetrics => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = (name: string, help: string): Counter => new Counter({ name, help, registers });
  new Gauge({
    name: 'gateway_circuit_breaker_state',
    help: 'Circuit breaker in front of Kafka: 0 closed, 1 open, 2 half-open',
    registers,
    collect() {
      this.set(breakerStateNumber[breaker.state()]); // half-open is due by time, not by a request
    },
  });
  return {
    received: counter('gateway_orders_received_total', 'Orders received'),
    successful: counter('gateway_orders_successful_total', 'Orders queued'),
    failed: counter('gateway_orders_failed_total', 'Orders that could not be queued, or not for certain'),
    validationFailed: counter('gateway_orders_validation_failed_total', 'Orders refused as invalid'),
    idempotencyRejected: counter('gateway_orders_idempotency_rejected_total', 'Duplicate orders refused'),
    rateLimited: counter('gateway_orders_rate_limited_total', 'Orders refused by the rate limit'),
    duration: new Histogram({
      name: 'gateway_request_duration_seconds',
      help: 'Time from the arrival of an order to its answer',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30],
      registers,
    }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
};
