// The keys that all toxics have.
import { z } from 'zod';

export const edgeKey = { edge: z.string().describe('a proxy of monitoring.yaml') };

export const toxicKeys = {
  ...edgeKey,
  stream: z
    .enum(['upstream', 'downstream'])
    .default('downstream')
    .describe('upstream: what the client sends; downstream: what it gets'),
  share: z.number().min(0).max(1).default(1).describe('the share of connections that it hits'),
};

/** ` of what the client gets over gateway-kafka, half …`: the end of a summary. */
export const where = (config: {
  readonly edge: string;
  readonly stream: string;
  readonly share: number;
}): string =>
  `on ${config.edge} (${config.stream}${config.share < 1 ? `, ${config.share * 100} % of connections` : ''})`;
