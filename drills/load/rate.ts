// Rates as people write them: `20/s`, `90/m`, `1000/h`.
import { z } from 'zod';

const secondsOf: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/** Operations per second; null when it isn't a rate above zero. */
export const parseRate = (text: string): number | null => {
  const match = /^(\d+(?:\.\d+)?)\/([smh])$/.exec(text);
  const perSecond = Number(match?.[1]) / (secondsOf[match?.[2] ?? ''] ?? Number.NaN);
  return perSecond > 0 ? perSecond : null;
};

/** A rate in a file: text in, operations per second out. Never paced. */
export const rateSchema = z
  .string()
  .refine((text) => parseRate(text) !== null, { error: 'expected a rate such as 20/s or 90/m' })
  .transform((text) => parseRate(text) ?? 0)
  .describe('a rate such as 20/s or 90/m; never paced');
