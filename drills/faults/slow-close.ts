// slow-close: a connection that one side ends stays open for the other.
import { z } from 'zod';
import { durationSchema } from '../../core/duration-schema.ts';
import { formatDuration } from '../../core/duration.ts';
import { msText } from './look.ts';
import { judgeHarm } from './sight.ts';
import { toxicKind } from './toxic.ts';
import { toxicKeys, where } from './toxic-schema.ts';

const schema = z
  .strictObject({ ...toxicKeys, delay: durationSchema })
  .transform(({ delay, ...others }) => ({ ...others, delayMs: delay }));

export const slowClose = toxicKind<z.infer<typeof schema>>({
  kind: 'slow-close',
  type: 'slow_close',
  schema,
  summary: (config) => `ends come ${formatDuration(config.delayMs)} late ${where(config)}`,
  attributes: ({ delayMs }) => ({ delay: delayMs }),
  showsWithinMs: ({ delayMs }) => 2000 + 2 * delayMs,
  needsNoAnswer: true,
  // We end our side: it comes back to us through both streams, so either delay shows.
  async look({ config }, line, pooled, ctx) {
    const ms = await line.hangUp(2000 + 2 * config.delayMs, ctx);
    const what = `answer to our end, ${pooled ? 'pooled' : 'fresh'} connection`;
    const seen = ms !== null && ms >= 0.8 * config.delayMs;
    const actual = ms === null ? 'none' : `after ${msText(ms)}`;
    const health = ms !== null && ms < 0.5 * config.delayMs;
    return judgeHarm({ harm: seen, health }, what, `after at least ${msText(0.8 * config.delayMs)}`, actual);
  },
});
