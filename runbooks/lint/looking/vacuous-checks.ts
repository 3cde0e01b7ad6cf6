// Checks that pass whatever is the case: they read where a write is to be tested, show only the good ones, or have nothing to show.
import type { LintDocument } from '../rule.ts';
import { callsIn, callsOf, hasOption, pipedWith, placeOf, quoted, type Call } from './calls.ts';
import { inFence } from './fences.ts';
import type { Hit } from './gather.ts';
import { kubectlOf } from './lifecycle-kubernetes.ts';
import { isReference, procedureText, roleAt, titlesAt } from './sections.ts';
import { statementsIn } from './sql-statements.ts';
import { redisOf } from './redis.ts';

export interface Vacuous extends Hit {
  readonly kind: 'reads' | 'rows' | 'left out' | 'good ones' | 'ready' | 'echo';
}

export const vacuousChecks = (document: LintDocument): readonly Vacuous[] =>
  callsOf(document).flatMap((call) => {
    if (call.command.origin === 'inline' || isReference(document, call.command.section)) return [];
    const found =
      readsOnly(document, call) ??
      noRows(document, call) ??
      leavesOut(document, call) ??
      goodOnes(document, call) ??
      onlySays(document, call);
    return found === null ? [] : [{ ...found, at: placeOf(call) }];
  });

type Found = Omit<Vacuous, 'at'>;

const ownTitle = (document: LintDocument, { command }: Call): string =>
  titlesAt(document, command.section).split(' / ').at(-1) ?? '';

/** The comment above it says what it is for; without one its heading does. */
const purposeOf = (document: LintDocument, call: Call): string =>
  call.command.label ?? ownTitle(document, call);

const checks = /\b(?:verif\w*|confirm\w*|validat\w*|ensure|make sure|smoke|sanity)\b/i;

/** Somebody goes on by what it shows. */
const isVerification = (document: LintDocument, call: Call): boolean =>
  roleAt(document, call.command.section) === 'verification' || checks.test(call.command.label ?? '');

