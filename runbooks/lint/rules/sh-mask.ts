// SH-MASK: the failure of the command that matters never becomes the exit code.
import type { Command } from '../../model.ts';
import type { Invocation } from '../../shell/shell-model.ts';
import { callsIn } from '../looking/calls.ts';
import { curlCallOf, curlHas } from '../looking/curl-calls.ts';
import { earlierInFence } from '../looking/fences.ts';
import { gatherBy, type Hit } from '../looking/gather.ts';
import { lifecycleOf } from '../looking/lifecycle.ts';
import { laterInPipe, runsOf, sectionOf, spanOfRun, type Run } from '../looking/runs.ts';
import { statementsIn } from '../looking/sql-statements.ts';
import type { LintDocument, Rule } from '../rule.ts';

export const shMask: Rule = {
  id: 'SH-MASK',
  level: 'medium',
  summary: 'a pipeline or `|| true` hides the failure of the command that matters',
  why: 'The exit code of a pipeline is that of its last command. A dump that fails half-way then counts as a backup, a deployment that was refused as done.',
  bad: '```bash\npg_dump -h db shop | gzip > backup.sql.gz\n```\n',
  good: '```bash\nset -o pipefail\npg_dump -h db shop | gzip > backup.sql.gz\n```\n',
  check: (document) =>
    gatherBy(
      runsOf(document).flatMap((one): readonly (Hit & Kind)[] => hitsOf(document, one)),
      ({ kind }) => kind,
    ),
};

interface Kind {
  readonly kind: string;
}

const hitsOf = (document: LintDocument, one: Run): readonly (Hit & Kind)[] => {
  const found = problemOf(document, one);
  return found === null ? [] : [{ ...found, at: spanOfRun(document, one) }];
};

const problemOf = (document: LintDocument, one: Run): (Omit<Hit, 'at'> & Kind) | null => {
  const { run, command } = one;
  const passed = passedOver(document, one);
  if (passed !== null) return { kind: 'check', level: 'medium', ...passed };
  const silent = silentIn(document, one);
  if (silent !== null) return { kind: 'silent', level: 'medium', ...silent };
  const work = workOf(run);
  const [next] = laterInPipe(one);
  if (work !== null && next !== undefined && hides(next) && !hasPipefail(document, command)) {
    const message = `\`${run.program} … | ${next.program}\` ends with the exit code of \`${next.program}\`: when \`${run.program}\` fails, ${work.then}.`;
    return { kind: work.then, message, level: work.level, suggestion: 'put `set -o pipefail` in front' };
  }
  const swallowed = /^(?:[^\n;|&]|>&\d|&>)*\|\|\s*(true|:)(?=$|[\s;)])/.exec(one.read.text.slice(run.to));
  const masked = swallowed === null ? null : (work ?? changedBy(document, one));
  // What may be there already, or be gone already, is meant to be passed over.
  if (
    swallowed === null ||
    masked === null ||
    masked.then === unseen ||
    /\b(create|delete|destroy)\b/.test(one.read.text)
  )
    return null;
  const message = `\`|| ${swallowed[1] ?? ''}\` turns every failure of \`${run.program}\` into success: ${masked.then}.`;
  return { kind: '|| true', message, level: 'medium' };
};

