// DAT-KILL: kills that reach more processes or sessions than are meant.
import { callsOf, hasOption, pipedWith, placeOf, quoted, type Call } from '../looking/calls.ts';
import { kubectlOf } from '../looking/lifecycle-kubernetes.ts';
import { statementsOf } from '../looking/sql-statements.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

export const datKill: Rule = {
  id: 'DAT-KILL',
  level: 'medium',
  summary: 'a kill reaches more than is meant, or leaves no time to finish',
  why: 'Sessions of other applications, replication and backups end too, or a database is killed in the middle of a write and has to recover before it serves again.',
  bad: '## Too many connections\n\n```bash\npsql -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = \'idle\';"\n```\n',
  good: "## Too many connections\n\n```bash\npsql -c \"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'shop' AND usename = 'worker' AND state = 'idle' AND pid <> pg_backend_pid();\"\n```\n",
  *check(document) {
    for (const statement of statementsOf(document)) {
      const harm = harmOfSql(statement.sql);
      if (harm !== null) yield { message: `${quoted(statement.sql)} ${harm}.`, at: statement.at };
    }
    const kills = callsOf(document).flatMap((call) => {
      const found = harmOfCall(document, call);
      return found === null ? [] : [{ call, ...found }];
    });
    for (const [first, ...more] of Map.groupBy(kills, ({ message }) => message).values()) {
      if (first === undefined) continue;
      const { call, message, level = 'medium' } = first;
      const related = more.map((other) => ({
        at: placeOf(other.call),
        message: `${quoted(other.call.command)} too`,
      }));
      yield { message: `${quoted(call.command)} ${message}.`, at: placeOf(call), level, related };
    }
  },
};

const harmOfSql = (sql: string): string | null => {
  if (!/\bpg_(?:terminate|cancel)_backend\s*\(/i.test(sql) || !/\bpg_stat_activity\b|\bpg_locks\b/i.test(sql))
    return null;
  const where = /\bwhere\b(.*)$/i.exec(sql)?.[1] ?? '';
  if (/\bpid\s*(?:=|in\b)\s*\(?\s*[\d<:$_]/i.test(where)) return null;
  if (
    !/\b(?:datname|datid|usename|usesysid|application_name|client_addr|backend_type|query\s+i?like|query\s*(?:~|=)|pg_blocking_pids|wait_event)\b/i.test(
      where,
    )
  ) {
    return 'ends sessions of every database and every user of the server: nothing limits it to one application';
  }
  const ownToo =
    !/pg_backend_pid/i.test(where) &&
    !/\bstate\s*(?:=|like|in)\s*\(?\s*'idle|\b(?:usename|application_name|client_addr|backend_type|query)\b|pg_blocking_pids|wait_event/i.test(
      where,
    );
  return ownToo ? 'ends its own session too: `pid <> pg_backend_pid()` is missing' : null;
};

const stores =
  /\b(?:postgres\w*|postmaster|mysqld?|mariadbd?|mongod?|redis(?:-server)?|kafka|etcd|elasticsearch|cassandra|rabbitmq|clickhouse\S*)\b/i;

const harmOfCall = (document: LintDocument, call: Call): Pick<Found, 'message' | 'level'> | null => {
  const { program, words, invocation, command } = call;
  const hard = hasSignal(words, 'KILL', '9');
  if (/^(?:pkill|killall)$/.test(program)) {
    const target = words.findLast((word) => !word.startsWith('-')) ?? '';
    if (hard && stores.test(target))
      return { message: 'kills a data store without letting it finish its writes', level: 'high' };
    if (/^(?:node|python3?|java|ruby|php|bash|sh|docker|nginx)$/i.test(target))
      return {
        message: `ends every process whose ${hasOption(words, '-f', '--full') ? 'command line' : 'name'} matches \`${target}\`, of whatever application`,
      };
    return null;
  }
  if (program === 'kill' || (program === '' && /\bkill\b/.test(command.command))) {
    const from = [
      ...pipedWith(document, call),
      ...callsOf(document).filter(
        (other) => other.command === command && other.invocation.nesting === 'substitution',
      ),
    ];
    const lsof = from.find((other) => other.program === 'lsof');
    if (lsof !== undefined && portsOnly(lsof.words))
      return {
        message:
          'ends every process that has a connection to the port, clients too, not only the one that listens',
      };
    const picked = from.find(
      (other) =>
        /^(?:pgrep|pidof)$/.test(other.program) ||
        (/^grep$/.test(other.program) && stores.test(other.words.join(' '))),
    );
    if (hard && picked !== undefined && stores.test(picked.words.join(' ')))
      return { message: 'kills a data store without letting it finish its writes', level: 'high' };
    return null;
  }
  if (
    /^(?:docker|podman)$/.test(program) &&
    words[0] === 'kill' &&
    words.some((word) => /\$\(|`/.test(word)) &&
    invocation.nesting !== 'substitution'
  ) {
    return callsOf(document).some(
      (other) =>
        other.command === command &&
        other.program === 'docker' &&
        other.words[0] === 'ps' &&
        !other.words.some((word) => /^(?:-f|--filter)/.test(word)),
    )
      ? { message: 'kills every container of the machine' }
      : null;
  }
  const kubectl = kubectlOf(call);
  if (kubectl?.subcommand === 'delete' && /^(?:pods?|po)$/.test(kubectl.resources[0] ?? '')) {
    if (hasOption(kubectl.words, '--all')) return { message: 'deletes every pod of the namespace at once' };
    const forced =
      hasOption(kubectl.words, '--force') || kubectl.words.some((word) => /^--grace-period=?0?$/.test(word));
    if (forced && hasOption(kubectl.words, '-l', '--selector'))
      return { message: 'deletes every pod with this label at once, without letting any of them finish' };
  }
  return null;
};

const hasSignal = (words: readonly string[], name: string, number: string): boolean =>
  words.some(
    (word, at) =>
      word === `-${number}` ||
      word === `-${name}` ||
      word === `-SIG${name}` ||
      (word === '-s' && words[at + 1]?.endsWith(name) === true) ||
      word === `--signal=${name}`,
  );

/** `lsof -ti :3000` lists clients of the port too; `-sTCP:LISTEN` doesn't. */
const portsOnly = (words: readonly string[]): boolean =>
  words.some(
    (word) => /^(?:-[a-zA-Z]*i)?(?:tcp|udp)?:\d+$/i.test(word) || /^:_?\w+_?$/.test(word) || /:\$/.test(word),
  ) && !words.some((word) => /LISTEN/.test(word));