/** The text says what there has to be. */
const isExpected = (document: LintDocument, call: Call): boolean =>
  call.command.expected.length > 0 ||
  expectation.test(call.command.label ?? '') ||
  expectation.test(
    document.lines
      .slice(call.command.endLine, call.command.endLine + 4)
      .filter((line) => !/^\s*#* *$/.test(line))[0] ?? '',
  );

const expectation =
  /\b(?:expect\w*|should|must|at least|exactly|all \d+|both|two|three|four|\d+ (?:rows?|replicas?|nodes?|pods?|standbys?|lines?))\b|[<>=]=?\s*\d/i;

const writing =
  /\b(?:writes?|writing|writable|write operations?|inserts?|read[-/ ]?write)\b(?! (?:endpoint|node|pool|host|port|db|user|instance|connection))/i;
const noWriting = /\b(?:no|not|without|read-?only|block\w*|stop\w*|prevent\w*|disabl\w*|reject\w*)\b/i;
const provesWriting =
  /\b(?:insert|update|delete|create|pg_is_in_recovery|transaction_read_only|read_only|innodb_read_only|pg_create_restore_point|txid_current|pg_current_xact_id|pg_current_wal_lsn)\b/i;

/** "Test write operation" over `SELECT 1`. */
const readsOnly = (document: LintDocument, call: Call): Found | null => {
  const purpose = purposeOf(document, call);
  if (!writing.test(purpose) || noWriting.test(purpose)) return null;
  if (!/\b(?:test\w*|verif\w*|check\w*|confirm\w*|ensure|validat\w*|make sure|try)\b/i.test(purpose))
    return null;
  const read = readOf(document, call);
  if (read === null) return null;
  // Beside it, under the same comment, something writes.
  const beside = inFence(document, call.command).flatMap((command) => callsIn(document, command));
  if (beside.some((other) => writesIn(document, other))) return null;
  return {
    kind: 'reads',
    level: 'high',
    message: `"${purpose.slice(0, 60)}" is tested by ${read}, which reads: it passes on a standby or a read-only server as well.`,
    suggestion:
      'write something, or ask for what makes a server writable (`pg_is_in_recovery()`, `read_only`)',
  };
};

const readOf = (document: LintDocument, call: Call): string | null => {
  const sql = statementsIn(document, call);
  if (sql.length > 0) {
    return sql.every(({ sql: text }) => /^(?:select|show|explain)\b/i.test(text) && !provesWriting.test(text))
      ? `\`${sql[0]?.sql.slice(0, 40) ?? ''}\``
      : null;
  }
  if (call.program === 'pg_isready' || (call.program === 'mysqladmin' && call.words.includes('ping')))
    return `\`${call.program}\``;
  const redis = redisOf(call);
  if (redis !== null) return /^(?:PING|GET|INFO|KEYS|DBSIZE)$/.test(redis.name) ? `\`${redis.name}\`` : null;
  if (!/^(?:mongosh|mongo)$/.test(call.program)) return null;
  const line = call.words.join(' ');
  return /\.(?:find|count\w*)\(|ping/.test(line) &&
    !/insert|update|isWritablePrimary|hello|isMaster/.test(line)
    ? 'a query'
    : null;
};

const writesIn = (document: LintDocument, call: Call): boolean =>
  statementsIn(document, call).some(({ sql }) => provesWriting.test(sql)) ||
  /^(?:SET|HSET|LPUSH|INCR|SETEX)$/.test(redisOf(call)?.name ?? '') ||
  (/^mongo/.test(call.program) && /insert|update/.test(call.words.join(' ')));

const replication =
  /\bfrom\s+(?:pg_catalog\.)?(?:pg_stat_replication|pg_stat_wal_receiver|pg_replication_slots|pg_stat_subscription)\b|\bshow\s+(?:slave|replica)\s+status\b|\bshow\s+(?:slave hosts|replicas)\b|\breplication_(?:group_members|connection_status|applier_status)\b/i;

/** A replica that is not there has no row. */
const noRows = (document: LintDocument, call: Call): Found | null => {
  const sql = statementsIn(document, call).find(({ sql: text }) => replication.test(text))?.sql;
  if (
    sql === undefined ||
    !isVerification(document, call) ||
    isExpected(document, call) ||
    /\b(?:count|bool_and|assert)\b/i.test(sql) ||
    pipedWith(document, call).some(({ program }) => /^(?:grep|awk|test)$/.test(program))
  )
    return null;
  return {
    kind: 'rows',
    level: 'medium',
    message: `${quoted(sql)} succeeds without a row when no replica is connected, and nothing says how many there have to be.`,
    suggestion: 'say how many rows it has to show, and in which state',
  };
};

const everything =
  /\b(?:restor\w*|recover\w*|recreat\w*|rebuil\w*|migrat\w*|all (?:of the |the )?resources|all objects|everything)\b/i;
const ofAll = /\b(?:ingress\w*|secrets?|config ?maps?|volumes?|claims?|pvcs?|service accounts?)\b/i;

/** `kubectl get all` shows what runs, and neither what configures it nor what it keeps. */
const leavesOut = (document: LintDocument, call: Call): Found | null => {
  const kubectl = kubectlOf(call);
  if (kubectl?.subcommand !== 'get' || kubectl.resources[0] !== 'all') return null;
  const text = procedureText(document, call.command.section);
  const beside = inFence(document, call.command).some(
    ({ command }) => command !== call.command.command && ofAll.test(command),
  );
  if (
    !everything.test(text) ||
    beside ||
    /\bkubectl get [\w,]*(?:pvc|secret|configmap|cm|ingress|ing)\b/.test(text)
  )
    return null;
  return {
    kind: 'left out',
    level: 'medium',
    message:
      '`kubectl get all` shows neither ingresses, secrets and config maps nor volume claims: they may be missing, and it looks complete.',
    suggestion: 'add `,ingress,secret,configmap,pvc`',
  };
};

const lists = (call: Call): string | null => {
  const kubectl = kubectlOf(call);
  const [first = '', second = ''] = call.words.filter((word) => !word.startsWith('-'));
  if (kubectl?.subcommand === 'get') return `kubectl get ${kubectl.resources[0] ?? ''}`.trim();
  if (call.program === 'docker-compose' && first === 'ps') return 'docker-compose ps';
  if (call.program === 'docker' && (first === 'ps' || second === 'ps')) return 'docker ps';
  if (call.program === 'systemctl' && first === 'list-units') return 'systemctl list-units';
  if (call.program === 'nodetool' && call.words.includes('status')) return 'nodetool status';
  return call.program === 'consul' && first === 'members' ? 'consul members' : null;
};

/** `… | grep Running`: one of ten is enough for it. */
const goodOnes = (document: LintDocument, call: Call): Found | null => {
  const list = lists(call);
  const [next] = pipedWith(document, call).filter(
    ({ invocation }) => invocation.stage === call.invocation.stage + 1,
  );
  if (list === null || next === undefined || next.program !== 'grep') return null;
  if (hasOption(next.words, '-v', '--invert-match')) return null;
  const pattern = next.words.find((word) => !word.startsWith('-')) ?? '';
  if (/nodes?$/.test(list) && /^Ready$/.test(pattern) && !hasOption(next.words, '-w', '--word-regexp'))
    return {
      kind: 'ready',
      level: 'medium',
      message: '`grep Ready` finds `NotReady` too: it passes for a node that is down.',
      suggestion: 'use `grep -w Ready`, or `kubectl wait --for=condition=Ready`',
    };
  if (
    !/^(?:running|ready|up|healthy|alive|active|un|1\/1)$/i.test(pattern) ||
    !isVerification(document, call) ||
    isExpected(document, call)
  )
    return null;
  return {
    kind: 'good ones',
    level: 'low',
    message: `\`${list} | grep ${pattern}\` shows those that are well and hides the others: one is enough for it to pass.`,
    suggestion: 'show all of them, or count those that are not',
  };
};

/** A check that is an `echo`. */
const onlySays = (document: LintDocument, call: Call): Found | null => {
  if (!/^(?:echo|printf)$/.test(call.program) || !isVerification(document, call)) return null;
  const says = call.words.join(' ');
  const all = inFence(document, call.command);
  if (/[$`]|https?:\/\//.test(call.command.command) || call.invocation.stages > 1 || !/\w/.test(says))
    return null;
  if (all[0] !== call.command || !all.every(({ command }) => /^\s*(?:echo|printf)\b[^|;&>]*$/.test(command)))
    return null;
  return {
    kind: 'echo',
    level: 'medium',
    message: `${quoted(call.command)} is all that is checked: it says so whatever is the case.`,
  };
};
