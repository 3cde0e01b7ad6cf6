// Writes to `orders-dlq`. The record goes over as it came; why it is there stands in its headers.
import type { RecordProducer } from '../kafka/producer.ts';
import { dlqTopic, ordersTopic } from '../kafka/topics.ts';
import { correlationHeader } from '../order.ts';
import type { Place } from './order-store.ts';

export interface Delivery extends Place {
  readonly offset: string;
  readonly key: string | null;
  readonly value: string;
  readonly raw: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
}

export type DlqReason = 'Payment Timeout' | 'Redis Failure' | 'Invalid Order Format';

export interface DeadLetters {
  readonly send: (delivery: Delivery, reason: DlqReason, attempts: number) => Promise<void>;
}

export const createDeadLetters = (
  producer: RecordProducer,
  now: () => Date = () => new Date(),
): DeadLetters => ({
  send: (delivery, reason, attempts) =>
    producer.send({
      topic: dlqTopic,
      key: delivery.key,
      value: delivery.raw,
      headers: {
        ...delivery.headers,
        error_reason: reason,
        attempts: String(attempts),
        original_topic: ordersTopic,
        original_partition: String(delivery.partition),
        original_offset: delivery.offset,
        [correlationHeader]: delivery.headers[correlationHeader] ?? '',
        failed_at: now().toISOString(),
      },
    }),
});
