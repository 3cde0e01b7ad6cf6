// What a fault does to the metrics, so that detectability can be computed.
import { z } from 'zod';
import { levelSchema } from './level.ts';
import { termBandSchema } from './term.ts';

const effectSchema = z
  .strictObject({
    to: levelSchema.optional().describe('how the series behaves once the fault bites'),
    gone: z.literal(true).optional().describe('the series vanishes'),
    was: levelSchema.optional().describe('how it behaved before; else what `steady` says'),
    after: termBandSchema.prefault('0ms').describe('since the injection: a time, or [earliest, latest]'),
  })
  .refine(({ to, gone }) => (to === undefined) !== (gone === undefined), {
    error: 'expected either `to` or `gone: true`',
  });

/** By series, e.g. `up{job="gateway"}`: one change, or several in order. */
export const effectsSchema = z.record(
  z.string().min(1),
  z
    .union([effectSchema, z.array(effectSchema).min(1)])
    .transform((value) => (Array.isArray(value) ? value : [value])),
);

export type EffectSpec = z.output<typeof effectSchema>;
export type Effects = z.output<typeof effectsSchema>;
