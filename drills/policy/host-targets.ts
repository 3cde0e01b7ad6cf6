// Hosts that a program's words name: a row for each tool that has its own way to say it.
import type { ShellWord } from '../../runbooks/shell/shell-model.ts';
import type { ReadArgs } from '../../runbooks/tools/read-args.ts';
import { hostsIn, optionValues, untold, type Target } from './target.ts';

interface Naming {
  /** Separated by blanks. */
  readonly programs: string;
  /** Options, by the longest of their names, whose value is a host, a URL or a list of them. */
  readonly hosts?: readonly string[];
  /** Those whose value holds hosts in a form of its own. */
  readonly within?: Readonly<Record<string, (value: string) => readonly Target[]>>;
  /** Those with which something that nobody has read names the host. */
  readonly elsewhere?: readonly string[];
  readonly positionals?: (words: readonly ShellWord[], args: ReadArgs) => readonly Target[];
}

const every = (words: readonly ShellWord[]): readonly Target[] =>
  words.flatMap(({ value }) => hostsIn(value));

const first = ([word]: readonly ShellWord[]): readonly Target[] =>
  word === undefined ? [] : hostsIn(word.value);

/** `api:80:other:443` sends what is for api to other; `api:80:1.2.3.4,5.6.7.8` too. */
const connected = (value: string): readonly Target[] => hostsIn(value.split(':').slice(2, 3).join());
const resolved = (value: string): readonly Target[] => hostsIn(value.split(':').slice(2).join(':'));

const engineSocket = (value: string): readonly Target[] =>
  /docker|podman|containerd/.test(value) ? [{ kind: 'engine', name: `curl --unix-socket ${value}` }] : [];

/** `http PUT URL field=value`: what consists of letters is the method, where something stands behind it. */
const httpieUrl = (words: readonly ShellWord[]): readonly Target[] => {
  const [one, two] = words;
  return first(two !== undefined && /^[a-z]+$/i.test(one?.value ?? '') ? [two] : words);
};

/** `postgres://host/db?host=other`, `host=a,b dbname=c`; a plain word is a database. */
const conninfo = (value: string): readonly Target[] => {
  if (/\bservice\s*=/.test(value)) return [untold(`${value}: a service file names the host; name it here`)];
  return [
    ...(value.includes('://') ? hostsIn(value) : []),
    ...[...value.matchAll(/\bhost(?:addr)?\s*=\s*'?([^'\s&]+)/g)].flatMap(([, host = '']) => hostsIn(host)),
  ];
};

/** `host/db`, `host:port`, a URL; a plain word is a database or a script. */
const mongoAddress = ([word]: readonly ShellWord[]): readonly Target[] =>
  word !== undefined && /:\d|\/|^\$/.test(word.value) && !/\.js$/.test(word.value) ? hostsIn(word.value) : [];

/** `rs0/a:1,b:2`: the name of the replica set stands in front. */
const replicaSet = (value: string): readonly Target[] => hostsIn(value.replace(/^[\w-]+\/(?=.)/, ''));

/** `--cluster call host:port …`, `REPLICAOF host port`. */
const redisWords = (words: readonly ShellWord[], { options }: ReadArgs): readonly Target[] => {
  if (options.has('--cluster')) return every(words.filter(({ value }) => /^[^:]+:\d+$/.test(value)));
  const [verb, host] = words;
  return /^(?:replicaof|slaveof|migrate)$/i.test(verb?.value ?? '') && !/^no$/i.test(host?.value ?? '')
    ? every(words.slice(1, 2))
    : [];
};

const socatAddress = (words: readonly ShellWord[]): readonly Target[] =>
  words.flatMap(({ value }) =>
    hostsIn(
      /^(?:tcp|udp|sctp|openssl|socks|proxy)\w*(?:-connect|-sendto)?[46]?:([^:,]+)/i.exec(value)?.[1] ?? '',
    ),
  );

