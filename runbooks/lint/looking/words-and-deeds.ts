// What comments say of commands, held against what these commands are known to do: a restart that only stops, a rate that nothing counts.
import type { Command } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { oncePer } from './once.ts';

interface Row {
  /** What the comment says. */
  readonly says: RegExp;
  /** Words that turn it into something else. */
  readonly unless?: RegExp;
  /** The command of which it is not true. */
  readonly does: RegExp;
  /** It is kept when this one, or another one below the same comment, does this. */
  readonly kept: RegExp;
  readonly but: string;
}

/** One below the other, up to the next comment. */
export const brokenWord = (document: LintDocument, command: Command, rows: readonly Row[]): string | null => {
  const { label, origin } = command;
  if (label === null || origin !== 'fence' || label.length > 200) return null;
  const found = rows.find(
    ({ says, unless, does }) =>
      does.test(command.command) && says.test(label) && unless?.test(label) !== true,
  );
  if (found === undefined) return null;
  return belowSameComment(document, command).some((other) => found.kept.test(other.command))
    ? null
    : found.but;
};

const farthest = 20;

const belowSameComment = (document: LintDocument, command: Command): readonly Command[] => {
  const all = inFence(document).get(command.block) ?? [];
  // The commands of a fence come one behind the other.
  const from = command.index - (all[0]?.index ?? command.index);
  const near = all.slice(from, from + farthest);
  const next = near.findIndex(({ label }, at) => at > 0 && label !== null && label !== command.label);
  return next < 0 ? near : near.slice(0, next);
};

const inFence = oncePer((document: LintDocument) =>
  Map.groupBy(document.runbook.commands, ({ block }) => block),
);

const order = String.raw`^\W*(?:(?:step )?\d+[.):]\s*)?(?:then |now |first |finally |immediate(?:ly)?:? |option \w+: )?`;
const starts = (words: string): RegExp => new RegExp(`${order}(?:${words})`, 'i');

/** Deeds. */
export const claims: readonly Row[] = [
  {
    says: /\breadiness\b|\bready (?:check|probe|endpoint)\b/i,
    unless: /\bliveness\b/i,
    does: /\/(?:live|livez|liveness)\b(?!\/ready)/,
    kept: /ready|readiness|readyz/i,
    but: 'the command asks for liveness, which says nothing of readiness',
  },
  {
    says: /\bliveness\b/i,
    unless: /\breadiness\b|\bready\b/i,
    does: /\/(?:ready|readyz|readiness)\b/,
    kept: /live|liveness|livez/i,
    but: 'the command asks for readiness, which says nothing of liveness',
  },
  {
    says: starts(String.raw`re-?start|bounce`),
    unless: /\b(?:stop|if|without|before|after|policy|loop|count|prevent)\b/i,
    does: /^(?:sudo )?(?:(?:systemctl|service|docker|podman|supervisorctl|pm2|docker compose|docker-compose)\b.*\bstop\b|(?:docker compose|docker-compose)\b.*\bdown\b)/,
    kept: /\b(?:start|restart|up|run|deploy|reload)\b/i,
    but: 'the command only stops it',
  },
  {
    says: /\bdownload(?:s|ed|ing)?\b/i,
    unless: /\b(?:downloaded|after|if|once|speed|check|verify|test)\b/i,
    does: /^(?:sudo )?(?:tar|psql|pg_restore|mysql|xtrabackup|mariabackup|mongorestore|gunzip|unzip|mv|ls|cat|aws s3 ls)\b/,
    kept: /\b(?:cp|sync|curl|wget|scp|rsync|sftp|get|fetch|pull|download|(?<!-)copy|clone|gsutil|azcopy|rclone|xbcloud)\b|s3:|https?:/i,
    but: 'nothing is downloaded here',
  },
  {
    says: /\b(?:flush|delete|evict|remove|clear)\w*\b.*\b(?:keys?|cache|entries|data)\b/i,
    does: /\bMEMORY PURGE\b/i,
    kept: /\b(?:DEL|UNLINK|FLUSH\w*|EXPIRE|EVAL)\b/i,
    but: 'the command hands free pages back to the system, and deletes no key',
  },
  {
    says: starts(String.raw`(?:take |create |make |run )?(?:a |an )?(?:full |fresh |manual )?back[- ]?up\b`),
    unless: /\b(?:restore|from|list|verify|test|check)\b/i,
    does: /\b(?:pg_restore|mongorestore)\b/,
    kept: /\b(?:pg_dump\w*|mongodump|mysqldump|snapshot|cp|tar)\b/,
    but: 'the command restores one',
  },
  {
    says: starts(String.raw`restore (?:the |from )?(?:database|db|backup|dump|data)\b`),
    does: /\b(?:pg_dump|mysqldump|mongodump)\b/,
    kept: /\b(?:pg_restore|psql|mysql|mongorestore)\b(?!dump)/,
    but: 'the command takes a backup',
  },
  {
    says: starts(String.raw`roll(?:ing)?[- ]?back\b`),
    unless: /\b(?:check|status|verify|after|if|history|list|monitor|watch|wait|pods|pick up)\b/i,
    does: /\bkubectl\b.*\brollout (?:restart|status|history)\b/,
    kept: /\b(?:undo|rollback|set image|apply|revert|checkout|patch)\b/,
    but: 'the command goes back to nothing, it stays with the version that is there',
  },
  {
    says: starts(String.raw`drain\b.*\bnodes?\b`),
    does: /\bkubectl\b.*\bcordon\b/,
    kept: /\bdrain\b/,
    but: 'the command only keeps new pods away, those that are there stay',
  },
  {
    says: /./,
    unless: /\blogs?\b|\bgroups?\b/i,
    does: /\baws\b.*\blogs describe-log-groups\b/,
    kept: /\b(?:filter-log-events|get-log-events|start-query|tail)\b/,
    but: 'the command lists the names of log groups',
  },
  {
    says: /\b(?:success|error|failure) (?:rate|ratio|percentage)\b/i,
    does: /\baws\b.*\bget-metric-statistics\b[\s\S]*--metric-name (?:Invocations|RequestCount|Requests|Count)\b/,
    kept: /--metric-name \S*(?:Error|Fault|Fail|5XX|4XX|Success|Throttle)/i,
    but: 'the command counts all calls, those that failed as well as those that did not',
  },
];

