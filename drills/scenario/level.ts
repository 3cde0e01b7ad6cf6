// How a series behaves: a gauge's level, a counter's rate, or the spread of a histogram.
import { z } from 'zod';

export type Range = readonly [number, number];
export type Level =
  | { readonly kind: 'gauge'; readonly value: Range }
  | { readonly kind: 'counter'; readonly perSecond: Range }
  | {
      readonly kind: 'histogram';
      readonly seconds: Range;
      readonly perSecond: Range;
      readonly buckets: readonly number[];
    };

const secondsOf: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/** Per second, of `20/s`, `90/m`; null when it is no rate. */
export const parseRate = (text: string): number | null => {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)\/(s|m|h)$/.exec(text.replaceAll(' ', '')) ?? [];
  return amount === undefined || unit === undefined ? null : Number(amount) / (secondsOf[unit] ?? 1);
};

const rateText = z
  .string({ error: 'expected a rate such as 20/s or 90/m' })
  .refine((text) => parseRate(text) !== null, { error: 'expected a rate such as 20/s or 90/m' });

/** Text in, a number per second out. */
export const rateSchema = rateText.transform((text) => parseRate(text) ?? 0).describe('a rate such as 20/s');

const rangeOf = <T>(one: z.ZodType<T>) => z.union([one, z.tuple([one, one])]);
const asRange = <T>(value: T | [T, T]): [T, T] => (Array.isArray(value) ? value : [value, value]);
const ratesOf = (value: string | [string, string]): Range => {
  const [low, high] = asRange(value);
  return [parseRate(low) ?? 0, parseRate(high) ?? 0];
};

const histogramSchema = z.strictObject({
  seconds: rangeOf(z.number()),
  rate: rangeOf(rateText),
  buckets: z.array(z.number()).min(1),
});

export const levelSchema = z
  .union([rangeOf(z.number()), rangeOf(rateText), histogramSchema], {
    error:
      'expected a level (1), a rate (18/s), a range of either ([15/s, 20/s]) or { seconds, rate, buckets }',
  })
  .transform((value): Level => {
    if (typeof value === 'number') return { kind: 'gauge', value: [value, value] };
    if (typeof value === 'string') return { kind: 'counter', perSecond: ratesOf(value) };
    if (!Array.isArray(value)) {
      const { seconds, rate, buckets } = value;
      return { kind: 'histogram', seconds: asRange(seconds), perSecond: ratesOf(rate), buckets };
    }
    const [low, high] = value;
    if (typeof low === 'number') return { kind: 'gauge', value: [low, Number(high)] };
    return { kind: 'counter', perSecond: ratesOf([low, String(high)]) };
  });