/** `host:path`, `user@host:path`, `rsync://host/path`; what has no colon is a file here. */
const remoteFiles = (words: readonly ShellWord[]): readonly Target[] =>
  words.flatMap(({ value }) => (/^[^/:]+:|^\w+:\/\//.test(value) ? hostsIn(value) : []));

/** `-X brokers=a,b`. */
const setting = (value: string): readonly Target[] =>
  /^(?:brokers|(?:admin|registry)\.hosts|bootstrap\.servers|metadata\.broker\.list)=/.test(value)
    ? hostsIn(value.slice(value.indexOf('=') + 1))
    : [];

const rows: readonly Naming[] = [
  {
    programs: 'curl',
    hosts: [
      '--url',
      '--proxy',
      '--preproxy',
      '--socks4',
      '--socks4a',
      '--socks5',
      '--socks5-hostname',
      '--doh-url',
    ],
    within: { '--connect-to': connected, '--resolve': resolved, '--unix-socket': engineSocket },
    elsewhere: ['--config'],
    positionals: every,
  },
  {
    programs: 'wget',
    hosts: ['--base'],
    elsewhere: ['--input-file', '--execute', '--config'],
    positionals: every,
  },
  {
    programs: 'http https xh xhs',
    within: { '--proxy': (value) => hostsIn(value.replace(/^\w+:(?=\w+:\/\/)/, '')) },
    positionals: httpieUrl,
  },
  { programs: 'grpcurl telnet', positionals: first },
  {
    programs: 'nc ncat netcat',
    hosts: ['-x'],
    positionals: (words, { options }) => (options.has('--listen') ? [] : first(words)),
  },
  { programs: 'socat', positionals: socatAddress },
  { programs: 'ssh', positionals: first },
  { programs: 'scp sftp rsync', positionals: remoteFiles },
  { programs: 'redis-cli valkey-cli keydb-cli', hosts: ['--host', '--uri'], positionals: redisWords },
  {
    programs:
      'psql pg_dump pg_dumpall pg_basebackup pg_restore pg_isready createdb dropdb createuser dropuser vacuumdb reindexdb pgbench',
    hosts: ['--host'],
    within: { '--dbname': conninfo },
    positionals: (words) => words.flatMap(({ value }) => conninfo(value)),
  },
  {
    programs: 'mysql mariadb mysqladmin mysqldump mariadb-dump mysqlcheck',
    hosts: ['--host'],
    elsewhere: ['--defaults-file', '--defaults-extra-file', '--login-path'],
  },
  { programs: 'mongosh mongo', within: { '--host': replicaSet }, positionals: mongoAddress },
  {
    programs: 'mongodump mongorestore mongoexport mongoimport mongostat mongotop',
    within: { '--host': replicaSet },
    hosts: ['--uri'],
  },
  { programs: 'kcat kafkacat', hosts: ['-b'], within: { '-X': setting }, elsewhere: ['-F'] },
  {
    programs: 'rpk',
    hosts: ['--brokers', '--admin-url', '--host'],
    within: { '--config-opt': setting },
    elsewhere: ['--config', '--profile'],
  },
  { programs: 'rabbitmqctl rabbitmq-diagnostics rabbitmqadmin', hosts: ['--node', '--host'] },
  { programs: 'nats', hosts: ['--server'], elsewhere: ['--context'] },
];

/** What most tools call it that have no row of their own. */
const usual: Naming = {
  programs: '',
  hosts:
    '--host --hostname --url --uri --server --endpoint --endpoints --bootstrap-server --bootstrap-servers --broker --brokers --broker-list --zookeeper --rpc-url'.split(
      ' ',
    ),
};

const byProgram = new Map(rows.flatMap((row) => row.programs.split(' ').map((name) => [name, row] as const)));

export const hostTargets = (args: ReadArgs): readonly Target[] => {
  const { hosts = [], within = {}, elsewhere = [], positionals } = byProgram.get(args.program) ?? usual;
  return [
    ...hosts.flatMap((name) => optionValues(args, name)).flatMap(hostsIn),
    ...Object.entries(within).flatMap(([name, read]) => optionValues(args, name).flatMap(read)),
    ...elsewhere
      .filter((name) => args.options.has(name))
      .map((name) => untold(`what ${args.program} ${name} reads may name any host; name it in the command`)),
    ...(positionals?.(args.positionals, args) ?? []),
  ];
};

/** Its hosts come from a pipe: `xargs redis-cli -h`. */
export const lacksHost = ({ program, options }: ReadArgs): boolean => {
  const { hosts = [], within = {} } = byProgram.get(program) ?? usual;
  return [...hosts, ...Object.keys(within)].some((name) => options.get(name)?.at(-1)?.value === null);
};
