// The processor's metrics. Every series is there from the start with 0, but for the items, whose names are not known.
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export interface ProcessorMetrics {
  readonly processed: Counter;
  readonly success: Counter;
  readonly failed: Counter;
  readonly soldOut: Counter;
  readonly cancelled: Counter;
  readonly movedToDlq: Counter;
  readonly duplicatesSkipped: Counter;
  readonly duration: Histogram;
  readonly dlqSize: Gauge;
  readonly dlqAge: Gauge;
  readonly inventory: Gauge<'item_id'>;
  readonly difference: Gauge<'item_id'>;
  readonly lag: Gauge<'partition'>;
  readonly text: () => Promise<string>;
  readonly contentType: string;
}

export const createProcessorMetrics = (ordersPartitions: number): ProcessorMetrics => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = (name: string, help: string): Counter => new Counter({ name, help, registers });
  const gauge = <L extends string>(name: string, help: string, ...labelNames: L[]): Gauge<L> =>
    new Gauge({ name, help, labelNames, registers });
  const lag = gauge('processor_consumer_lag', 'Orders in Kafka that are not processed yet', 'partition');
  for (let partition = 0; partition < ordersPartitions; partition += 1) lag.set({ partition }, 0);
  return {
    processed: counter('processor_orders_processed_total', 'Orders processed, however they ended'),
    success: counter('processor_orders_processed_success_total', 'Orders sold and paid'),
    failed: counter('processor_orders_processed_failed_total', 'Orders whose processing failed'),
    soldOut: counter('processor_orders_sold_out_total', 'Orders refused because the item is sold out'),
    cancelled: counter(
      'processor_orders_payment_timeout_total',
      'Orders cancelled by payment timeout, stock returned',
    ),
    movedToDlq: counter('processor_orders_moved_to_dlq_total', 'Orders moved to the DLQ'),
    duplicatesSkipped: counter('processor_duplicates_skipped_total', 'Deliveries of orders processed before'),
    duration: new Histogram({
      name: 'processor_order_processing_duration_seconds',
      help: 'Time from the delivery of an order to its end, retries included',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30],
      registers,
    }),
    dlqSize: gauge('processor_dlq_size', 'Records in the DLQ that are not replayed yet'),
    dlqAge: gauge(
      'processor_dlq_oldest_message_age_seconds',
      'Age of the oldest record in the DLQ not replayed yet',
    ),
    inventory: gauge('processor_inventory_level', 'Stock of an item', 'item_id'),
    difference: gauge(
      'processor_inventory_difference',
      'Level of an item less what its beginning and its orders make it; NaN when the level is no number',
      'item_id',
    ),
    lag,
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
};
