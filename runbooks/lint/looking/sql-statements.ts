// SQL in a runbook: what database clients are told, and fences of SQL.
import type { Place } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { callsOf, optionValue, pipedWith, placeOf, type Call } from './calls.ts';
import { oncePer } from './once.ts';

export interface Statement {
  /** White space folded, without the closing semicolon and without comments. */
  readonly sql: string;
  readonly at: Place;
  readonly section: number | null;
  /** Null in a fence of SQL. */
  readonly call: Call | null;
  /** Unknown in a fence of plain SQL. */
  readonly dialect: 'postgres' | 'mysql' | 'other' | null;
}

const clients: Readonly<Record<string, Statement['dialect']>> = {
  psql: 'postgres',
  pgcli: 'postgres',
  cockroach: 'other',
  mysql: 'mysql',
  mariadb: 'mysql',
  sqlite3: 'other',
  sqlcmd: 'other',
  'clickhouse-client': 'other',
  usql: 'other',
};

/** In the order of the document. */
export const statementsOf = oncePer((document): readonly Statement[] =>
  [
    ...callsOf(document, Object.keys(clients)).flatMap((call) => ofCall(document, call)),
    ...ofFences(document),
  ].toSorted((a, b) => a.at.line - b.at.line),
);

const byInvocation = oncePer((document) =>
  Map.groupBy(statementsOf(document), ({ call }) => call?.invocation ?? null),
);

export const statementsIn = (document: LintDocument, call: Call): readonly Statement[] =>
  byInvocation(document).get(call.invocation) ?? [];

const ofCall = (document: LintDocument, call: Call): readonly Statement[] => {
  const dialect = clients[call.program];
  if (dialect === undefined) return [];
  return sqlOf(document, call).flatMap((text) =>
    split(text).map((sql) => ({ sql, at: placeOf(call), section: call.command.section, call, dialect })),
  );
};

/** What a client is told: as an option, by a here-document, or by `echo` in front of it. */
const sqlOf = (document: LintDocument, call: Call): readonly string[] => {
  const { program, words, invocation } = call;
  const told = words.flatMap((word, at) =>
    /^(?:-[a-zA-Z]*[ceqQ]|--command|--execute|--query)$/.test(word) && words[at + 1] !== undefined
      ? [words[at + 1] ?? '']
      : [],
  );
  const long = words.filter((word) => /^--(?:command|execute|query)=/.test(word));
  const glued = optionValue(long, '--command', '--execute', '--query');
  const here = invocation.redirections.flatMap(({ operator, target }) =>
    /^<<[-<]?$/.test(operator) ? [target?.value ?? ''] : [],
  );
  const echoed = pipedWith(document, call).flatMap((other) =>
    /^(?:echo|printf)$/.test(other.program) && other.invocation.stage === invocation.stage - 1
      ? [other.words.join(' ')]
      : [],
  );
  const last = program === 'sqlite3' ? words.filter((word) => /\s/.test(word)).slice(-1) : [];
  return [...told, ...(glued === null ? [] : [glued]), ...here, ...echoed, ...last];
};

const ofFences = (document: LintDocument): readonly Statement[] =>
  document.runbook.blocks.flatMap(({ fence, section }) => {
    if (fence === null || !/^(?:sql|psql|postgres(?:ql)?|pgsql|plpgsql|mysql|tsql)$/.test(fence.language))
      return [];
    const dialect = fence.language.startsWith('p') ? 'postgres' : fence.language === 'mysql' ? 'mysql' : null;
    return splitLines(fence.lines, fence.firstLine).map((one) => ({ ...one, section, call: null, dialect }));
  });

const split = (text: string): readonly string[] =>
  text
    .replace(/--[^\n]*/g, ' ')
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .split(';')
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '');

const splitLines = (
  lines: readonly string[],
  firstLine: number,
): readonly Pick<Statement, 'sql' | 'at'>[] => {
  const found: Pick<Statement, 'sql' | 'at'>[] = [];
  const lastLine = firstLine + lines.length - 1;
  let open: string[] = [];
  let from = firstLine;
  for (const [index, raw] of [...lines, ';'].entries()) {
    const line = raw.replace(/--.*$/, '');
    if (open.length === 0 && line.trim() === '') continue;
    if (open.length === 0) from = firstLine + index;
    open.push(line);
    if (!line.includes(';')) continue;
    const at = { line: from, endLine: Math.min(firstLine + index, lastLine) };
    for (const sql of split(open.join('\n'))) found.push({ sql, at });
    open = [];
  }
  return found;
};

/** The statement changes rows or tables, or ends sessions. */
export const changesRows = (sql: string): boolean =>
  /^(?:with\b.*\)\s*)?(?:insert|update|delete|truncate|drop|alter|create|replace|merge|grant|revoke|reindex|vacuum full|cluster)\b/i.test(
    sql,
  ) || /\b(?:pg_terminate_backend|pg_cancel_backend|pg_reload_conf|pg_promote|setval)\s*\(/i.test(sql);
