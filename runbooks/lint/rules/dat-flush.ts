// DAT-FLUSH: a Redis that is emptied as a remedy.
import { callsOf, placeOf, quoted } from '../looking/calls.ts';
import { firstOfEachSection } from '../looking/groups.ts';
import { redisClients, redisOf } from '../looking/redis.ts';
import { isReference } from '../looking/sections.ts';
import type { Rule } from '../rule.ts';

export const datFlush: Rule = {
  id: 'DAT-FLUSH',
  level: 'high',
  summary: 'FLUSHALL or FLUSHDB empties a Redis that holds more than the cache',
  why: 'Sessions, rate limits, locks and queues go with the cache: everybody is logged out, jobs are lost, and the cold cache sends all load to the database. Delete by key pattern instead.',
  bad: '## Slow pages\n\n```bash\nredis-cli FLUSHALL\n```\n',
  good: "## Slow pages\n\n```bash\nredis-cli --scan --pattern 'cache:*' | xargs -r redis-cli UNLINK\n```\n",
  *check(document) {
    const found = callsOf(document, redisClients).filter((call) =>
      /^FLUSH(?:ALL|DB)$/.test(redisOf(call)?.name ?? ''),
    );
    for (const { first, more } of firstOfEachSection(document, found)) {
      const name = redisOf(first)?.name ?? '';
      const scope = name === 'FLUSHALL' ? 'every database of the server' : 'the whole database';
      yield {
        message: `${quoted(first.command)} empties ${scope}: sessions, rate limits, locks and queues that are kept there go with the cache.`,
        at: placeOf(first),
        related: more.map((call) => ({ at: placeOf(call), message: `${quoted(call.command)} again` })),
        ...(isReference(document, first.command.section) ? { level: 'medium' } : {}),
      };
    }
  },
};
