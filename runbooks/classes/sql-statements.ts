// Splits SQL into statements, and each into words, without parsing it: quotes, comments and $$ are seen as such.
import { sqlQuotes, withoutComments, type SqlServer } from './sql-comments.ts';

export interface SqlStatement {
  /** In upper case; names in quotes, numbers and texts are left out. A word that stands right in front of `(` ends with it. */
  readonly words: readonly string[];
  /** Whether a variable of the shell stands where no value is due: what follows may be any SQL. */
  readonly spliced: boolean;
  /** As written. */
  readonly text: string;
}

const tokens = (server: SqlServer, escapes: boolean): RegExp =>
  new RegExp(
    String.raw`(?<quoted>"(?:[^"]|"")*(?:"|$)|\`[^\`]*(?:\`|$))\s*\(|${sqlQuotes(server, escapes)}|\\\S[^\n]*|;|[A-Za-z_][\w$]*(?:\s*\()?|\*|[^\s]`,
    'g',
  );

/** Behind these a value or a name is due, which a variable of the shell may be. */
const expecting =
  /^(SELECT|DISTINCT|FROM|JOIN|WHERE|AND|OR|NOT|IN|ANY|ON|BY|LIKE|ILIKE|BETWEEN|LIMIT|OFFSET|SET|VALUES|INTO|UPDATE|TABLE|DATABASE|SCHEMA|INDEX|USER|ROLE|EXISTS|ONLY|INTERVAL|TO|IS|AS|CASE|WHEN|THEN|ELSE|USE|VACUUM|ANALYZE|DESCRIBE|DESC|SHOW|KILL|QUERY|CONNECTION|FOR|CALL)$/;

/** Whether a variable in front of which `before` stands begins something new: `WHERE a = 1 $MORE`. */
const splices = (sql: string, at: number, before: string): boolean =>
  /\s/.test(sql[at - 1] ?? '') && /[\w)'"*\]]$/.test(before) && !expecting.test(before.toUpperCase());

/** `escapes`: as MySQL reads texts, and PostgreSQL those that begin with `E`. */
export const sqlStatements = (
  written: string,
  server: SqlServer,
  escapes = false,
): readonly SqlStatement[] => {
  const sql = withoutComments(written, server, escapes);
  const found: SqlStatement[] = [];
  let words: string[] = [];
  let from = 0;
  let before = '';
  let spliced = false;
  const end = (at: number): void => {
    if (words.length > 0) found.push({ words, text: sql.slice(from, at).trim(), spliced });
    words = [];
    spliced = false;
  };
  for (const match of sql.matchAll(tokens(server, escapes))) {
    const [text] = match;
    if (text === ';') {
      end(match.index);
      from = match.index + 1;
    } else if (text.startsWith('\\')) {
      found.push({ words: ['\\'], text: text.trim(), spliced: false });
      from = match.index + text.length;
    } else if (text === '$') spliced ||= splices(sql, match.index, before);
    else if (match.groups?.['quoted'] !== undefined)
      words.push(`${match.groups['quoted'].slice(1, -1).toUpperCase()}(`);
    else if (/^[A-Za-z_*]/.test(text)) words.push(text.replace(/\s+\($/, '(').toUpperCase());
    before = text;
  }
  end(sql.length);
  return found;
};
