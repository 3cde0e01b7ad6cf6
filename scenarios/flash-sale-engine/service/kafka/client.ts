// A Kafka client that can be thrown away. kafkajs sometimes never recovers ("Broker not connected" for good, consumers
// that crash without restart), so whatever failed in doubt is discarded with its sockets and built anew.
import { createConnection, type Socket } from 'node:net';
import { Kafka, logLevel, type ISocketFactory, type LogEntry, type RetryOptions } from 'kafkajs';
import type { Log } from '../log.ts';
import type { Address } from '../settings/environment.ts';

export interface KafkaClientOptions {
  readonly clientId: string;
  readonly kafka: Address;
  readonly connectTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly retry: RetryOptions;
  readonly log: Log;
}

export interface KafkaClient {
  readonly kafka: Kafka;
  /** How many Produce requests were handed to a socket: the proof that an order can not have reached the broker. */
  readonly producesWritten: () => number;
  /** Breaks every connection at once; what is in flight fails, nothing is written any more. */
  readonly discard: () => void;
}

const produceApiKey = 0;
const apiKeyOffset = 4; // after the four bytes of the frame's size

export const openKafka = (options: KafkaClientOptions): KafkaClient => {
  const sockets = new Set<Socket>();
  let produces = 0;
  let discarded = false;

  const socketFactory: ISocketFactory = ({ host, port, onConnect }) => {
    if (discarded) throw new Error('this client is discarded');
    const socket = createConnection({ host, port, noDelay: true }, onConnect);
    socket.setKeepAlive(true, 10_000);
    const write = socket.write.bind(socket) as (chunk: Buffer, encoding?: BufferEncoding) => boolean;
    socket.write = ((chunk: Buffer, encoding?: BufferEncoding): boolean => {
      if (
        Buffer.isBuffer(chunk) &&
        chunk.length > apiKeyOffset + 1 &&
        chunk.readInt16BE(apiKeyOffset) === produceApiKey
      )
        produces += 1;
      return write(chunk, encoding);
    }) as Socket['write'];
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    return socket;
  };
  const kafka = new Kafka({
    clientId: options.clientId,
    brokers: [`${options.kafka.host}:${options.kafka.port}`],
    connectionTimeout: options.connectTimeoutMs,
    requestTimeout: options.requestTimeoutMs,
    retry: options.retry,
    socketFactory,
    logLevel: logLevel.WARN,
    logCreator: () => (entry) => {
      if (!discarded) forward(options.log, entry);
    },
  });
  return {
    kafka,
    producesWritten: () => produces,
    discard: () => {
      discarded = true;
      for (const socket of sockets) socket.destroy(new Error('this client is discarded'));
    },
  };
};

// The client's errors are our warnings: whether an order failed is said, once, by whoever sent it.
const forward = (log: Log, { level, namespace, log: entry }: LogEntry): void => {
  if (level > logLevel.WARN) return;
  const reason = typeof entry['error'] === 'string' ? entry['error'] : undefined;
  log.debug(`kafka client: ${entry.message}`, { event: 'kafka_client', namespace, reason });
};
