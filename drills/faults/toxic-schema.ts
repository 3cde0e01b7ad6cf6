// The keys that all toxics have.
import { z } from 'zod';
import { shares } from './share.ts';

export const edgeKey = { edge: z.string().describe('a proxy of monitoring.yaml') };

const wantedShare = `expected ${shares.least} to ${shares.most}, or 1: fewer could not be told from none, and more not from all`;

export const shareKey = {
  share: z
    .number()
    .min(shares.least, { error: wantedShare })
    .max(1, { error: wantedShare })
    .refine((share) => share === 1 || share <= shares.most, { error: wantedShare })
    .default(1)
    .describe('the share of connections that it hits, decided when each begins'),
};

export const toxicKeys = {
  ...edgeKey,
  stream: z
    .enum(['upstream', 'downstream'])
    .default('downstream')
    .describe('upstream: what the client sends; downstream: what it gets'),
  ...shareKey,
};

/** ` of what the client gets over gateway-kafka, half …`: the end of a summary. */
export const where = (config: {
  readonly edge: string;
  readonly stream: string;
  readonly share: number;
}): string => `on ${config.edge} (${[config.stream, ...shareWords(config)].join(', ')})`;

/** Nothing where all are hit. */
export const shareWords = ({ share }: { readonly share: number }): readonly string[] =>
  share < 1 ? [`${Math.round(share * 1000) / 10} % of connections`] : [];
