// hole: a black hole. Connections are accepted, and nothing ever comes back.
import { z } from 'zod';
import { msText } from './look.ts';
import { protocolNamed } from './protocols.ts';
import { judgeHarm } from './sight.ts';
import { toxicKind } from './toxic.ts';
import { edgeKey, shareKey, shareWords } from './toxic-schema.ts';
import { ping } from './witness.ts';

const schema = z.strictObject({ ...edgeKey, ...shareKey });

export const hole = toxicKind<z.infer<typeof schema>>({
  kind: 'hole',
  // A timeout of 0 never ends: silence, both ways.
  type: 'timeout',
  // Each stream draws by itself: two draws would hit more connections than the share.
  streams: ({ share }) => (share < 1 ? ['upstream'] : ['upstream', 'downstream']),
  schema,
  summary: (config) =>
    [`black hole on ${config.edge}: accepted, never answered`, ...shareWords(config)].join(', '),
  attributes: () => ({ timeout: 0 }),
  showsWithinMs: () => 5000,
  async look({ contact, control }, line, pooled, ctx) {
    const quietMs = Math.max(500, 10 * contact.pingMs);
    const protocol = protocolNamed(contact.protocol ?? 'http');
    const direct = await control(ctx);
    const [talk, around] = await Promise.all([
      line.talk(protocol, ping, quietMs, ctx),
      direct?.talk(protocol, ping, quietMs, ctx),
    ]).finally(() => direct?.destroy());
    const what = `ping, ${pooled ? 'pooled' : 'fresh'} connection`;
    const actual = `${talk.ended} after ${msText(talk.ms)}`;
    // A machine that stalls is silent everywhere.
    const isStalled = around?.ended === 'silent';
    const found = { harm: talk.ended === 'silent' && !isStalled, health: talk.ended === 'answered' };
    return judgeHarm(found, what, `accepted, silent for ${msText(quietMs)}`, actual);
  },
});
