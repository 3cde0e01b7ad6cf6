// Splits SQL into statements, and each into words, without parsing it: quotes, comments and $$ are seen as such.

export interface SqlStatement {
  /** In upper case; names in quotes, numbers and texts are left out. A word that stands right in front of `(` ends with it. */
  readonly words: readonly string[];
  /** As written. */
  readonly text: string;
}

const token =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|`[^`]*(?:`|$)|(\$\w*\$)[\s\S]*?(?:\1|$)|\\\S[^\n]*|;|[A-Za-z_][\w$]*(?:\s*\()?|\*|[^\s]/g;

export const sqlStatements = (sql: string): readonly SqlStatement[] => {
  const found: SqlStatement[] = [];
  let words: string[] = [];
  let from = 0;
  for (const match of sql.matchAll(token)) {
    const [text] = match;
    if (text === ';') {
      if (words.length > 0) found.push({ words, text: sql.slice(from, match.index).trim() });
      words = [];
      from = match.index + 1;
    } else if (text.startsWith('\\')) {
      found.push({ words: ['\\'], text: text.trim() });
      from = match.index + text.length;
    } else if (/^[A-Za-z_*]/.test(text)) words.push(text.replace(/\s+\($/, '(').toUpperCase());
  }
  if (words.length > 0) found.push({ words, text: sql.slice(from).trim() });
  return found;
};
