// timeout: nothing gets through, and the connection is closed after a while.
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
  .strictObject({
    ...toxicKeys,
    timeout: durationSchema.refine((ms) => ms > 0, {
      error: 'expected more than 0s; for a connection that stays open and silent write the fault `hole`',
    }),
  })
  .transform(({ timeout: timeoutMs, ...others }) => ({ ...others, timeoutMs }));

export const timeout = toxicKind<z.infer<typeof schema>>({
  kind: 'timeout',
  type: 'timeout',
  schema,
  summary: (config) =>
    `nothing gets through, closed after ${formatDuration(config.timeoutMs)}, ${where(config)}`,
  attributes: ({ timeoutMs }) => ({ timeout: timeoutMs }),
  showsWithinMs: ({ timeoutMs }) => 2000 + 2 * timeoutMs,
  async look({ config, contact }, line, pooled, ctx) {
    const talk = await line.talk(
      protocolNamed(contact.protocol ?? 'http'),
      ping,
      2000 + 2 * config.timeoutMs,
      ctx,
    );
    const what = `ping, ${pooled ? 'pooled' : 'fresh'} connection`;
    // The pooled connection's time runs since the injection, not since our question.
    const lateEnough = pooled || talk.ms >= 0.8 * config.timeoutMs;
    const seen = talk.answers === 0 && (talk.ended === 'closed' || talk.ended === 'reset') && lateEnough;
    const expected = `no answer, closed after ${msText(config.timeoutMs)}`;
    return judgeHarm(
      { harm: seen, health: talk.ended === 'answered' },
      what,
      expected,
      `${talk.ended} after ${msText(talk.ms)}`,
    );
  },
});
