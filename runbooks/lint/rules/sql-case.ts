// SQL-CASE: a mixed-case identifier without quotes, in SQL for PostgreSQL.
import type { Place, Span } from '../../model.ts';
import { gather, type Hit } from '../looking/gather.ts';
import { oncePer } from '../looking/once.ts';
import { runsOf, spanOfRun } from '../looking/runs.ts';
import { statementsOf as allStatements } from '../looking/sql-statements.ts';
import { statementsOf } from '../looking/sql-text.ts';
import type { LintDocument, Rule } from '../rule.ts';

export const sqlCase: Rule = {
  id: 'SQL-CASE',
  level: 'medium',
  summary: 'an unquoted mixed-case identifier in SQL for PostgreSQL',
  why: 'PostgreSQL folds names without quotes to lower case. A table made by an ORM as "Order" is not found as Order: the query fails in the middle of the incident.',
  bad: '```bash\npsql -U postgres shop -c "SELECT count(*) FROM OrderItem;"\n```\n',
  good: '```bash\npsql -U postgres shop -c \'SELECT count(*) FROM "OrderItem";\'\n```\n',
  check: (document) => {
    const folded = [...ofClients(document), ...ofFences(document)].toSorted(
      (one, other) => one.at.line - other.at.line,
    );
    const quotes = folded.length === 0 ? undefined : makesQuotedNames.exec(document.text)?.[0];
    return gather(folded.map((one) => hitOf(one, quotes)));
  },
};

interface Folded {
  readonly at: Place | Span;
  readonly name: string;
}

const ofClients = (document: LintDocument): readonly Folded[] =>
  runsOf(document, /^(psql|pgcli|cockroach)$/).flatMap((one) => {
    const [name] = statementsOf(one.run).flatMap(foldedNames);
    return name === undefined ? [] : [{ at: spanOfRun(document, one), name }];
  });

/** Of a fence that says only SQL the rest of the runbook says which database it is for. */
const ofFences = (document: LintDocument): readonly Folded[] =>
  allStatements(document).flatMap(({ sql, at, call, dialect }) => {
    const isPostgres = dialect === 'postgres' || (dialect === null && speaksOfPostgres(document));
    const [name] = call === null && isPostgres ? foldedNames(sql) : [];
    return name === undefined ? [] : [{ at, name }];
  });

const speaksOfPostgres = oncePer(
  ({ text }: LintDocument): boolean =>
    /\b(?:psql|postgres\w*|pg_\w+|pgbouncer)\b/i.test(text) &&
    !/\b(?:mysql\w*|mariadb|oracle|sqlplus|sql server|mssql|sqlcmd|sqlite3?|snowflake|bigquery|clickhouse|athena|cassandra|cqlsh)\b/i.test(
      text,
    ),
);

/** Tools that create tables with the case of the model. */
const makesQuotedNames =
  /\b(prisma|typeorm|sequelize|hibernate|entity framework|ef core|dotnet ef|efmigrations|knex|drizzle|mikro-?orm)\b/i;

const hitOf = ({ at, name }: Folded, quotes: string | undefined): Hit => {
  const because = quotes === undefined ? '' : `; ${quotes} makes its tables with the case of the model`;
  return {
    at,
    level: quotes === undefined ? 'medium' : 'high',
    message: `PostgreSQL reads the unquoted \`${name}\` as \`${name.toLowerCase()}\`${because}.`,
    suggestion: `write "${name}" in double quotes`,
  };
};

const foldedNames = (sql: string): readonly string[] => {
  // Text, quoted names and `AS Name` are as they are meant.
  const bare = sql
    .replace(/'(?:[^']|'')*'/g, "''")
    .replace(/"[^"]*"/g, '""')
    .replace(/\bas\s+\w+/gi, '');
  const tables = [
    ...bare.matchAll(
      /\b(?:from|join|into|update|table|truncate|only)\s+(?:if\s+exists\s+)?((?:\w+\.)?\w+)/gi,
    ),
  ];
  const columns = [...bare.matchAll(/\b[a-z]+[A-Z]\w*\b(?!\s*\()/g)];
  return [
    ...tables.map(([, name = '']) => name.split('.').at(-1) ?? ''),
    ...columns.map(([name]) => name),
  ].filter((name) => /[a-z]/.test(name) && /[A-Z]/.test(name));
};
