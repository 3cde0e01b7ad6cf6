// bandwidth: at most so many kilobytes (of 1000 bytes) a second.
import { z } from 'zod';
import { judgeHarm } from './sight.ts';
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
    // What takes nearly as long without the toxic can't be told from it.
    const isTelling = plannedMs >= 2 * sight.volleyMs;
    const seen = isTelling && talk.ended === 'answered' && talk.ms >= 0.7 * plannedMs;
    const health = talk.ended === 'answered' && (talk.ms < 0.5 * plannedMs || !isTelling);
    const actual = `${talk.ended} after ${Math.round(talk.ms)} ms`;
    return judgeHarm({ harm: seen, health }, volleyText(sight, pooled), expected, actual);
  },
});
