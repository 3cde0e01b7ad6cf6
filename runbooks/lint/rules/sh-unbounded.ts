// SH-UNBOUNDED: output without a limit.
import type { Invocation } from '../../shell/shell-model.ts';
import { dockerCallOf, hasOption } from '../looking/docker-calls.ts';
import { gatherBy, type Hit } from '../looking/gather.ts';
import { laterInPipe, runsOf, sectionOf, spanOfRun, type Run } from '../looking/runs.ts';
import { statementsOf } from '../looking/sql-text.ts';
import type { Level, LintDocument, Rule } from '../rule.ts';

export const shUnbounded: Rule = {
  id: 'SH-UNBOUNDED',
  level: 'low',
  summary: 'output without a limit: whole logs, whole tables',
  why: 'On a system that has run for weeks it prints until the terminal or the browser gives up, hides what was looked for, and loads what is already in trouble.',
  bad: '```bash\ndocker logs shop-api-1\n```\n',
  good: '```bash\ndocker logs --tail 200 shop-api-1\ndocker logs --since 1h shop-api-1 2>&1 | grep -i error\n```\n',
  check: (document) =>
    gatherBy(
      runsOf(document).flatMap((one): readonly (Hit & { kind: string })[] => hitsOf(document, one)),
      ({ kind }) => kind,
    ),
};

const wantsAll = /\b(?:all|complete|full|entire|whole)\b.{0,20}\blogs?\b/i;

const titleAndLabel = (document: LintDocument, { command }: Run): string =>
  `${command.label ?? ''} / ${sectionOf(document, command)?.title ?? ''}`;

/** A table that this runbook makes itself, to look at it. */
const isSmall = (document: LintDocument, { command }: Run, { kind }: Unbounded): boolean => {
  const table = /\bfrom\s+(?:\w+\.)?(\w+)/i.exec(command.command)?.[1];
  return (
    kind === 'table' &&
    table !== undefined &&
    new RegExp(`\\bcreate table (?:if not exists )?(?:\\w+\\.)?${table}\\b`, 'i').test(document.text)
  );
};

interface Unbounded {
  readonly kind: string;
  readonly message: string;
  readonly level: Level;
}

const hitsOf = (document: LintDocument, one: Run): readonly (Hit & { kind: string })[] => {
  const { run } = one;
  if (run.nesting === 'substitution' || wantsAll.test(titleAndLabel(document, one))) return [];
  const found = goesOn(one) ? searched(one) : (logs(run) ?? tables(run) ?? segments(run) ?? file(run));
  return found === null || isSmall(document, one, found) ? [] : [{ ...found, at: spanOfRun(document, one) }];
};

/** What goes into a pipe or a file is somebody else's to limit. */
const goesOn = (one: Run): boolean =>
  laterInPipe(one).length > 0 || one.run.redirections.some(({ operator }) => /^>/.test(operator));

/** `docker logs x | grep error`: every line that ever matched. kubectl has no more than the last rotation. */
const searched = (one: Run): Unbounded | null => {
  const found = /^(kubectl|oc)$/.test(one.run.program) ? null : logs(one.run);
  const pipe = laterInPipe(one);
  if (
    found === null ||
    pipe.length === 0 ||
    !pipe.every((filter) => /^[ef]?grep$|^rg$/.test(filter.program) && !isLimited(filter.args)) ||
    [one.run, ...pipe].some(({ redirections }) =>
      redirections.some(({ operator }) => /^&?>/.test(operator) && operator !== '>&'),
    )
  )
    return null;
  return {
    ...found,
    message: `${found.message.replace(/ prints.*$/, '')} reads everything that was ever logged, and prints every match.`,
  };
};

const isLimited = (args: Invocation['args']): boolean =>
  args.some(({ value }) =>
    /^-[a-zA-Z]*[cmql]\d*$|^--(count|max-count|quiet|silent|files-with-matches)/.test(value),
  );

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

/** A whole log segment of Kafka, record by record. */
const segments = ({ program, args }: Invocation): Unbounded | null => {
  const words = args.map(({ value }) => value);
  const dumps =
    /^kafka-dump-log(\.sh)?$/.test(program) ||
    (/^kafka-run-class(\.sh)?$/.test(program) && /DumpLogSegments$/.test(words[0] ?? ''));
  return dumps &&
    words.includes('--print-data-log') &&
    !words.some((word) => /^--max-(bytes|message)/.test(word))
    ? {
        kind: 'segments',
        level: 'medium',
        message: '`--print-data-log` prints every record of the segment, with what is in it.',
      }
    : null;
};

const file = ({ program, args }: Invocation): Unbounded | null => {
  const log = args.find(({ value }) => /(^|\/)(var\/log\/|logs?\/).+|\.log(\.\d+)?$/.test(value))?.value;
  if (
    /^[ef]?grep$/.test(program) &&
    log !== undefined &&
    !isLimited(args) &&
    // One day or one hour is looked for.
    !args.some(({ value }) => /\d{4}-\d{2}-\d{2}|\d{2}:\d{2}|\$\(date\b|\w{3} +\d{1,2} \d{2}:/.test(value)) &&
    !/build|install|boot|dpkg|apt/.test(log)
  ) {
    return {
      kind: 'file',
      level: 'low',
      message: `\`${program}\` prints every match that was ever written into \`${log}\`.`,
    };
  }
  if (program !== 'cat' || log === undefined || /release|update-check|motd/.test(log)) return null;
  return { kind: 'file', level: 'low', message: `\`cat ${log}\` prints the whole log.` };
};
