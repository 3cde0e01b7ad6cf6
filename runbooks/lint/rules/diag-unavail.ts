// DIAG-UNAVAIL: a diagnosis that needs the very thing that is down.
import type { Section } from '../../model.ts';
import { callsIn, placeOf, quoted, runsIn, type Call } from '../looking/calls.ts';
import { enteredFailed, neverUpHere, type Entered } from '../looking/failed-instances.ts';
import { httpOf } from '../looking/http-calls.ts';
import { redisOf } from '../looking/redis.ts';
import { around, procedureOf, roleAt } from '../looking/sections.ts';
import { statementsIn } from '../looking/sql-statements.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

export const diagUnavail: Rule = {
  id: 'DIAG-UNAVAIL',
  level: 'medium',
  summary: 'a diagnosis step can not work while the fault is on',
  why: 'In the incident the command only says what is known already, that the thing is down, and the questions behind it stay unanswered.',
  bad: '## Redis container is down\n\n### Diagnosis\n\n```bash\ndocker exec redis redis-cli INFO memory\n```\n',
  good: '## Redis container is down\n\n### Diagnosis\n\n```bash\ndocker ps --all --filter name=redis\ndocker logs --tail 100 redis\n```\n',
  *check(document) {
    const entered = enteredFailed(document);
    yield* together(entered.filter(({ is }) => is === 'failed'));
    yield* together(entered.filter(({ is }) => is === 'sibling'));
    const told = new Set(entered.map(({ call }) => call.command.index));
    for (const command of document.runbook.commands) {
      if (told.has(command.index)) continue;
      const within = callsIn(document, command).find((one) => neverUpHere(document, one) !== null);
      if (within !== undefined) {
        yield {
          message: `${quoted(command)} goes into a container that does not stay up ("${neverUpHere(document, within) ?? ''}").`,
          at: placeOf(within),
        };
        continue;
      }
      const down =
        roleAt(document, command.section) === 'diagnosis' ? downHere(document, command.section) : null;
      if (down === null) continue;
      const call = callsIn(document, command).find((one) => needs(document, one, down.what));
      if (call === undefined) continue;
      yield {
        message: `${quoted(command)} needs ${down.what}, which is down in this section ("${down.section.title}").`,
        at: placeOf(call),
        related: [{ at: { line: down.section.line, endLine: down.section.line }, message: 'what is down' }],
      };
    }
  },
};

const says = {
  failed: 'goes into the one that has failed: it has to be up for that',
  sibling: 'always asks the same one, which may be the one that has failed',
} as const;

const together = (entered: readonly Entered[]): readonly Found[] => {
  const [first, ...more] = entered;
  return first === undefined
    ? []
    : [
        {
          message: `${quoted(first.call.command)} ${says[first.is]}.`,
          at: placeOf(first.call),
          ...(first.is === 'failed' ? { level: 'high' as const } : {}),
          related: more.map(({ call }) => ({
            at: placeOf(call),
            message: `so does ${quoted(call.command)}`,
          })),
        },
      ];
};

interface Down {
  readonly what: string;
  readonly section: Section;
}

const things =
  /\b(redis|postgres(?:ql)?|mysql|mariadb|mongo(?:db)?|kafka|redpanda|rabbitmq|elasticsearch|prometheus|grafana|alertmanager|vault|consul|etcd)\b/i;
const state =
  /\b(?:is |are |has |completely |service |container |pod |server |instance )*(?:down|not running|stopped|crash(?:ed|es|ing|[- ]?loop\w*)|won'?t start|(?:does not|doesn'?t|fails to|failed to|cannot|can'?t) start|unavailable|outage|unreachable|dead)\b/i;
const camel =
  /^(redis|postgres(?:ql)?|mysql|mongo(?:db)?|kafka|rabbitmq|elasticsearch|prometheus|grafana|alertmanager)(?:Instance|Server|Cluster)?(?:Down|NotRunning|Crash\w*)\b/i;

/** The one thing that a title around it says to be down; "connection to X failing" says no such thing. */
const downHere = (document: LintDocument, section: number | null): Down | null => {
  const root = procedureOf(document, section);
  for (const one of around(document, section)) {
    const glued = camel.exec(one.title)?.[1];
    const named = things.exec(one.title)?.[1];
    if (glued !== undefined) return { what: glued, section: one };
    if (
      named !== undefined &&
      state.test(one.title) &&
      !/\b(?:or|if|when|connection|replica|slow|partial\w*|high|memory)\b/i.test(one.title)
    )
      return { what: named, section: one };
    if (one === root) break;
  }
  return null;
};

/** What answers "is it up?" may fail: that is its answer. */
const needs = (document: LintDocument, call: Call, what: string): boolean => {
  const name = what.toLowerCase().replace(/ql$|db$/, '');
  const inside = runsIn(call);
  const redis = redisOf(call);
  if (redis !== null) return name === 'redis' && !/^(?:PING|)$/.test(redis.name);
  const sql = statementsIn(document, call);
  if (sql.length > 0)
    return (
      /^(?:postgres|mysql|mariadb)$/.test(name) &&
      clientOf(call.program) === name &&
      !sql.every((statement) => /^select (?:1|version\(\)|now\(\))/i.test(statement.sql))
    );
  if (/^mongosh?$/.test(call.program)) return name === 'mongo' && !/ping/.test(call.words.join(' '));
  const http = httpOf(call);
  if (http !== null)
    return name === 'prometheus' && /\/api\/v1\/(?:query|targets|alerts|rules)\b/.test(http.url);
  if (inside === null || !inside.toLowerCase().includes(name)) return false;
  return !/^(?:pg_isready|mysqladmin|nc|curl|ping|true)$/.test(call.program);
};

const clientOf = (program: string): string => (program === 'psql' ? 'postgres' : program);
