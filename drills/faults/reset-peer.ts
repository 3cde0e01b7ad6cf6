// reset-peer: the connection is reset (RST), at once or a while after the first data.
import { z } from 'zod';
import { durationSchema } from '../../core/duration-schema.ts';
import { formatDuration } from '../../core/duration.ts';
import { msText } from './look.ts';
import { protocolNamed } from './protocols.ts';
import { judgeHarm } from './sight.ts';
import { toxicKind } from './toxic.ts';
import { toxicKeys, where } from './toxic-schema.ts';
import { ping } from './witness.ts';

const schema = z
  .strictObject({ ...toxicKeys, after: durationSchema.default(0) })
  .transform(({ after, ...others }) => ({ ...others, afterMs: after }));

export const resetPeer = toxicKind<z.infer<typeof schema>>({
  kind: 'reset-peer',
  type: 'reset_peer',
  schema,
  summary: (config) => `connections reset after ${formatDuration(config.afterMs)} ${where(config)}`,
  attributes: ({ afterMs }) => ({ timeout: afterMs }),
  showsWithinMs: ({ afterMs }) => 2000 + 2 * afterMs,
  async look({ config, contact }, line, pooled, ctx) {
    const talk = await line.talk(
      protocolNamed(contact.protocol ?? 'http'),
      ping,
      2000 + 2 * config.afterMs,
      ctx,
    );
    const what = `ping, ${pooled ? 'pooled' : 'fresh'} connection`;
    const seen = talk.answers === 0 && (talk.ended === 'reset' || talk.ended === 'closed');
    return judgeHarm(
      { harm: seen, health: talk.ended === 'answered' },
      what,
      'no answer, reset',
      `${talk.ended} after ${msText(talk.ms)}`,
    );
  },
});
