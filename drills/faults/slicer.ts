// slicer: data come in small slices, with a pause after each.
import { z } from 'zod';
import { parseDuration } from '../../core/duration.ts';
import { judgeHarm } from './sight.ts';
import { talkVolley, volleyText } from './talk-volley.ts';
import { toxicKind } from './toxic.ts';
import { toxicKeys, where } from './toxic-schema.ts';

// Toxiproxy counts this one pause in microseconds.
const microseconds = (text: string): number | null => {
  const [, amount] = /^(\d+(?:\.\d+)?)(?:us|µs)$/.exec(text) ?? [];
  if (amount !== undefined) return Math.round(Number(amount));
  const ms = parseDuration(text);
  return ms === null ? null : Math.round(ms * 1000);
};

const delaySchema = z
  .string()
  // Without a pause slices can't be told from what the network makes of data anyway.
  .refine((text) => (microseconds(text) ?? 0) > 0, {
    error: 'expected a duration above 0 such as 500us or 10ms',
  })
  .transform((text) => microseconds(text) ?? 0);

const schema = z
  .strictObject({
    ...toxicKeys,
    averageBytes: z.number().int().positive(),
    variationBytes: z.number().int().min(0).default(0),
    delay: delaySchema,
  })
  .refine(({ averageBytes, variationBytes }) => variationBytes < averageBytes, {
    error: 'variationBytes: expected less than averageBytes',
  })
  .transform(({ delay, ...others }) => ({ ...others, delayUs: delay }));

const volleyMs = 400;
const sliceCount = (delayUs: number): number => Math.ceil((volleyMs * 1000) / delayUs);

export const slicer = toxicKind<z.infer<typeof schema>>({
  kind: 'slicer',
  type: 'slicer',
  schema,
  summary: (config) => `slices of ${config.averageBytes} bytes, ${config.delayUs} µs apart, ${where(config)}`,
  attributes: ({ averageBytes, variationBytes, delayUs }) => ({
    average_size: averageBytes,
    size_variation: variationBytes,
    delay: delayUs,
  }),
  showsWithinMs: () => 5000,
  // At most a megabyte: below some microseconds the pauses are the machine's rather than ours.
  volleyBytes: ({ averageBytes, delayUs }) => Math.min(1e6, Math.max(2, sliceCount(delayUs)) * averageBytes),
  async look(sight, line, pooled, ctx) {
    const { averageBytes, delayUs } = sight.config;
    const plannedMs = ((sight.volley?.bytes ?? 0) / averageBytes) * (delayUs / 1000);
    const talk = await talkVolley(sight, line, ctx, 5000 + 3 * plannedMs);
    const expected = `at least ${Math.round(plannedMs / 2)} ms (${Math.round(sight.volleyMs)} ms before)`;
    // On a busy machine short pauses grow long: answers that trickle are seen as well as answers that are through.
    const moves = talk.ended === 'answered' || (talk.ended === 'silent' && talk.answers > 0);
    const isTelling = plannedMs >= 2 * sight.volleyMs;
    const seen = moves && isTelling && talk.ms >= plannedMs / 2;
    const actual = `${talk.ended} after ${Math.round(talk.ms)} ms in ${talk.pieces} pieces`;
    const health = talk.ended === 'answered' && (talk.ms < plannedMs / 2 || !isTelling);
    return judgeHarm({ harm: seen, health }, volleyText(sight, pooled), expected, actual);
  },
});
