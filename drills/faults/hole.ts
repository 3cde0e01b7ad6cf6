// hole: a black hole. Connections are accepted, and nothing ever comes back.
import { z } from 'zod';
import { msText } from './look.ts';
import { protocolNamed } from './protocols.ts';
import { judgeHarm } from './sight.ts';
import { toxicKind } from './toxic.ts';
import { edgeKey } from './toxic-schema.ts';
import { ping } from './witness.ts';

const schema = z.strictObject(edgeKey);

export const hole = toxicKind<z.infer<typeof schema>>({
  kind: 'hole',
  // A timeout of 0 never ends: silence, both ways.
  type: 'timeout',
  streams: ['upstream', 'downstream'],
  schema,
  summary: ({ edge }) => `black hole on ${edge}: accepted, never answered`,
  attributes: () => ({ timeout: 0 }),
  showsWithinMs: () => 5000,
  async look({ contact }, line, pooled, ctx) {
    const quietMs = Math.max(500, 10 * contact.pingMs);
    const talk = await line.talk(protocolNamed(contact.protocol ?? 'http'), ping, quietMs, ctx);
    const what = `ping, ${pooled ? 'pooled' : 'fresh'} connection`;
    const actual = `${talk.ended} after ${msText(talk.ms)}`;
    const found = { harm: talk.ended === 'silent', health: talk.ended === 'answered' };
    return judgeHarm(found, what, `accepted, silent for ${msText(quietMs)}`, actual);
  },
});
