// DAT-KILL: kills that reach more processes or sessions than are meant.
import { callsIn, callsOf, hasOption, pipedWith, placeOf, quoted, type Call } from '../looking/calls.ts';
import { composeOf } from '../looking/lifecycle.ts';
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
    const kills = callsOf(document, killers).flatMap((call) => {
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

/** Those that are known below: one that is missing here is never asked about. */
const killers =
  /^(?:pkill|killall|kill|docker|podman|nerdctl|docker-compose|podman-compose|systemctl|kubectl|oc|k)$/;

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

const harmOfCall = (document: LintDocument, call: Call): Harm | null =>
  byName(call) ?? byNumber(document, call) ?? ofStores(call) ?? ofContainers(document, call) ?? ofPods(call);

type Harm = Pick<Found, 'message' | 'level'>;

const storeKilled: Harm = {
  message: 'kills a data store without letting it finish its writes',
  level: 'high',
};

// What runs the programs of many applications.
const shared =
  /^(?:node(?:js)?|python[\d.]*|java|ruby|perl|php(?:-fpm)?|dotnet|beam(?:\.smp)?|bash|sh|sshd?|docker|containerd)$/i;

/** In a container there is one application. */
const isInContainer = ({ invocation }: Call): boolean =>
  invocation.wrappers.some(({ kind }) =>
    /^(?:docker|docker-compose|podman|nerdctl|compose|kubectl|oc|crictl)\b/.test(kind),
  );

/** `pkill -f node` takes every Node.js program of the machine. */
const byName = (call: Call): Harm | null => {
  const { program, words } = call;
  if (!/^(?:pkill|killall)$/.test(program)) return null;
  const target = words.findLast((word) => !word.startsWith('-')) ?? '';
  if (hasSignal(words, 'KILL', '9') && stores.test(target)) return storeKilled;
  return everyOne(call, target, hasOption(words, '-f', '--full'));
};

const everyOne = (call: Call, target: string, full: boolean): Harm | null =>
  shared.test(target) && !isInContainer(call)
    ? {
        message: `ends every process whose ${full ? 'command line' : 'name'} matches \`${target}\`, of whatever application`,
      }
    : null;

const byNumber = (document: LintDocument, call: Call): Harm | null => {
  if (call.program !== 'kill') return null;
  const inside = callsIn(document, call.command).filter(
    ({ invocation }) => invocation.nesting === 'substitution',
  );
  const from = [...pipedWith(document, call), ...inside];
  if (from.some((other) => other.program === 'lsof' && portsOnly(other.words))) {
    return {
      message:
        'ends every process that has a connection to the port, clients too, not only the one that listens',
    };
  }
  const picked = from.some(
    ({ program, words }) =>
      /^(?:pgrep|pidof|grep|cat|head|lsof)$/.test(program) && stores.test(words.join(' ')),
  );
  if (hasSignal(call.words, 'KILL', '9') && picked) return storeKilled;
  return ofEverybody(call) ?? ofPicked(call, from);
};

/** `kill -9 -1`: every process that one may kill. */
const ofEverybody = ({ words }: Call): Harm | null =>
  words.length > 1 && words.at(-1) === '-1' && words[0] !== '-l'
    ? { message: 'ends every process of the machine that this user may end', level: 'high' }
    : null;

/** `kill $(pgrep -f node)`, `ps aux | grep java | … | xargs kill -9`; `pgrep … | head -1` is one of them. */
const ofPicked = (call: Call, from: readonly Call[]): Harm | null => {
  if (hasSignal(call.words, '0', '0') || from.some(({ program }) => /^(?:head|tail|fzf)$/.test(program)))
    return null;
  for (const { program, words } of from) {
    if (!/^(?:pgrep|pidof|grep)$/.test(program)) continue;
    if (hasOption(words, '-v', '-n', '-o', '-P', '-s')) continue;
    const [target = '', ...more] = words.filter((word) => !word.startsWith('-'));
    // A second condition picks some of them: `pgrep -u shop node`, `grep java | grep shop`.
    if (more.length > 0 || from.filter(isFilter).length > 1) continue;
    // `grep [j]ava` does not find itself.
    const found = everyOne(
      call,
      target.replace(/[[\]]/g, ''),
      program === 'grep' || hasOption(words, '-f', '--full'),
    );
    if (found !== null) return found;
  }
  return null;
};

const isFilter = ({ program, words }: Call): boolean => program === 'grep' && !hasOption(words, '-v');

/** `docker rm -f shop-postgres-1`, `docker compose kill db`, `systemctl kill -s KILL mysql`. */
const ofStores = (call: Call): Harm | null => {
  const { program, words } = call;
  const compose = composeOf(call);
  const own = compose === null ? words : [compose.subcommand, ...compose.words];
  const names = (compose?.targets ?? own.slice(1)).filter((word) => !word.startsWith('-'));
  if (compose === null && !/^(?:docker|podman|systemctl)$/.test(program)) return null;
  const gently = own.some((word) =>
    /^(?:--signal=|-s)?(?:SIG)?(?:TERM|HUP|INT|QUIT|USR1|USR2|15|1|2)$/.test(word),
  );
  const kills =
    (own[0] === 'kill' && program !== 'systemctl' && !gently) ||
    (program === 'systemctl' &&
      own[0] === 'kill' &&
      own.some((word) => /(?:SIG)?KILL$|^(?:-s)?9$|=9$/.test(word))) ||
    (own[0] === 'rm' &&
      hasOption(own, '-f', '--force') &&
      (compose === null || hasOption(own, '-s', '--stop')));
  return kills && names.some((name) => stores.test(name)) ? storeKilled : null;
};

const ofContainers = (document: LintDocument, { program, words, invocation, command }: Call): Harm | null => {
  if (!/^(?:docker|podman)$/.test(program) || words[0] !== 'kill' || invocation.nesting === 'substitution')
    return null;
  const all = callsIn(document, command).some(
    (other) =>
      other.program === program &&
      other.words[0] === 'ps' &&
      !other.words.some((word) => /^(?:-f|--filter)/.test(word)),
  );
  return all ? { message: 'kills every container of the machine' } : null;
};

const ofPods = (call: Call): Harm | null => {
  const kubectl = kubectlOf(call);
  if (kubectl?.subcommand !== 'delete' || !/^(?:pods?|po)$/.test(kubectl.resources[0] ?? '')) return null;
  if (hasOption(kubectl.words, '--all')) return { message: 'deletes every pod of the namespace at once' };
  const forced =
    hasOption(kubectl.words, '--force') || kubectl.words.some((word) => /^--grace-period=?0?$/.test(word));
  if (forced && kubectl.resources.slice(1).some((name) => stores.test(name))) return storeKilled;
  if (!forced || !hasOption(kubectl.words, '-l', '--selector')) return null;
  return { message: 'deletes every pod with this label at once, without letting any of them finish' };
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