const single = (resource: string, ...others: readonly (readonly [string, string])[]): readonly Row[] =>
  others.map(([programs, shows]) => ({
    says: new RegExp(
      `${order}(?:check|inspect|look at|show|view|verify|see|monitor)\\b.*\\b(?:${resource})\\b`,
      'i',
    ),
    unless: new RegExp(
      `\\b(?:${all.filter((one) => one !== resource).join('|')}|resources?|processes|volumes?|pvc|limits?|redis|heap)\\b`,
      'i',
    ),
    does: new RegExp(`^(?:sudo )?(?:${programs})(?: |$)`),
    kept: new RegExp(`\\b(?:${shown[resource] ?? ''})\\b`),
    but: `the command shows ${shows}`,
  }));

const disk = 'disks?|disk space';
const memory = 'memory|ram';
const cpu = 'cpu|load';
const all = [disk, memory, cpu];
const shown: Readonly<Record<string, string>> = {
  [disk]: 'df|du|lsblk|iostat|iotop|ncdu|dstat|sar',
  [memory]: 'free|top|htop|vmstat|ps|meminfo|smem|stats|dstat|sar',
  [cpu]: 'top|htop|uptime|mpstat|ps|vmstat|sar|w|stats|loadavg|dstat|nproc',
};

/** Looks. */
export const looks: readonly Row[] = [
  ...single(disk, ['free', 'memory'], ['uptime|nproc', 'the load of the processors']),
  ...single(memory, ['df|du|lsblk', 'disks'], ['uptime|nproc', 'the load of the processors']),
  ...single(cpu, ['df|du|lsblk', 'disks'], ['free', 'memory']),
  {
    says: /\bconnection limits?\b|\bmax(?:imum)?[ _]connections\b|\blimit of connections\b/i,
    does: /\bcount\s*\([^)]*\)[^;]*\bfrom pg_stat_activity\b|\bprocesslist\b|Threads_connected/i,
    kept: /max_connections|datconnlimit|rolconnlimit|superuser_reserved/i,
    but: 'the command counts connections, and shows no limit',
  },
  {
    says: /\b(?:db|database|postgres\w*|mysql|mariadb|sql) errors?\b/i,
    does: /\bpg_stat_activity\b|\bprocesslist\b/i,
    kept: /\berrors?\b.*\blog|\blogs?\b|journalctl|xact_rollback|conflicts|performance_schema/i,
    but: 'the command lists sessions, and no error',
  },
  {
    says: /\b(?:throughput|(?:production|produce|message|consum\w+|ingest\w*) rate|messages per second)\b/i,
    does: /\b(?:rpk topic (?:consume|describe|list)|kafka-console-consumer(?:\.sh)?|kafka-topics(?:\.sh)?)\b/,
    kept: /\brate\(|\bwatch\b|sleep|GetOffsetShell|get-offsets|seconds|perf-test|prometheus|query=/i,
    but: 'the command shows messages or the layout of a topic at one moment, and no rate',
  },
  {
    says: /\breplication (?:lag|delay)\b/i,
    does: /\bpg_isready\b|\bSELECT 1\b|\bpg_is_in_recovery\(\)|\bredis-cli\b.*\bping\b|\bsystemctl status\b/i,
    kept: /lag|replay|pg_stat_replication|SLAVE STATUS|REPLICA STATUS|Seconds_Behind|info replication|wal_lsn|patronictl list|rs\.print|behind/i,
    but: 'the command shows whether the server answers, and not how far it is behind',
  },
  {
    says: starts(String.raw`(?:check|view|see|inspect|look at|read|review|tail)\b.*\blogs?\b`),
    unless:
      /\b(?:shipp\w*|collector|driver|pods? (?:for|of)|agent|forwarder|rotation|size|disk|volume|level)\b/i,
    does: /^(?:sudo )?(?:kubectl (?:\S+ )*?get pods?\b|docker ps\b|docker[ -]compose ps\b)/,
    kept: /\blogs?\b|journalctl|tail|grep|events|describe|stern|query/i,
    but: 'the command lists what runs, and shows no log',
  },
];
