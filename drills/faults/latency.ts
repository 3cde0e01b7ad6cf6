// latency: everything comes later by so much, plus or minus the jitter.
import { z } from 'zod';
import { durationSchema, formatDuration } from '../../core/duration.ts';
import { fail, pass } from '../../core/observation.ts';
import { msText } from './look.ts';
import { protocolNamed } from './protocols.ts';
import { toxicKind } from './toxic.ts';
import { toxicKeys, where } from './toxic-schema.ts';
import { ping } from './witness.ts';

const schema = z
  .strictObject({ ...toxicKeys, latency: durationSchema, jitter: durationSchema.default(0) })
  .transform(({ latency, jitter, ...others }) => ({ ...others, latencyMs: latency, jitterMs: jitter }));

export const latency = toxicKind<z.infer<typeof schema>>({
  kind: 'latency',
  type: 'latency',
  schema,
  summary: (config) => `latency of ${formatDuration(config.latencyMs)} ${where(config)}`,
  attributes: ({ latencyMs, jitterMs }) => ({ latency: latencyMs, jitter: jitterMs }),
  showsWithinMs: ({ latencyMs, jitterMs }) => 5000 + 6 * (latencyMs + jitterMs),
  async look({ config, contact }, line, pooled, ctx) {
    const { latencyMs, jitterMs } = config;
    const what = `round trip, ${pooled ? 'pooled' : 'fresh'} connection`;
    const leastMs = contact.pingMs + 0.8 * Math.max(0, latencyMs - jitterMs);
    const mostMs = contact.pingMs + 0.8 * latencyMs;
    const expected = `${msText(contact.pingMs)} before, now at least ${msText(mostMs)}`;
    const times: number[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      const waitMs = 2000 + 2 * (latencyMs + jitterMs + contact.pingMs);
      const talk = await line.talk(protocolNamed(contact.protocol ?? 'http'), ping, waitMs, ctx);
      if (talk.ended !== 'answered') return fail(what, expected, talk.ended);
      times.push(talk.ms);
    }
    // All three: a single late answer may be the machine's.
    const seen = Math.min(...times) >= leastMs && Math.max(...times) >= mostMs;
    return (seen ? pass : fail)(what, expected, times.map(msText).join(', '));
  },
});
