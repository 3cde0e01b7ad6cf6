// latency: everything comes later by so much, plus or minus the jitter.
import { z } from 'zod';
import type { Context } from '../../core/clock.ts';
import { durationSchema } from '../../core/duration-schema.ts';
import { formatDuration } from '../../core/duration.ts';
import { unknown } from '../../core/observation.ts';
import type { Line } from './line.ts';
import { msText } from './look.ts';
import { protocolNamed } from './protocols.ts';
import { judgeHarm, type Sight } from './sight.ts';
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
  async look(sight, line, pooled, ctx) {
    const { latencyMs, jitterMs } = sight.config;
    const what = `added to a round trip, ${pooled ? 'pooled' : 'fresh'} connection`;
    const leastMs = 0.8 * Math.max(0, latencyMs - jitterMs);
    const expected =
      jitterMs === 0
        ? `at least ${msText(leastMs)}`
        : `at least ${msText(leastMs)}, once ${msText(0.8 * latencyMs)}`;
    const added = await addedMs(sight, line, ctx);
    if (added === null) return unknown(what, expected, 'no answer');
    // All three: a single late answer may be the machine's.
    const [least, most] = [Math.min(...added), Math.max(...added)];
    const found = {
      harm: least >= leastMs && most >= 0.8 * latencyMs,
      health: least < 0.4 * Math.max(latencyMs - jitterMs, latencyMs / 2),
    };
    return judgeHarm(found, what, expected, added.map(msText).join(', '));
  },
});

/** Three round trips, each beside one that goes round the proxy. */
const addedMs = async (
  sight: Sight<z.infer<typeof schema>>,
  line: Line,
  ctx: Context,
): Promise<readonly number[] | null> => {
  const { contact, config } = sight;
  const protocol = protocolNamed(contact.protocol ?? 'http');
  const waitMs = 2000 + 2 * (config.latencyMs + config.jitterMs + contact.pingMs);
  const control = await sight.control(ctx);
  try {
    const added: number[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      const [talk, direct] = await Promise.all([
        line.talk(protocol, ping, waitMs, ctx),
        control?.talk(protocol, ping, waitMs, ctx),
      ]);
      if (talk.ended !== 'answered') return null;
      // What a ping took before says little: a fault that comes later is prepared while the system is in trouble.
      added.push(talk.ms - (direct?.ms ?? contact.pingMs));
    }
    return added;
  } finally {
    control?.destroy();
  }
};
