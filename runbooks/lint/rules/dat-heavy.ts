// DAT-HEAVY: statements that hold up a production store while they run.
import type { Place } from '../../model.ts';
import { callsOf, hasOption, placeOf, quoted, type Call } from '../looking/calls.ts';
import { redisClients, redisOf } from '../looking/redis.ts';
import { statementsOf, type Statement } from '../looking/sql-statements.ts';
import { titlesAt } from '../looking/sections.ts';
import type { Found, Rule } from '../rule.ts';

export const datHeavy: Rule = {
  id: 'DAT-HEAVY',
  level: 'medium',
  summary: 'a statement that blocks or slows down a production store',
  why: 'What takes no time on a test system holds every client up in production, for as long as there are keys or rows, in the middle of an incident.',
  bad: "## Sessions\n\n```bash\nredis-cli KEYS 'session:*'\n```\n",
  good: "## Sessions\n\n```bash\nredis-cli --scan --pattern 'session:*' | head -20\n```\n",
  *check(document) {
    const seen = new Map<string, Found & { readonly related: { at: Place; message: string }[] }>();
    for (const { at, heavy, text, section } of [
      ...callsOf(document, [...redisClients, 'reindexdb', 'vacuumdb']).flatMap((call) => ofCall(call)),
      ...statementsOf(document).flatMap(ofStatement),
    ]) {
      const key = `${heavy.what} ${titlesAt(document, section)}`;
      const before = seen.get(key);
      if (before !== undefined) {
        before.related.push({ at, message: `${text} again` });
        continue;
      }
      seen.set(key, {
        message: `${text} ${heavy.what}.`,
        at,
        related: [],
        ...(heavy.mend === undefined ? {} : { suggestion: heavy.mend }),
      });
    }
    yield* seen.values();
  },
};

interface Heavy {
  readonly what: string;
  readonly mend?: string;
}

interface At {
  readonly at: Place;
  readonly heavy: Heavy;
  readonly text: string;
  readonly section: number | null;
}

const ofCall = (call: Call): readonly At[] => {
  const heavy = heavyCall(call);
  return heavy === null
    ? []
    : [{ at: placeOf(call), heavy, text: quoted(call.command), section: call.command.section }];
};

const heavyCall = (call: Call): Heavy | null => {
  const { program, words } = call;
  const redis = redisOf(call);
  if (redis?.name === 'KEYS')
    return { what: 'goes through every key while Redis serves nobody else', mend: 'use `--scan --pattern`' };
  if (redis?.name === 'SAVE')
    return {
      what: 'blocks every client of Redis until the dump is written',
      mend: 'use BGSAVE, and wait until LASTSAVE changes',
    };
  if (redis?.name === 'MONITOR')
    return { what: 'makes Redis repeat every command to this client, which can halve its throughput' };
  if (redis !== null && redis.name === 'EVAL' && /redis\.call\(\s*['"]keys['"]/i.test(redis.args[0] ?? ''))
    return { what: 'goes through every key in a script while Redis serves nobody else' };
  if (program === 'reindexdb' && !hasOption(words, '--concurrently'))
    return { what: 'rebuilds indexes under locks that writers wait for', mend: 'add --concurrently' };
  if (program === 'vacuumdb' && hasOption(words, '-f', '--full'))
    return { what: 'rewrites tables under a lock that even readers wait for' };
  return null;
};

const ofStatement = (statement: Statement): readonly At[] => {
  const heavy = heavySql(statement);
  return heavy === null
    ? []
    : [{ at: statement.at, heavy, text: quoted(statement.sql), section: statement.section }];
};

const heavySql = ({ sql, dialect }: Statement): Heavy | null => {
  if (/^vacuum\b.*\bfull\b/i.test(sql))
    return { what: 'rewrites the table under a lock that even readers wait for' };
  if (dialect === 'mysql') return null;
  if (/^reindex\b(?!.*\bconcurrently\b)/i.test(sql))
    return {
      what: 'rebuilds the index under a lock that writers wait for',
      mend: 'REINDEX … CONCURRENTLY (PostgreSQL 12 and later)',
    };
  if (dialect !== 'postgres') return null;
  if (/^create (?:unique )?index\b(?!.*\bconcurrently\b)/i.test(sql))
    return { what: 'builds the index under a lock that writers wait for', mend: 'CREATE INDEX CONCURRENTLY' };
  if (/^cluster\b/i.test(sql)) return { what: 'rewrites the table under a lock that even readers wait for' };
  return null;
};
