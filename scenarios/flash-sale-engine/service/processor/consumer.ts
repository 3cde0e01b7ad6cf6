// Consumes a topic for as long as the process lives: whatever ends a session (crash, silence, lost broker), a new
// client is built after a bounded back-off.
import type { EachBatchPayload } from 'kafkajs';
import { pause } from '../deadline.ts';
import { openKafka, type KafkaClient } from '../kafka/client.ts';
import { messageOf, type Log } from '../log.ts';
import type { CommonSettings } from '../settings/settings.ts';

export interface ConsumerOptions extends Pick<
  CommonSettings,
  'kafka' | 'kafkaConnectTimeoutMs' | 'kafkaRequestTimeoutMs'
> {
  readonly clientId: string;
  readonly groupId: string;
  readonly topic: string;
  readonly sessionTimeoutMs: number;
  readonly heartbeatIntervalMs: number;
  readonly onBatch: (payload: EachBatchPayload, session: Session) => Promise<void>;
  readonly log: Log;
}

export interface Session {
  readonly signal: AbortSignal; // aborts when the session is over
  readonly alive: () => void; // work goes on: don't take this session for a dead one
  readonly seek: (partition: number, offset: number) => void;
  /** Partitions of which it is known where to begin; all are open again after each rebalance. */
  readonly resumed: Set<number>;
}

export interface RunningConsumer {
  /** A member of the group, as far as the last sign of life tells. */
  readonly joined: () => boolean;
  /** Finishes the record in work, commits, leaves the group. */
  readonly close: () => Promise<void>;
}

const firstBackoffMs = 200;
const maxBackoffMs = 2_000;

export const startConsumer = (options: ConsumerOptions): RunningConsumer => {
  const stopping = new AbortController();
  let joined = false;
  const loop = async (): Promise<void> => {
    let backoffMs = firstBackoffMs;
    while (!stopping.signal.aborted) {
      let lived = false;
      const reason = await runSession(options, stopping.signal, (now) => {
        joined = now;
        lived ||= now;
      });
      joined = false;
      if (stopping.signal.aborted) return;
      backoffMs = lived ? firstBackoffMs : Math.min(backoffMs * 2, maxBackoffMs);
      options.log.warn(`consumer of ${options.topic} ended: ${reason}; again in ${backoffMs} ms`, {
        event: 'consumer_ended',
        reason,
      });
      await pause(backoffMs, stopping.signal);
    }
  };
  const done = loop();
  return {
    joined: () => joined,
    close: async () => {
      stopping.abort();
      await done;
    },
  };
};

/** Resolves with the reason when the session is over; never rejects. */
const runSession = async (
  options: ConsumerOptions,
  stopping: AbortSignal,
  setJoined: (joined: boolean) => void,
): Promise<string> => {
  const over = new AbortController();
  const client = openConsumerClient(options);
  const consumer = client.kafka.consumer({
    groupId: options.groupId,
    sessionTimeout: options.sessionTimeoutMs,
    rebalanceTimeout: options.sessionTimeoutMs,
    heartbeatInterval: options.heartbeatIntervalMs,
    maxWaitTimeInMs: Math.min(500, options.heartbeatIntervalMs),
    allowAutoTopicCreation: false,
    retry: { retries: 1, initialRetryTime: 100, maxRetryTime: 500, restartOnFailure: async () => false },
  });
  const silence = createSilenceWatch(options);
  const session: Session = {
    signal: over.signal,
    alive: silence.alive,
    seek: (partition, offset) => consumer.seek({ topic: options.topic, partition, offset: String(offset) }),
    resumed: new Set(),
  };
  const { CRASH, FETCH, HEARTBEAT, GROUP_JOIN } = consumer.events;
  for (const event of [FETCH, HEARTBEAT]) consumer.on(event, silence.alive);
  consumer.on(GROUP_JOIN, () => {
    silence.alive();
    session.resumed.clear();
    setJoined(true);
    options.log.info(`joined ${options.groupId}`, { event: 'consumer_joined' });
  });
  const crashed = new Promise<string>((resolve) =>
    consumer.on(CRASH, ({ payload }) => resolve(messageOf(payload.error))),
  );
  const stopped = new Promise<string>((resolve) =>
    stopping.addEventListener('abort', () => resolve('stopping'), { signal: over.signal }),
  );
  const started = startConsuming(consumer, options, session);
  const reason = await Promise.race([started, crashed, silence.fallen, stopped]);
  setJoined(false);
  silence.stop();
  if (reason === 'stopping') await consumer.disconnect().catch(() => {}); // the group forgets a member that can't say goodbye
  over.abort();
  client.discard();
  return reason;
};

const openConsumerClient = (options: ConsumerOptions): KafkaClient =>
  openKafka({
    clientId: options.clientId,
    kafka: options.kafka,
    connectTimeoutMs: options.kafkaConnectTimeoutMs,
    requestTimeoutMs: options.kafkaRequestTimeoutMs,
    retry: { retries: 1, initialRetryTime: 100, maxRetryTime: 500 },
    log: options.log,
  });

/** Resolves only when the start failed. */
const startConsuming = async (
  consumer: ReturnType<KafkaClient['kafka']['consumer']>,
  options: ConsumerOptions,
  session: Session,
): Promise<string> => {
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [options.topic], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: 4,
      eachBatch: (payload) => options.onBatch(payload, session),
    });
  } catch (error) {
    return messageOf(error);
  }
  return new Promise(() => {});
};

// A session that shows no sign of life for longer than anything legitimate takes is hung: seen with kafkajs behind a
// broker that accepts and says nothing.
const createSilenceWatch = ({
  sessionTimeoutMs,
  kafkaConnectTimeoutMs,
  kafkaRequestTimeoutMs,
}: ConsumerOptions) => {
  const limitMs = Math.max(3_000, sessionTimeoutMs + kafkaConnectTimeoutMs + kafkaRequestTimeoutMs);
  let lastMs = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const fallen = new Promise<string>((resolve) => {
    timer = setInterval(() => {
      if (performance.now() - lastMs > limitMs) resolve(`no sign of life for ${limitMs} ms`);
    }, 250);
  });
  return {
    fallen,
    alive: () => {
      lastMs = performance.now();
    },
    stop: () => clearInterval(timer),
  };
};
