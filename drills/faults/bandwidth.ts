// bandwidth: at most so many kilobytes (of 1000 bytes) a second.
import { z } from 'zod';
import { fail, pass } from '../../core/observation.ts';
import { talkVolley, volleyText } from './talk-volley.ts';
import { toxicKind } from './toxic.ts';
import { toxicKeys, where } from './toxic-schema.ts';

const schema = z.strictObject({
  ...toxicKeys,
  rateKBps: z.number().int().positive().describe('kilobytes (1000 bytes) per second'),
});

// Long enough to be told from a busy machine.
const volleySeconds = 0.6;

export const bandwidth = toxicKind<z.infer<typeof schema>>({
  kind: 'bandwidth',
  type: 'bandwidth',
  schema,
  summary: (config) => `at most ${config.rateKBps} KB/s ${where(config)}`,
  attributes: ({ rateKBps }) => ({ rate: rateKBps }),
  showsWithinMs: () => 5000,
  volleyBytes: ({ rateKBps }) => rateKBps * 1000 * volleySeconds,
  async look(sight, line, pooled, ctx) {
    const talk = await talkVolley(sight, line, ctx);
    const plannedMs = (sight.volley?.bytes ?? 0) / sight.config.rateKBps;
    const expected = `at least ${Math.round(plannedMs * 0.7)} ms (${Math.round(sight.volleyMs)} ms before)`;
    const seen = talk.ended === 'answered' && talk.ms >= 0.7 * plannedMs && talk.ms >= 1.5 * sight.volleyMs;
    return (seen ? pass : fail)(
      volleyText(sight, pooled),
      expected,
      `${talk.ended} after ${Math.round(talk.ms)} ms`,
    );
  },
});
