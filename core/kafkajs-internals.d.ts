// The parts of kafkajs 2.2.4 below its consumer. Used by core/kafka.ts alone, to fetch records without a consumer group.
// kafkajs has had no release since 2023, so these paths stand still; the kafka probe of every drill would notice if they didn't.
declare module 'kafkajs/src/loggers/index.js' {
  import type { Logger } from 'kafkajs';
  const loggers: {
    readonly createLogger: (options: { level: number; logCreator: () => () => void }) => Logger;
  };
  export default loggers;
}

declare module 'kafkajs/src/network/requestQueue/index.js' {
  export default class RequestQueue {
    readonly pending: readonly unknown[];
    readonly throttledUntil: number;
    scheduleCheckPendingRequests(): void;
  }
}

declare module 'kafkajs/src/cluster/index.js' {
  import type { ISocketFactory, KafkaMessage, Logger, PartitionMetadata, RetryOptions } from 'kafkajs';
  export interface FetchedPartition {
    readonly partition: number;
    readonly errorCode: number;
    readonly highWatermark: string;
    readonly messages: readonly (KafkaMessage & { readonly isControlRecord: boolean })[];
  }
  export interface Broker {
    fetch(request: {
      isolationLevel: 0 | 1;
      maxWaitTime: number;
      minBytes: number;
      maxBytes: number;
      topics: {
        topic: string;
        partitions: { partition: number; fetchOffset: string; maxBytes: number }[];
      }[];
    }): Promise<{ responses: { topicName: string; partitions: FetchedPartition[] }[] }>;
  }
  export default class Cluster {
    constructor(options: {
      logger: Logger;
      socketFactory: ISocketFactory;
      brokers: string[];
      clientId: string;
      connectionTimeout: number;
      authenticationTimeout: number;
      requestTimeout: number;
      enforceRequestTimeout: boolean;
      metadataMaxAge: number;
      allowAutoTopicCreation: boolean;
      retry: RetryOptions;
    });
    connect(): Promise<void>;
    disconnect(): Promise<void>;
    addTargetTopic(topic: string): Promise<void>;
    refreshMetadata(): Promise<void>;
    findTopicPartitionMetadata(topic: string): PartitionMetadata[];
    findBroker(options: { nodeId: number }): Promise<Broker>;
  }
}

declare module 'kafkajs/src/admin/index.js' {
  import type { Admin, Logger, RetryOptions } from 'kafkajs';
  import type Cluster from 'kafkajs/src/cluster/index.js';
  export default function createAdmin(options: {
    cluster: Cluster;
    logger: Logger;
    retry: RetryOptions;
  }): Admin;
}

declare module 'kafkajs/src/producer/index.js' {
  import type { Logger, Producer, RetryOptions } from 'kafkajs';
  import type Cluster from 'kafkajs/src/cluster/index.js';
  export default function createProducer(options: {
    cluster: Cluster;
    logger: Logger;
    retry: RetryOptions;
  }): Producer;
}
