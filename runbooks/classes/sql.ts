// The class of SQL, by the kind of each statement and the functions it calls.
import { verdict, type Verdict } from './class-table.ts';
import type { SqlServer } from './sql-comments.ts';
import { pathWord, writesTo } from './paths.ts';
import { sqlFunction } from './sql-functions.ts';
import { sqlKinds, type SqlKind } from './sql-kinds.ts';
import { sqlStatements, type SqlStatement } from './sql-statements.ts';

/** Where a backslash stands in front of a quote, servers differ in where the text ends: both readings count. */
export const judgeSql = (sql: string, server: SqlServer): readonly Verdict[] =>
  (/\\['"]/.test(sql) ? [false, true] : [false]).flatMap((escapes) =>
    sqlStatements(sql, server, escapes).flatMap(judgeStatement),
  );

const byStart: ReadonlyMap<string, SqlKind> = new Map(
  sqlKinds.flatMap((kind) => kind.starts.split(' ').map((start): [string, SqlKind] => [start, kind])),
);

const judgeStatement = (statement: SqlStatement): readonly Verdict[] => {
  if (statement.words[0] === '\\') return metaCommands(statement.text).flatMap(judgeMeta);
  const own = statement.spliced ? verdict('U', 'a variable may hold more SQL') : judgeKind(statement);
  // Behind these, a name in front of a bracket is a table with its columns.
  if (/^(CREATE|ALTER|INSERT|COPY|GRANT|DROP)$/.test(statement.words[0] ?? '')) return [own];
  // `WITH x(n) AS …` names the columns of x.
  const at = statement.words[0] === 'WITH' ? (statement.words[1] === 'RECURSIVE' ? 3 : 2) : 1;
  const called = statement.words.slice(at).filter((word) => word.endsWith('('));
  return [own, ...called.flatMap((word) => sqlFunction(word.slice(0, -1)))];
};

const judgeKind = (statement: SqlStatement): Verdict => {
  const first = (statement.words[0] ?? '').replace(/\($/, '');
  if (/^(EXPLAIN|DESC|DESCRIBE)$/.test(first)) return judgeExplain(statement);
  // So MariaDB names what others call EXPLAIN ANALYZE.
  if (/^(ANALYZE|ANALYSE)$/.test(first) && explained(statement) >= 0) return judgeExplain(statement);
  const kind = byStart.get(first);
  if (kind === undefined) return verdict('U', `nobody has said what the SQL statement ${first} does`);
  if (first === 'PRAGMA' && statement.text.includes('='))
    return verdict('W2', 'it changes a setting of the file');
  if (kind === byStart.get('SELECT')) return judgeSelect(statement, kind);
  return byWords(statement, kind);
};

const byWords = (statement: SqlStatement, { when, otherwise }: SqlKind): Verdict => {
  const found = when.find(([words]) => has(statement, ...words.split(' ')));
  return found === undefined ? verdict(...otherwise) : verdict(found[1], found[2]);
};

const has = ({ words }: SqlStatement, ...wanted: readonly string[]): boolean =>
  words.some((word) => wanted.includes(word.replace(/\($/, '')));

const judgeSelect = (statement: SqlStatement, kind: SqlKind): Verdict => {
  // `FOR UPDATE`, `FOR NO KEY UPDATE` only lock.
  const words = statement.words.filter(
    (word, at, all) => word !== 'UPDATE' || !/^(FOR|KEY)$/.test(all[at - 1] ?? ''),
  );
  const found = byWords({ ...statement, words }, kind);
  if (found.commandClass !== 'R0') return found;
  if (words.length < statement.words.length || (has(statement, 'FOR') && has(statement, 'SHARE')))
    return verdict('W1', 'it locks rows');
  if (/\bpg_(authid|shadow)\b/i.test(statement.text)) return verdict('X4', 'it shows hashes of passwords');
  const whole =
    words.some((word, at) => word === '*' && words[at - 1] !== 'COUNT(') &&
    !has(statement, 'LIMIT', 'FETCH', 'TOP');
  const catalogue = /\b(pg_|information_schema|sys\.|performance_schema)/i.test(statement.text);
  return whole && !catalogue ? verdict('R1', 'SELECT * without LIMIT') : found;
};

/** EXPLAIN only plans; with ANALYZE it does what it explains. */
const judgeExplain = (statement: SqlStatement): Verdict => {
  if (!has(statement, 'ANALYZE', 'ANALYSE')) return verdict('R0', 'EXPLAIN only plans');
  const at = explained(statement);
  return at < 0
    ? verdict('U', 'EXPLAIN ANALYZE runs something')
    : judgeKind({ ...statement, words: statement.words.slice(at) });
};

const explained = ({ words }: SqlStatement): number =>
  words.findIndex((word) =>
    /^(SELECT|WITH|INSERT|REPLACE|UPDATE|DELETE|MERGE|VALUES|EXECUTE|CREATE|REFRESH)\(?$/.test(word),
  );

const showing =
  /^(d\w*\+?|l\+?|z|conninfo|x|timing|pset|a|t|q|echo|qecho|encoding|h|\?|sf\+?|sv\+?|c|connect|errverbose|if|elif|else|endif|set|unset)$/;

/** `\\x \\! rm`: one line may hold several. */
const metaCommands = (text: string): readonly string[] => text.split(/\s+(?=\\\S)/);

/** psql's own commands. */
const judgeMeta = (text: string): readonly Verdict[] => {
  // In any of them `…` is run by a shell.
  if (text.includes('`')) return [verdict('U', 'psql runs what stands in backticks')];
  const inner = /^\\copy\s*\(([\s\S]*)\)/i.exec(text)?.[1];
  return [judgeOneMeta(text), ...(inner === undefined ? [] : judgeSql(inner, 'postgres'))];
};

const judgeOneMeta = (text: string): Verdict => {
  const [name = '', ...rest] = text.slice(1).split(/\s+/);
  // Behind a statement, for psql and mysql: how its rows are shown. With words behind it, where they go.
  if (/^(G|g|gx|gdesc)$/.test(name) && rest.length === 0) return verdict('R0', `\\${name} shows the rows`);
  if (showing.test(name)) return verdict('R0', `\\${name} shows, or is about psql itself`);
  if (name === 'watch') return verdict('R1', '\\watch never ends');
  if (name !== 'copy') return verdict('U', `\\${name} runs or writes something else`);
  if (/\bprogram\b/i.test(text)) return verdict('U', '\\copy runs a program');
  return /\bto\b/i.test(text)
    ? writesTo(pathWord((rest.at(-1) ?? '').replaceAll("'", '')))
    : verdict('W2', '\\copy from adds rows');
};
