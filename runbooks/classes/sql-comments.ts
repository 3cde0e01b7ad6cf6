// Takes the comments out of SQL as the server reads them that gets it, since servers differ in what is one.

export type SqlServer = 'mysql' | 'postgres' | 'sqlite';

/** Texts and names in quotes, in which nothing is a comment. `escapes`: a backslash keeps a text from ending. */
export const sqlQuotes = (server: SqlServer, escapes: boolean): string => {
  const text = escapes ? String.raw`'(?:[^'\\]|''|\\[\s\S])*(?:'|$)` : String.raw`'(?:[^']|'')*(?:'|$)`;
  const isText = escapes && server === 'mysql';
  const name = isText ? String.raw`"(?:[^"\\]|""|\\[\s\S])*(?:"|$)` : String.raw`"(?:[^"]|"")*(?:"|$)`;
  const dollars = server === 'postgres' ? String.raw`|(?<tag>\$\w*\$)[\s\S]*?(?:\k<tag>|$)` : '';
  return String.raw`${text}|${name}|\`[^\`]*(?:\`|$)${dollars}`;
};

const block = String.raw`\/\*[\s\S]*?(?:\*\/|$)`;
const comments: Readonly<Record<SqlServer, string>> = {
  // `5--1` is six.
  mysql: String.raw`${block}|--(?=\s|$)[^\n]*|#[^\n]*`,
  // A comment of PostgreSQL may hold others: where it ends is looked for below.
  postgres: String.raw`\/\*|--[^\n]*`,
  sqlite: String.raw`${block}|--[^\n]*`,
};

/** A comment is a blank to the server: what stands in front of one and a bracket is a function that is called. */
export const withoutComments = (sql: string, server: SqlServer, escapes: boolean): string => {
  if (!/--|\/\*|#/.test(sql)) return sql;
  const pattern = new RegExp(`${sqlQuotes(server, escapes)}|(?<comment>${comments[server]})`, 'g');
  let text = '';
  let from = 0;
  for (let match = pattern.exec(sql); match !== null; match = pattern.exec(sql)) {
    const comment = match.groups?.['comment'];
    if (comment === undefined) continue;
    const end = server === 'postgres' && comment === '/*' ? endOfNested(sql, match.index) : pattern.lastIndex;
    text += `${sql.slice(from, match.index)} ${server === 'mysql' ? carriedOut(comment) : ''}`;
    from = pattern.lastIndex = end;
  }
  return text + sql.slice(from);
};

/** What stands in a comment that begins with `!` is run by MySQL, with `M!` by MariaDB. */
const carriedOut = (comment: string): string => /^\/\*M?!\d*([\s\S]*?)(?:\*\/)?$/.exec(comment)?.[1] ?? '';

const endOfNested = (sql: string, start: number): number => {
  let depth = 0;
  for (const { 0: mark, index } of sql.slice(start).matchAll(/\/\*|\*\//g)) {
    depth += mark === '/*' ? 1 : -1;
    if (depth === 0) return start + index + 2;
  }
  return sql.length;
};
