// PostgreSQL, MySQL, SQLite, and what dumps and restores them.
import type { CommandClass } from '../../model.ts';
import { row, unknown, verdict, type Call, type Family, type Verdict } from '../class-table.ts';
import { writesTo } from '../paths.ts';
import { worseOf } from './archives.ts';
import { judgeSql } from '../sql.ts';

/** What each of them is told to do at once, and which files it writes. */
const clients = {
  postgres: { sql: ['--command'], outputs: ['--output', '--log-file'] },
  mysql: { sql: ['--execute', '--init-command', '--init-command-add'], outputs: ['--tee'] },
} as const;

const reads =
  (server: keyof typeof clients) =>
  ({ args, stdin }: Call): readonly Verdict[] => {
    const { options } = args;
    const [option] = clients[server].sql;
    const found: Verdict[] = clients[server].outputs.flatMap((name) =>
      (options.get(name) ?? []).map(({ value }) =>
        value?.value.startsWith('|') === true
          ? verdict('U', 'its output goes to a program')
          : writesTo(value),
      ),
    );
    for (const { value } of clients[server].sql.flatMap((name) => options.get(name) ?? []))
      found.push(...(value === null ? unknown('its SQL is missing') : judgeSql(value.value, server)));
    if (options.has('--list')) found.push(verdict('R0', 'it lists databases'));
    const file = options.get('--file')?.at(-1)?.value;
    if (file !== undefined)
      found.push(
        file?.value === '-' && stdin.kind === 'text'
          ? verdict('R0', 'its SQL is in the line')
          : verdict('X1', `the SQL in ${file?.value ?? ''} may do anything to the data`),
      );
    if (stdin.kind === 'unread' && !options.has(option))
      found.push(verdict('X1', 'the SQL that it gets may do anything to the data'));
    if (stdin.kind === 'text' && (!options.has(option) || file?.value === '-'))
      found.push(...judgeSql(stdin.text, server));
    if (found.length > 0) return found;
    return stdin.kind === 'text' ? [verdict('R0', 'nothing to do')] : unknown('its SQL is typed');
  };

const judgeSqlite = ({ args, stdin }: Call): readonly Verdict[] => {
  if (args.options.has('-init')) return unknown('its commands are in another file');
  const given = [
    ...(args.options.get('-cmd') ?? []).flatMap(({ value }) => value ?? []),
    ...args.positionals.slice(1),
  ].map(({ value }) => value);
  if (args.positionals.length > 1) return given.flatMap(sqliteText);
  return stdin.kind === 'text'
    ? [...given, stdin.text].flatMap(sqliteText)
    : unknown('its SQL is typed, or in another file');
};

/** Its own commands take a line each, SQL as many as it likes. */
const sqliteText = (text: string): readonly Verdict[] => {
  const lines = text.split('\n');
  return [
    ...lines.filter((line) => line.startsWith('.')).flatMap(sqliteCommand),
    ...judgeSql(lines.filter((line) => !line.startsWith('.')).join('\n'), 'sqlite'),
  ];
};

const sqliteCommand = (text: string): readonly Verdict[] => {
  const name = text.split(/\s/)[0] ?? '';
  if (
    /^\.(tables|schema|databases|indexes|indices|headers|mode|dbinfo|fullschema|show|help|timer|width|separator)$/.test(
      name,
    )
  )
    return [verdict('R0', `${name} shows`)];
  return name === '.dump'
    ? [verdict('R1', '.dump reads everything')]
    : unknown(`${name} runs or writes something`);
};

const judgeDump = ({ args }: Call): readonly Verdict[] => {
  const file = (
    args.options.get('--file') ??
    args.options.get('--result-file') ??
    args.options.get('--pgdata') ??
    args.options.get('--tab')
  )?.at(-1)?.value;
  return [
    verdict('R1', 'it reads a whole database'),
    ...(file === undefined ? [] : [args.options.has('--tab') ? worseOf(writesTo(file)) : writesTo(file)]),
    ...(args.options.has('--delete-source-logs') ? [verdict('X1', 'the logs of the server are gone')] : []),
    ...(args.options.has('--flush-logs') ? [verdict('W1', 'the server begins new logs')] : []),
  ];
};

const judgeRestore = ({ args }: Call): readonly Verdict[] | null => {
  if (args.options.has('--list')) return [verdict('R0', 'it lists what is in the dump')];
  return args.options.has('--dbname') ? null : [verdict('R1', 'it prints the dump as SQL')];
};

