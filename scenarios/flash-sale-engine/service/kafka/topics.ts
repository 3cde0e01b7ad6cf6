// The two topics, created by whichever service comes first.
import type { Admin } from 'kafkajs';

export const ordersTopic = 'orders';
export const dlqTopic = 'orders-dlq';
export const orderGroup = 'order-processor';
export const dlqReplayGroup = 'dlq-replay';

/** Does nothing for a topic that is there. */
export const ensureTopics = async (admin: Admin, ordersPartitions: number): Promise<void> => {
  await admin.createTopics({
    waitForLeaders: false,
    topics: [
      { topic: ordersTopic, numPartitions: ordersPartitions, replicationFactor: 1 },
      { topic: dlqTopic, numPartitions: 1, replicationFactor: 1 },
    ],
  });
};
