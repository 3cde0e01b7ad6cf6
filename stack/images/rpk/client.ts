// The connection to Kafka: who the brokers are, short patience, and errors in rpk's manner.
import { Kafka, KafkaJSConnectionError, KafkaJSError, logLevel } from 'kafkajs';
import type { Flags, FlagTable } from './flags.ts';

export const commonFlags = {
  brokers: { kind: 'list' },
  option: { kind: 'list', short: 'X' },
  config: { kind: 'text' },
  profile: { kind: 'text' },
  verbose: { kind: 'switch', short: 'v' },
} satisfies FlagTable;

export const brokersOf = (flags: Flags, environment: string | undefined): readonly string[] => {
  const given = flags.list('brokers');
  if (given.length > 0) return given;
  const words = flags.list('option');
  const first = words.findIndex((word) => word.startsWith('brokers='));
  if (first !== -1) {
    // `-X brokers=a:9092,b:9092` came apart at its comma.
    const more = words.slice(first + 1);
    const end = more.findIndex((word) => word.includes('='));
    return [(words[first] ?? '').slice('brokers='.length), ...(end === -1 ? more : more.slice(0, end))];
  }
  return (environment ?? 'localhost:9092').split(',');
};

export const connectTo = (brokers: readonly string[]): Kafka =>
  new Kafka({
    clientId: 'rpk',
    brokers: brokers.map((broker) => (broker.includes(':') ? broker : `${broker}:9092`)),
    connectionTimeout: 3_000,
    requestTimeout: 5_000,
    // A little, for a coordinator that is still being chosen; a broker that is away is to be reported, not waited for.
    retry: { retries: 3, initialRetryTime: 150, maxRetryTime: 600 },
    logLevel: logLevel.NOTHING,
  });

/** Everything but following a topic is over, or failed, after this. */
export const commandLimitMs = 9_000;

export const withinLimit = async <Result>(
  brokers: readonly string[],
  work: Promise<Result>,
): Promise<Result> => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new Error(`no answer from ${brokers.join(', ')} within ${commandLimitMs / 1000} s: i/o timeout`),
        ),
      commandLimitMs,
    );
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
};

/** kafkajs wraps the cause in what its retries said. */
export const rootMessage = (error: unknown): string => {
  if (error instanceof KafkaJSError && error.cause instanceof Error) return rootMessage(error.cause);
  if (error instanceof KafkaJSConnectionError) {
    // Dialling both addresses of a name, Node gives a code and no message.
    const code = 'code' in error && typeof error.code === 'string' ? error.code : error.message;
    return `dial tcp ${error.broker}: ${code}`;
  }
  return error instanceof Error ? error.message : String(error);
};
