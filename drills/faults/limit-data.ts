// limit-data: the connection is closed once so many bytes have crossed it.
import { z } from 'zod';
import { bytesSchema, formatBytes } from '../../core/bytes.ts';
import { judgeHarm } from './sight.ts';
import { talkVolley, volleyText } from './talk-volley.ts';
import { toxicKind } from './toxic.ts';
import { toxicKeys, where } from './toxic-schema.ts';

const schema = z.strictObject({ ...toxicKeys, bytes: bytesSchema });

export const limitData = toxicKind<z.infer<typeof schema>>({
  kind: 'limit-data',
  type: 'limit_data',
  schema,
  summary: (config) => `connections end after ${formatBytes(config.bytes)} ${where(config)}`,
  attributes: ({ bytes }) => ({ bytes }),
  showsWithinMs: () => 5000,
  volleyBytes: ({ bytes }) => bytes + 2000,
  async look(sight, line, pooled, ctx) {
    const talk = await talkVolley(sight, line, ctx);
    const isDownstream = sight.config.stream === 'downstream';
    const ended = talk.ended === 'closed' || talk.ended === 'reset';
    const seen = ended && (!isDownstream || talk.bytes <= sight.config.bytes);
    const expected = isDownstream
      ? `ended after at most ${sight.config.bytes} bytes`
      : 'ended before all was answered';
    const health = talk.ended === 'answered';
    const actual = `${talk.ended} after ${talk.bytes} bytes`;
    return judgeHarm({ harm: seen, health }, volleyText(sight, pooled), expected, actual);
  },
});
