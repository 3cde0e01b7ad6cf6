// Sends records with no retries (a retry would hide a dead broker from the breaker) and says of a failed send whether
// the record may still arrive. A client that failed is retired: the next send builds a new one, what is in flight on
// the old one keeps its own deadline.
import { Partitioners, type IHeaders, type Producer } from 'kafkajs';
import { DeadlineError, withDeadline } from '../deadline.ts';
import { messageOf, type Log } from '../log.ts';
import type { CommonSettings } from '../settings/settings.ts';
import { openKafka, type KafkaClient } from './client.ts';

export interface OutgoingRecord {
  readonly topic: string;
  readonly key: string | null;
  readonly value: string | Buffer | null;
  readonly headers: IHeaders;
}

/** `refused`: certainly not in Kafka, now or later. `unknown`: it may be. */
export class SendError extends Error {
  readonly outcome: 'refused' | 'unknown';
  constructor(outcome: 'refused' | 'unknown', cause: unknown) {
    super(messageOf(cause), { cause });
    this.name = 'SendError';
    this.outcome = outcome;
  }
}

export interface RecordProducer {
  readonly send: (record: OutgoingRecord) => Promise<void>;
  readonly connect: () => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Link {
  readonly client: KafkaClient;
  readonly producer: Producer;
  readonly connected: Promise<void>;
  inFlight: number;
}

export interface ProducerOptions extends Pick<
  CommonSettings,
  'kafka' | 'kafkaAcks' | 'kafkaConnectTimeoutMs' | 'kafkaRequestTimeoutMs'
> {
  readonly clientId: string;
  readonly log: Log;
}

export const createRecordProducer = (options: ProducerOptions): RecordProducer => {
  let link: Link | undefined;
  const retire = (broken: Link): void => {
    if (link === broken) link = undefined;
    if (broken.inFlight === 0) broken.client.discard();
  };
  const connectedLink = async (): Promise<Link> => {
    const present = (link ??= openLink(options));
    try {
      await present.connected;
      return present;
    } catch (error) {
      retire(present);
      throw new SendError('refused', error);
    }
  };
  const send = async (record: OutgoingRecord): Promise<void> => {
    const present = await connectedLink();
    const before = present.client.producesWritten();
    present.inFlight += 1;
    let failure: SendError | undefined;
    try {
      await withDeadline(
        'kafka send',
        options.kafkaRequestTimeoutMs,
        sendOne(present.producer, record, options),
      );
    } catch (error) {
      failure = new SendError(outcomeOf(error, present.client.producesWritten() - before), error);
    }
    present.inFlight -= 1;
    if (failure || link !== present) retire(present);
    if (failure) throw failure;
  };
  return {
    send,
    connect: async () => void (await connectedLink()),
    close: async () => {
      if (!link) return;
      const last = link;
      await withDeadline('kafka disconnect', 1000, last.producer.disconnect()).catch(() => {
        // Nothing is in flight any more: breaking the connection below is as good.
      });
      retire(last);
    },
  };
};

// Writes are counted over all sends of a client: another order's write only makes the answer more careful. After a
// deadline kafkajs is still at it and may write later.
const outcomeOf = (error: unknown, writes: number): 'refused' | 'unknown' =>
  writes === 0 && !(error instanceof DeadlineError) ? 'refused' : 'unknown';

const openLink = (options: ProducerOptions): Link => {
  const client = openKafka({
    clientId: options.clientId,
    kafka: options.kafka,
    connectTimeoutMs: options.kafkaConnectTimeoutMs,
    requestTimeoutMs: options.kafkaRequestTimeoutMs,
    retry: { retries: 0 },
    log: options.log,
  });
  const producer = client.kafka.producer({
    allowAutoTopicCreation: false,
    createPartitioner: Partitioners.DefaultPartitioner,
    retry: { retries: 0 },
  });
  const connected = withDeadline('kafka connect', options.kafkaConnectTimeoutMs, producer.connect());
  connected.catch(() => {}); // whoever sends awaits it too; this only keeps an unused link from being an unhandled rejection
  return { client, producer, connected, inFlight: 0 };
};

const sendOne = async (
  producer: Producer,
  record: OutgoingRecord,
  options: ProducerOptions,
): Promise<void> => {
  const { topic, key, value, headers } = record;
  await producer.send({
    topic,
    acks: options.kafkaAcks,
    timeout: options.kafkaRequestTimeoutMs,
    messages: [{ key, value, headers }],
  });
};