const checking =
  /^(grep|egrep|pg_isready|nc|test|\[|systemctl|kubectl|curl|wget|promtool|amtool|nginx|mysqladmin|redis-cli|psql|dig|openssl|pgrep|helm|curl|ping|etcdctl|rabbitmq-diagnostics|make|npm)$/;

/** `… | grep ok || true`, `pg_isready; true`: a check whose answer is thrown away. */
const passedOver = (document: LintDocument, one: Run): { readonly message: string } | null => {
  const { run, read, command } = one;
  if (run.stage !== run.stages - 1 || run.nesting === 'substitution' || !checking.test(run.program))
    return null;
  const isCheck =
    sectionOf(document, command)?.role === 'verification' ||
    /\b(verif\w*|check|confirm|ensure|make sure|validat\w*|smoke|health)\b/i.test(command.label ?? '');
  const tail = /^[^\n|&;]*(?:\|\|\s*(?:true|:|exit 0|echo\b[^\n]*)|;\s*(?:true|:|exit 0))\s*$/.exec(
    read.text.slice(run.to),
  )?.[0];
  if (!isCheck || tail === undefined || /\|\|\s*echo/.test(tail) || changes.test(run.args[0]?.value ?? ''))
    return null;
  return {
    message: `\`${tail.trim().replace(/^\d?>\S+\s*/, '')}\` behind \`${run.program}\`: the check passes whatever it finds.`,
  };
};

/** `curl -s … | jq`: no server, no message, no output, exit code 0. */
const silentIn = (
  document: LintDocument,
  one: Run,
): { readonly message: string; readonly suggestion: string } | null => {
  const curl = curlCallOf(one.run);
  const [next] = laterInPipe(one);
  const [url] = curl?.urls ?? [];
  if (
    curl === null ||
    next === undefined ||
    url === undefined ||
    !curlHas(curl, '--silent') ||
    curlHas(curl, '--show-error', '--fail', '--fail-with-body', '--verbose', '--include') ||
    !takesNothing(laterInPipe(one)) ||
    hasPipefail(document, one.command) ||
    !isLookedAt(document, one.command)
  )
    return null;
  return {
    message: `\`curl -s … | ${next.program}\` says nothing and exits 0 when nobody answers: \`-s\` hides the error, and \`${next.program}\` is content without input.`,
    suggestion: 'use `curl -fsS`, and `set -o pipefail` or `jq -e`',
  };
};

/** Content with no input at all: every program of the pipe, up to the last. */
const takesNothing = (pipe: readonly Invocation[]): boolean =>
  pipe.every(
    ({ program, args }) =>
      /^(awk|cut|sort|uniq|tr|column|wc)$/.test(program) ||
      (program === 'jq' && !args.some(({ value }) => /^-[a-z]*[en]|^--(exit-status|null-input)/.test(value))),
  );

/** Somebody decides by it what to do; documentation that shows an API does no harm. */
const isLookedAt = (document: LintDocument, command: Command): boolean => {
  const section = sectionOf(document, command);
  if (/\b(check|verify|confirm|test|monitor|status|health)\b/i.test(command.label ?? '')) return true;
  return /^(diagnosis|verification|remediation|rollback|symptom|trigger|pre-flight)$/.test(
    section?.role ?? '',
  );
};

interface Work {
  readonly then: string;
  readonly level: 'high' | 'medium';
}

const unseen = 'the check passes';

const workOf = (run: Invocation): Work | null => {
  const { program, args } = run;
  const verbsOf = (): readonly string[] =>
    args.map(({ value }) => value).filter((value) => !value.startsWith('-'));
  const dump = /^(pg_dump|pg_dumpall|pg_basebackup|mysqldump|mariadb-dump|mongodump|xtrabackup|influxd?)$/;
  if (dump.test(program) && !/^influx/.test(program)) {
    return { then: 'the backup is cut short or empty, and the step counts as done', level: 'high' };
  }
  if (program === 'etcdctl' && verbsOf().includes('snapshot')) {
    return { then: 'there is no snapshot, and the step counts as done', level: 'high' };
  }
  if (/^(kubectl|oc|helm|terraform|tofu)$/.test(program) && changes.test(verbsOf()[0] ?? '')) {
    return { then: 'nothing was applied, and the step counts as done', level: 'medium' };
  }
  if (/^ansible-playbook$/.test(program)) {
    return { then: 'the play failed, and the step counts as done', level: 'medium' };
  }
  if (/^(pg_restore|mongorestore|flyway|liquibase|alembic)$/.test(program) || loads(run))
    return {
      then: 'what it was to put into the database is not there, and the step counts as done',
      level: 'medium',
    };
  if (/^(restic|borg|wal-g|pgbackrest)$/.test(program) && /backup|create|push/.test(verbsOf().join(' ')))
    return { then: 'there is no backup, and the step counts as done', level: 'high' };
  const curl = curlCallOf(run);
  if (curl !== null && curlHas(curl, '--fail', '--fail-with-body')) return { then: unseen, level: 'medium' };
  return null;
};

// A stop, a kill or a removal of what may be gone already is meant to be passed over.
const mends = /^(?:restart|start|reload|up|scale|apply|undo)$/;
const writes = /^(?:update|alter|truncate|insert)\b/i;

/** `systemctl restart api || true`: the step that was to mend it. */
const changedBy = (document: LintDocument, { run, command }: Run): Work | null => {
  const call = callsIn(document, command).find(({ invocation }) => invocation === run);
  if (call === undefined) return null;
  if (mends.test(lifecycleOf(call)?.verb ?? ''))
    return { then: 'it runs on as it was, or not at all, and the step counts as done', level: 'medium' };
  return statementsIn(document, call).some(({ sql }) => writes.test(sql))
    ? { then: 'nothing was changed, and the step counts as done', level: 'medium' }
    : null;
};

/** `psql -f migration.sql`. */
const loads = ({ program, args, redirections }: Invocation): boolean =>
  /^(psql|mysql|mariadb)$/.test(program) &&
  (args.some(({ value }) => /^(-f|--file|--file=.+)$/.test(value)) ||
    redirections.some(({ operator }) => operator === '<'));

const changes = /^(apply|create|replace|upgrade|install|rollback|destroy|delete|scale|patch|rollout)$/;

/** Fails only by itself: it says nothing about what came in. */
const hides = ({ program, args }: Invocation): boolean =>
  /^(gzip|pigz|bzip2|xz|zstd|lz4|tee|cat|head|tail|less|more|sort|wc|awk|sed|openssl|gpg|age|split|pv|column|tr|cut|ts|aws|gsutil|ssh)$/.test(
    program,
  ) ||
  (program === 'jq' && !args.some(({ value }) => /^-[a-z]*e|^--exit-status/.test(value)));

const hasPipefail = (document: LintDocument, command: Command): boolean =>
  [command, ...earlierInFence(document, command)].some((one) => /\bpipefail\b/.test(one.command)) ||
  // A script that somebody saves begins with it; it doesn't carry over to what people paste.
  /PIPESTATUS/.test(command.command);