/** One call may have several commands: `mysqladmin ping status`. Behind some of them stands a name or number. */
const judgeMysqladmin = ({ args }: Call): readonly Verdict[] => {
  const [first] = args.positionals;
  if (first === undefined) return unknown('nobody has said what it does');
  const found: Verdict[] = [];
  for (let at = 0; at < args.positionals.length; at += 1) {
    const verb = args.positionals[at]?.value ?? '';
    const name = mysqladminCommands.find(([verbs]) => verbs.split(' ').includes(verb));
    found.push(
      name === undefined
        ? verdict('U', `nobody has said what mysqladmin ${verb} does`)
        : verdict(name[1], `mysqladmin ${verb}`),
    );
    if (/^(drop|create|kill|password)$/.test(verb)) at += 1;
  }
  return found;
};

const mysqladminCommands: readonly (readonly [string, CommandClass])[] = [
  ['ping status extended-status processlist variables version proc ver var', 'R0'],
  [
    'flush-hosts flush-logs flush-tables flush-status flush-threads flush-privileges reload refresh kill create start-slave start-replica stop-slave stop-replica',
    'W2',
  ],
  ['drop', 'X1'],
  ['shutdown password old-password', 'X2'],
];

const judgePgCtl = ({ args }: Call): readonly Verdict[] => {
  const verb = args.positionals[0]?.value ?? '';
  if (verb === 'status') return [verdict('R0', 'it shows state')];
  if (args.options.has('-p') || args.options.has('--options'))
    return unknown('it names the server’s program, or how that is started');
  if (/^(restart|reload|start|stop)$/.test(verb)) return [verdict('W1', 'what is stored stays')];
  return [verdict(/^init/.test(verb) ? 'X1' : verb === 'promote' ? 'W2' : 'U', `pg_ctl ${verb}`)];
};

const sqlNote =
  'By the kind of each statement and by the functions it calls, as listed below; SQL in another file is X1.';

export const databaseFamilies: readonly Family[] = [
  {
    title: 'Stores',
    programs: 'psql',
    rows: [row('U', '', 'its SQL is typed, or in another file', { judge: reads('postgres') })],
    note: sqlNote,
  },
  {
    title: 'Stores',
    programs: 'mysql mariadb',
    rows: [row('U', '', 'its SQL is typed, or in another file', { judge: reads('mysql') })],
    options: { '--password': ['X4', 'the password is in the list of processes'] },
    note: sqlNote,
  },
  {
    title: 'Stores',
    programs: 'sqlite3',
    rows: [row('U', '', 'its SQL is typed, or in another file', { judge: judgeSqlite })],
    note: sqlNote,
  },
  { title: 'Stores', programs: 'pg_isready', rows: [row('R0', '', 'it asks whether the server answers')] },
  {
    title: 'Stores',
    programs: 'pg_dump pg_dumpall mysqldump mariadb-dump pg_basebackup',
    rows: [row('R1', '', 'it reads a whole database', { judge: judgeDump })],
  },
  {
    title: 'Stores',
    programs: 'pg_restore',
    rows: [row('X1', '', 'it overwrites a database', { judge: judgeRestore })],
  },
  {
    title: 'Stores',
    programs: 'dropdb pg_resetwal initdb',
    rows: [row('X1', '', 'what it drops is gone')],
  },
  {
    title: 'Stores',
    programs: 'dropuser createuser',
    rows: [row('X2', '', 'it changes who may do what')],
  },
  { title: 'Stores', programs: 'createdb pgbench', rows: [row('W2', '', 'it adds to the server')] },
  {
    title: 'Stores',
    programs: 'vacuumdb reindexdb mysqlcheck',
    rows: [
      row('W1', '', 'it tidies up; the data stays', {
        options: { '--full': ['W2', 'tables are locked meanwhile'] },
      }),
    ],
  },
  {
    title: 'Stores',
    programs: 'pg_ctl',
    rows: [row('W1', '', 'it starts or stops the server', { judge: judgePgCtl })],
  },
  {
    title: 'Stores',
    programs: 'pg_lsclusters pg_controldata pg_config pg_top mongostat mongotop',
    rows: [row('R1', '', 'it shows state, or never ends')],
  },
  {
    title: 'Stores',
    programs: 'mysqladmin',
    rows: [row('U', '', 'by its verb', { judge: judgeMysqladmin })],
    options: { '--password': ['X4', 'the password is in the list of processes'] },
  },
];
