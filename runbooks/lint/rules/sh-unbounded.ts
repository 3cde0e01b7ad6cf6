// SH-UNBOUNDED: output without a limit.
import type { Invocation } from '../../shell/shell-model.ts';
import { dockerCallOf, hasOption } from '../looking/docker-calls.ts';
import { gatherBy, type Hit } from '../looking/gather.ts';
import { laterInPipe, runsOf, spanOfRun, type Run } from '../looking/runs.ts';
import { statementsOf } from '../looking/sql-text.ts';
import type { Level, LintDocument, Rule } from '../rule.ts';

export const shUnbounded: Rule = {
  id: 'SH-UNBOUNDED',
  level: 'low',
  summary: 'output without a limit: whole logs, whole tables, all keys',
  why: 'On a system that has run for weeks it prints until the terminal or the browser gives up, hides what was looked for, and loads what is already in trouble.',
  bad: '```bash\ndocker logs shop-api-1\n```\n',
  good: '```bash\ndocker logs --tail 200 shop-api-1\ndocker logs shop-api-1 2>&1 | grep -i error\n```\n',
  check: (document) =>
    gatherBy(
      runsOf(document).flatMap((one): readonly (Hit & { kind: string })[] => hitsOf(document, one)),
      ({ kind }) => kind,
    ),
};

interface Unbounded {
  readonly kind: string;
  readonly message: string;
  readonly level: Level;
}

const hitsOf = (document: LintDocument, one: Run): readonly (Hit & { kind: string })[] => {
  const { run } = one;
  // What goes into a pipe or a file is somebody else's to limit.
  const goesOn =
    laterInPipe(one).length > 0 || run.redirections.some(({ operator }) => /^&?>/.test(operator));
  if (goesOn || run.nesting === 'substitution') return [];
  const found = logs(run) ?? tables(run) ?? keys(run) ?? file(run);
  return found === null ? [] : [{ ...found, at: spanOfRun(document, one) }];
};

const logs = (run: Invocation): Unbounded | null => {
  const words = run.args.map(({ value }) => value);
  const call = dockerCallOf(run);
  const limited =
    /^(-n\d*|--tail|--since|--since-time|--until|--limit-bytes|-f|--follow|--lines|-S|--since|-[a-z]*f[a-z]*|-[a-z]*n\d*|-b|-[a-z]*b\d*|-k)(=|$|\d)/;
  const tool =
    call !== null &&
    /^(service )?logs$/.test(call.verb) &&
    !hasOption(call, '--tail', '--since', '--until', '--follow')
      ? `${run.program}${call.compose && !call.hyphen ? ' compose' : ''} logs`
      : /^(kubectl|oc)$/.test(run.program) &&
          words[0] === 'logs' &&
          !words.some((word) =>
            /^(--tail|--since|--limit-bytes|--follow|-f$|-[a-z]*f[a-z]*$|--previous|-p$)/.test(word),
          ) &&
          !words.includes('-l')
        ? `${run.program} logs`
        : run.program === 'journalctl' &&
            !words.some((word) => limited.test(word) || /^--(disk-usage|vacuum|rotate|list-boots)/.test(word))
          ? 'journalctl'
          : null;
  if (tool === null) return null;
  const limit = tool === 'journalctl' ? '-n 200` or `--since' : '--tail 200` or `--since';
  return {
    kind: 'logs',
    level: 'low',
    message: `\`${tool}\` without \`${limit}\` prints everything that was ever logged.`,
  };
};

const tables = (run: Invocation): Unbounded | null => {
  for (const sql of statementsOf(run)) {
    const found = /^\s*select\s+(?:\w+\.)?\*\s+from\s+([\w."`]+)(.*)$/is.exec(sql);
    const [, table = '', rest = ''] = found ?? [];
    if (found === null || /\b(limit|where|fetch\s+first|count\s*\(|top\s+\d)\b/i.test(rest)) continue;
    if (/^(pg_|information_schema|sys\.|performance_schema|v\$|system\.)/i.test(table.replace(/["`]/g, '')))
      continue;
    return {
      kind: 'table',
      level: 'medium',
      message: `\`SELECT * FROM ${table}\` has neither \`WHERE\` nor \`LIMIT\`: it prints the whole table.`,
    };
  }
  return null;
};

const keys = ({ program, args }: Invocation): Unbounded | null => {
  if (!/^(redis|valkey)-cli$/.test(program)) return null;
  const at = args.findIndex(({ value }) => /^keys$/i.test(value));
  const pattern = args[at + 1]?.value;
  if (at < 0 || pattern === undefined || !/[*?[]/.test(pattern)) return null;
  return {
    kind: 'keys',
    level: 'medium',
    message: `\`KEYS ${pattern}\` goes through all keys at once and prints every match.`,
  };
};

const file = ({ program, args }: Invocation): Unbounded | null => {
  const log = args.find(({ value }) => /(^|\/)(var\/log\/|logs?\/).+|\.log(\.\d+)?$/.test(value))?.value;
  if (program !== 'cat' || log === undefined || /release|update-check|motd/.test(log)) return null;
  return { kind: 'file', level: 'low', message: `\`cat ${log}\` prints the whole log.` };
};
