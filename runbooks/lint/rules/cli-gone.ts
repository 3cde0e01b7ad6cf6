// CLI-GONE: a command that its tool no longer has.
import { gatherBy, type Hit } from '../looking/gather.ts';
import type { Removed } from '../looking/removed.ts';
import { removedCommands } from '../looking/removed-commands.ts';
import { removedSql } from '../looking/removed-sql.ts';
import { runsOf, spanOfRun, type Run } from '../looking/runs.ts';
import { statementsOf } from '../looking/sql-text.ts';
import type { LintDocument, Rule } from '../rule.ts';

export const cliGone: Rule = {
  id: 'CLI-GONE',
  level: 'high',
  summary: 'a command or option that was removed from its tool',
  why: 'It worked when it was written. In the night of the incident the installed version answers "unknown command", and somebody looks for the new name.',
  bad: '```bash\ndocker scan shop-api:latest\n```\n',
  good: '```bash\ndocker scout cves shop-api:latest\n```\n',
  check: (document) =>
    gatherBy(
      runsOf(document, anyProgram).flatMap((one): readonly (Hit & { what: string })[] =>
        hitsOf(document, one),
      ),
      ({ what }) => what,
    ),
};

/** The programs that have lost something. */
const anyProgram = new RegExp(
  [...removedCommands, ...removedSql].map(({ program }) => program.source).join('|'),
);

const hitsOf = (document: LintDocument, one: Run): readonly (Hit & { what: string })[] => {
  const removed = removedIn(document, one);
  if (removed === undefined) return [];
  const { what, since, instead, level } = removed;
  const { program } = one.run;
  const message = `\`${shown(program, what)}\` is gone since ${since}; instead: \`${instead}\`.`;
  return [{ what, at: spanOfRun(document, one), message, ...(level === undefined ? {} : { level }) }];
};

const removedIn = (document: LintDocument, { run }: Run): Removed | undefined => {
  // Set on purpose for the old interface of etcd.
  if (run.assignments.some(({ name, value }) => name === 'ETCDCTL_API' && value === '2')) return undefined;
  const words = run.args.map(({ value }) => value).join(' ');
  const isKept = ({ keptBy }: Removed): boolean => keptBy?.test(document.text) === true;
  const command = removedCommands.find((row) => row.program.test(run.program) && row.words.test(words));
  if (command !== undefined) return isKept(command) ? undefined : command;
  const rows = removedSql.filter(({ program }) => program.test(run.program));
  const sql = rows.length === 0 ? [] : statementsOf(run);
  return rows.find((row) => sql.some((statement) => row.words.test(statement)) && !isKept(row));
};

const shown = (program: string, what: string): string =>
  /^(a command|its |the i|mirroring)/.test(what)
    ? `${program}: ${what}`
    : what.startsWith('the ')
      ? program
      : what;
