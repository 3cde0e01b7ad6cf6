// The class of SQL, by the kind of each statement and the functions it calls.
import { verdict, type Verdict } from './class-table.ts';
import { sqlStatements, type SqlStatement } from './sql-statements.ts';
import { sqlFunction } from './sql-functions.ts';
import { writesTo } from './paths.ts';

export const judgeSql = (sql: string): readonly Verdict[] => sqlStatements(sql).flatMap(judgeStatement);

interface Kind {
  /** What a statement begins with. */
  readonly starts: string;
  readonly judge: (statement: SqlStatement) => Verdict;
}

const is = (commandClass: Verdict['commandClass'], why: string) => (): Verdict => verdict(commandClass, why);

const has = ({ words }: SqlStatement, ...wanted: readonly string[]): boolean =>
  words.some((word) => wanted.includes(word.replace(/\($/, '')));

const select = (statement: SqlStatement): Verdict => {
  const { words } = statement;
  if (has(statement, 'INSERT', 'UPDATE', 'DELETE', 'MERGE') && !has(statement, 'FOR'))
    return verdict('X1', 'a WITH or a SELECT that changes rows');
  if (has(statement, 'INTO')) return verdict('W2', 'SELECT INTO writes a table or a file');
  if (has(statement, 'FOR') && has(statement, 'UPDATE', 'SHARE')) return verdict('W1', 'it locks rows');
  const all =
    words.includes('*') &&
    words[words.indexOf('*') - 1] !== 'COUNT(' &&
    !has(statement, 'LIMIT', 'FETCH', 'TOP');
  const catalogue = /\b(pg_|information_schema|sys\.|performance_schema)/i.test(statement.text);
  return all && !catalogue ? verdict('R1', 'SELECT * without LIMIT') : verdict('R0', 'SELECT reads');
};

const limited =
  (kind: string) =>
  (statement: SqlStatement): Verdict =>
    has(statement, 'WHERE')
      ? verdict('W2', `${kind} changes rows`)
      : verdict('X1', `${kind} without WHERE changes every row`);

const explain = (statement: SqlStatement): Verdict => {
  if (!has(statement, 'ANALYZE', 'ANALYSE')) return verdict('R0', 'EXPLAIN only plans');
  const at = statement.words.findIndex((word) =>
    /^(SELECT|WITH|INSERT|UPDATE|DELETE|MERGE|VALUES|EXECUTE|CREATE|REFRESH)/.test(word),
  );
  return at < 0
    ? verdict('U', 'EXPLAIN ANALYZE runs something')
    : kindOf({ ...statement, words: statement.words.slice(at) });
};

const copy = (statement: SqlStatement): Verdict => {
  if (has(statement, 'PROGRAM')) return verdict('U', 'COPY runs a program on the server');
  const out = has(statement, 'TO');
  return has(statement, 'STDOUT') && out
    ? verdict('R1', 'COPY TO STDOUT reads a whole table')
    : verdict('W2', out ? 'COPY TO writes a file on the server' : 'COPY FROM adds rows');
};

/** psql's own commands. */
const meta = ({ text }: SqlStatement): Verdict => {
  const [name = '', ...rest] = text.slice(1).split(/\s+/);
  if (
    /^(d\w*\+?|l\+?|z|conninfo|x|timing|pset|a|t|q|echo|qecho|encoding|h|\?|sf\+?|sv\+?|c|connect|errverbose|if|elif|else|endif|watch)$/.test(
      name,
    )
  )
    return name === 'watch' ? verdict('R1', '\\watch never ends') : verdict('R0', `\\${name} shows`);
  if (/^(set|unset)$/.test(name)) return verdict('R0', 'it sets a variable of psql');
  if (name === 'copy')
    return /\bprogram\b/i.test(text)
      ? verdict('U', '\\copy runs a program')
      : /\bto\b/i.test(text)
        ? writesTo({
            from: 0,
            to: 0,
            raw: '',
            value: rest.at(-1)?.replaceAll("'", '') ?? '',
            literal: true,
            unquotedGlob: false,
          })
        : verdict('W2', '\\copy from adds rows');
  return verdict('U', `\\${name} runs or writes something else`);
};

const kinds: readonly Kind[] = [
  { starts: 'SELECT,TABLE,VALUES,WITH', judge: select },
  {
    starts:
      'SHOW,DESCRIBE,DESC,USE,HELP,BEGIN,START,COMMIT,END,ROLLBACK,ABORT,SAVEPOINT,RELEASE,RESET,FETCH,CLOSE,LISTEN,UNLISTEN',
    judge: is('R0', 'it reads, or is about the session'),
  },
  {
    starts: 'SET',
    judge: (statement) =>
      has(statement, 'GLOBAL', 'PERSIST')
        ? verdict('W2', 'it changes a setting of the server')
        : has(statement, 'PASSWORD')
          ? verdict('X2', 'it changes a password')
          : verdict('R0', 'it is about the session'),
  },
  { starts: 'EXPLAIN', judge: explain },
  {
    starts: 'VACUUM',
    judge: (statement) =>
      has(statement, 'FULL')
        ? verdict('W2', 'VACUUM FULL locks the table while it rewrites it')
        : verdict('W1', 'VACUUM tidies up; the data stays'),
  },
  {
    starts: 'ANALYZE,ANALYSE,CHECKPOINT,CHECK,REFRESH,OPTIMIZE,REINDEX,CLUSTER',
    judge: is('W1', 'it tidies up; the data stays'),
  },
  {
    starts: 'INSERT,MERGE,REPLACE,NOTIFY,LOCK,IMPORT,LOAD,KILL,FLUSH,REASSIGN,SECURITY,COMMENT',
    judge: is('W2', 'it changes data or sessions'),
  },
  { starts: 'UPDATE', judge: limited('UPDATE') },
  { starts: 'DELETE', judge: limited('DELETE') },
  {
    starts: 'DROP',
    judge: (statement) =>
      has(statement, 'INDEX', 'VIEW') && !has(statement, 'TABLE', 'CASCADE')
        ? verdict('W2', 'it can be made again')
        : has(statement, 'USER', 'ROLE')
          ? verdict('X2', 'somebody loses access')
          : verdict('X1', 'what it drops is gone'),
  },
  { starts: 'TRUNCATE,PURGE', judge: is('X1', 'all rows are gone') },
  {
    starts: 'CREATE',
    judge: (statement) =>
      has(statement, 'FUNCTION', 'PROCEDURE', 'EXTENSION', 'TRIGGER', 'RULE', 'LANGUAGE', 'SERVER')
        ? verdict('U', 'it makes code that runs later')
        : has(statement, 'USER', 'ROLE')
          ? verdict('X2', 'it changes who may do what')
          : verdict('W2', 'it makes something new'),
  },
  {
    starts: 'ALTER',
    judge: (statement) =>
      has(statement, 'USER', 'ROLE')
        ? verdict('X2', 'it changes who may do what')
        : has(statement, 'DROP')
          ? verdict('X1', 'what it drops is gone')
          : verdict('W2', 'it changes tables or settings'),
  },
  { starts: 'GRANT,REVOKE', judge: is('X2', 'it changes who may do what') },
  { starts: 'COPY', judge: copy },
  { starts: '\\', judge: meta },
  {
    starts: 'PRAGMA',
    judge: ({ text }) =>
      /=/.test(text)
        ? verdict('W2', 'it changes a setting of the file')
        : verdict('R0', 'it shows a setting'),
  },
];

export const sqlKinds: ReadonlyMap<string, Kind['judge']> = new Map(
  kinds.flatMap(({ starts, judge }) =>
    starts.split(',').map((start): [string, Kind['judge']] => [start, judge]),
  ),
);

const kindOf = (statement: SqlStatement): Verdict => {
  const first = (statement.words[0] ?? '').replace(/\($/, '');
  return (
    sqlKinds.get(first)?.(statement) ?? verdict('U', `nobody has said what the SQL statement ${first} does`)
  );
};

const judgeStatement = (statement: SqlStatement): readonly Verdict[] => {
  const own = kindOf(statement);
  const definition = /^(CREATE|ALTER|INSERT|COPY|GRANT|DROP|\\)/.test(statement.words[0] ?? '');
  return [
    own,
    ...(definition
      ? []
      : statement.words
          .filter((word) => word.endsWith('('))
          .flatMap((word) => sqlFunction(word.slice(0, -1)))),
  ];
};
