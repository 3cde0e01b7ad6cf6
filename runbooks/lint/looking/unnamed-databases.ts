// Database clients that name no database, where the data are in another one than the client takes by itself.
import { optionValue, readArgs, type ReadArgs } from '../../tools/read-args.ts';
import type { LintDocument } from '../rule.ts';
import { gather, type Hit } from './gather.ts';
import { runsOf, spanOfRun, type Run } from './runs.ts';
import { statementsOf } from './sql-text.ts';
import type { Found } from '../rule.ts';

export const unnamedDatabases = (document: LintDocument): readonly Found[] => [
  ...gather(ofPostgres(document)),
  ...gather(ofMysql(document)),
];

const ofPostgres = (document: LintDocument): readonly Hit[] => {
  if (/\bPGDATABASE\b|\bPGSERVICE\b/.test(document.text)) return [];
  const runs = clientsOf(document, /^psql$/);
  const named = namedIn(clientsOf(document, /^(psql|pg_dump|pg_restore)$/));
  const [[name, line] = ['', 0]] = named;
  if (name === '') return [];
  return runs.flatMap(({ one, args }): readonly Hit[] => {
    const user = optionValue(args, '--username');
    if (databaseOf(args) !== null || args.positionals.length > 0 || named.has(user ?? '')) return [];
    const sql = statementsOf(one.run);
    // The user `postgres` has a database of this name, in which the views of the whole server are the same.
    const isServers = user === null || /^(postgres|root|admin)$/.test(user);
    if (sql.length === 0 || (isServers && sql.every((statement) => !ofOneDatabase.test(statement))))
      return [];
    if (sql.some((statement) => /^\s*(create|drop|alter)\s+(database|role|user)\b|^\\/i.test(statement)))
      return [];
    return [
      {
        at: spanOfRun(document, one),
        message: `\`psql\` names no database and takes the one that is called like its user${user === null || /[$<]|^_/.test(user) ? '' : `, \`${user}\``}; the data are in \`${name}\` (line ${line}).`,
        suggestion: `add \`-d ${name}\``,
      },
    ];
  });
};

const ofOneDatabase =
  /\b(vacuum|analyze|reindex)\b|\bpg_stat_(user|all|statements)\w*|\bpg_(indexes|tables|class|relation_size|total_relation_size|stat_progress\w*)\b|\b(from|into|update|table|join)\s+(?!pg_|information_schema)"?[a-z_]\w*/i;

/** mysql refuses a table without a database, unless the statement names both. */
const ofMysql = (document: LintDocument): readonly Hit[] => {
  const runs = clientsOf(document, /^(mysql|mariadb)$/);
  return runs.flatMap(({ one, args }): readonly Hit[] => {
    if (databaseOf(args) !== null || args.positionals.length > 0 || args.options.has('--login-path'))
      return [];
    const sql = statementsOf(one.run);
    if (sql.some((statement) => /^\s*use\s/i.test(statement))) return [];
    const table = sql.map((statement) => bareTable.exec(statement)?.[1]).find((found) => found !== undefined);
    return table === undefined
      ? []
      : [
          {
            at: spanOfRun(document, one),
            message: `\`${one.run.program}\` names no database, and neither does the statement: \`${table}\` is refused ("No database selected").`,
          },
        ];
  });
};

const bareTable =
  /^\s*(?:select\b[^;]*?\bfrom|delete\s+from|insert\s+into|update|truncate(?:\s+table)?|alter\s+table|optimize\s+table|analyze\s+table|drop\s+table)\s+(?!information_schema|performance_schema|mysql\b|sys\b|dual\b|if\b|\()`?([a-z_]\w*)`?(?![\w.`(])/i;

interface Client {
  readonly one: Run;
  readonly args: ReadArgs;
}

const clientsOf = (document: LintDocument, programs: RegExp): readonly Client[] =>
  runsOf(document, programs).flatMap((one) => {
    const args = readArgs(one.run.program, one.run.args);
    return args === null || args.options.has('--help') ? [] : [{ one, args }];
  });

const databaseOf = (args: ReadArgs): string | null =>
  optionValue(args, args.program.startsWith('p') ? '--dbname' : '--database');

/** The databases that other commands name, by the line of the first. */
const namedIn = (clients: readonly Client[]): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  for (const { one, args } of clients) {
    const [first] = args.positionals;
    const name = databaseOf(args) ?? (args.program === 'pg_restore' ? null : (first?.value ?? null));
    if (name === null || !/^[a-z][\w-]*$/i.test(name) || /^(postgres|template[01])$/.test(name)) continue;
    if (!found.has(name)) found.set(name, one.command.line);
  }
  return found;
};
