// One administrative connection for health pings and gauges, never shared with orders. Each use has a deadline; a
// connection that failed is discarded. Every new connection makes sure that the topics exist.
import type { Admin } from 'kafkajs';
import { withDeadline } from '../deadline.ts';
import type { Log } from '../log.ts';
import type { Address } from '../settings/environment.ts';
import { openKafka, type KafkaClient } from './client.ts';
import { ensureTopics, ordersTopic } from './topics.ts';

export interface KafkaAdmin {
  readonly use: <T>(what: string, work: (admin: Admin) => Promise<T>) => Promise<T>;
  readonly close: () => void;
}

export interface AdminOptions {
  readonly clientId: string;
  readonly kafka: Address;
  readonly timeoutMs: number;
  readonly ordersPartitions: number;
  readonly log: Log;
}

interface Link {
  readonly client: KafkaClient;
  readonly admin: Admin;
  readonly ready: Promise<void>;
}

export const openAdmin = (options: AdminOptions): KafkaAdmin => {
  let link: Link | undefined;
  const discard = (broken: Link | undefined): void => {
    if (broken && link === broken) link = undefined;
    broken?.client.discard();
  };
  return {
    use: async (what, work) => {
      const present = (link ??= openLink(options));
      try {
        const done = present.ready.then(() => work(present.admin));
        return await withDeadline(`kafka ${what}`, options.timeoutMs, done);
      } catch (error) {
        discard(present);
        throw error;
      }
    },
    close: () => discard(link),
  };
};

/** Passes when every partition of `orders` has a leader, i.e. when orders can be queued. */
export const pingKafka = async (admin: Admin): Promise<void> => {
  const { topics } = await admin.fetchTopicMetadata({ topics: [ordersTopic] });
  const partitions = topics[0]?.partitions ?? [];
  const orphans = partitions.filter(({ leader }) => leader < 0).map(({ partitionId }) => partitionId);
  if (partitions.length === 0) throw new Error(`topic ${ordersTopic} has no partitions`);
  if (orphans.length > 0)
    throw new Error(`topic ${ordersTopic}: no leader for partition ${orphans.join(', ')}`);
};

const openLink = (options: AdminOptions): Link => {
  const client = openKafka({
    clientId: options.clientId,
    kafka: options.kafka,
    connectTimeoutMs: options.timeoutMs,
    requestTimeoutMs: options.timeoutMs,
    retry: { retries: 0 },
    log: options.log,
  });
  const admin = client.kafka.admin({ retry: { retries: 0 } });
  const ready = admin.connect().then(() => ensureTopics(admin, options.ordersPartitions));
  ready.catch(() => {}); // told to whoever uses the connection
  return { client, admin, ready };
};
