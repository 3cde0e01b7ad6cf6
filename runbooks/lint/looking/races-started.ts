// Commands that ask for something and return before it is there, with what needs it right behind them.
import type { Command } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { callsIn, type Call } from './calls.ts';
import { lifecycleOf } from './lifecycle.ts';
import { pausesBetween } from './pauses.ts';
import type { LateRace } from './races-pods.ts';
import { riseOf } from './restarts.ts';
import { eachAfter, isReference } from './sections.ts';
import { waits } from './waiting.ts';

interface Start {
  /** The program and its words. */
  readonly call: RegExp;
  /** What of the next command needs that it is through. */
  readonly use: RegExp;
  /** To follow "`next` comes right after `call`". */
  readonly says: string;
}

const start = (call: RegExp, use: RegExp, says: string): Start => ({ call, use, says });

const client = String.raw`(?:psql|mysql|mongosh|redis-cli|pg_\w+|curl|npm run|alembic|flyway)\b`;

const starts: readonly Start[] = [
  start(
    /^aws rds (?:restore-db-\S+|create-db-instance\S*|promote-read-replica|reboot-db-instance|failover-db-cluster|start-db-\S+)\b/,
    new RegExp(
      `^(?:sudo )?${client}|aws rds (?:modify|promote|delete|add|create)-|kubectl (?:\\S+ )*(?:set|rollout|apply)\\b|aws ecs update-service`,
    ),
    ', which returns while the instance is still being made ready',
  ),
  start(
    /^aws rds create-db(?:-cluster)?-snapshot\b/,
    /aws rds (?:restore|delete|modify|copy|promote)-|\b(?:psql|mysql|pg_restore|migrate|alembic|flyway)\b|helm upgrade|kubectl (?:apply|set|delete)/,
    ', which returns while the snapshot is still being taken',
  ),
  start(
    /^aws ec2 (?:start|run|reboot)-instances\b/,
    /^(?:ssh|scp|rsync|curl|ansible|ansible-playbook)\b|aws ec2 attach-volume|aws elbv2 register-targets/,
    ', which returns before the machine is up',
  ),
  start(
    /^aws ec2 stop-instances\b/,
    /aws ec2 (?:modify-instance|detach-volume|start-instances)/,
    ', which returns before the machine is down',
  ),
  start(/^aws ec2 detach-volume\b/, /aws ec2 attach-volume/, ', which returns before the volume is free'),
  start(
    /^aws ec2 create-snapshot\b/,
    /aws ec2 (?:delete-volume|terminate-instances|create-volume|detach-volume)|\bmkfs|\brm -/,
    ', which returns while the snapshot is still being taken',
  ),
  start(
    /^aws (?:ecs update-service|autoscaling start-instance-refresh|lambda update-function-code)\b/,
    /^curl\b|aws lambda (?:invoke|publish-version)/,
    ', which returns before the new ones run: the old ones answer',
  ),
  start(
    /^aws cloudformation (?:create|update|delete)-stack\b/,
    /^curl\b|aws cloudformation (?:create|update|delete)-stack|aws ecs|aws s3 rb/,
    ', which returns before the stack is through',
  ),
  start(
    /^velero (?:backup|restore) create\b(?!.*(?:--wait|\s-w\b))/,
    /^velero restore create|^velero backup delete|^kubectl (?:\S+ )*(?:get|exec|rollout|delete|apply)\b|^curl\b/,
    ', which without `--wait` returns at once',
  ),
  start(
    /^(?:redis|valkey)-cli\b.* (?:bgsave|bgrewriteaof)\b/i,
    /^(?:sudo )?(?:cp|scp|rsync|tar|gzip|mv|aws s3)\b|docker cp|kubectl (?:\S+ )*cp\b|\bshutdown\b|\b(?:stop|restart) \S*redis|docker (?:stop|restart|compose (?:stop|restart|down))/i,
    ', which writes in the background: the file that is there is the one of before',
  ),
  start(
    /^kafka-reassign-partitions(?:\.sh)? .*--execute\b/,
    /\bsystemctl (?:stop|restart)|\bdocker (?:stop|restart|rm)|kubectl delete|kafka-(?:preferred|leader)|aws ec2 terminate/,
    ', which only starts to move the partitions',
  ),
  start(
    /^curl\b(?=.*_snapshot\/[^/ ]+\/[^/ ]+)(?=.*-X ?(?:PUT|POST))(?!.*wait_for_completion=true)(?!.*_restore)/,
    /_restore|-X ?DELETE|_close|systemctl (?:stop|restart)|docker (?:stop|restart)/,
    ', which returns before the snapshot is taken',
  ),
  start(/^gcloud\b.* --async\b/, new RegExp(`^gcloud |^${client}`), ', which with `--async` returns at once'),
  start(/^az\b.* --no-wait\b/, new RegExp(`^az |^${client}`), ', which with `--no-wait` returns at once'),
  start(
    /^systemctl\b.* --no-block\b/,
    new RegExp(`^(?:sudo )?(?:systemctl |${client})`),
    ', which with `--no-block` returns at once',
  ),
  start(
    /^kubectl\b.* scale\b.*--replicas[= ]0\b/,
    /\bpg_restore\b|\bmongorestore\b|\brm -rf\b|kubectl (?:\S+ )*(?:delete (?:pvc|pv)|cp)\b|\bredis-cli\b.*\bflush|psql\b.*<|\bkafka-consumer-groups\S* .*--reset-offsets/i,
    ', which returns while the pods still run and write',
  ),
];

export const startedRaces = (document: LintDocument): readonly LateRace[] =>
  document.runbook.commands.flatMap((first): readonly LateRace[] => {
    if (isReference(document, first.section)) return [];
    return [asked(document, first) ?? dependent(document, first)].flatMap((race) => race ?? []);
  });

const asked = (document: LintDocument, first: Command): LateRace | null => {
  const found = callsIn(document, first)
    .map(textOfCall)
    .map((text) => starts.find((one) => one.call.test(text)))
    .find((one) => one !== undefined);
  if (found === undefined || waits(document, first)) return null;
  const next = nextAct(document, first);
  return next === null ||
    !found.use.test(next.command.replace(/\\?\s+/g, ' ')) ||
    pausesBetween(document, first, next)
    ? null
    : { first, next, says: found.says, level: 'medium' };
};

const textOfCall = ({ program, words }: Call): string => [program, ...words].join(' ');

/** What takes no time and changes nothing stands in between. */
const nextAct = (document: LintDocument, first: Command): Command | null => {
  for (const other of eachAfter(document, first)) {
    const calls = callsIn(document, other);
    if (calls.length > 0 && calls.every(({ program }) => /^(?:echo|cd|export|date|)$/.test(program)))
      continue;
    return other.label !== null && /\b(?:if|when|optional(?:ly)?|or)\b/i.test(other.label) ? null : other;
  }
  return null;
};

// They form a quorum, or read what they have written, before they serve; their units do not wait for that.
const slow =
  /^(?:etcd|consul|zookeeper|kafka|elasticsearch|opensearch|cassandra|vault|ceph\S*|nats\S*|redpanda)(?:\.service)?$/;
const stores =
  /(?:^|[-_])(?:etcd|consul|zookeeper|kafka|elasticsearch|opensearch|cassandra|vault|postgres\w*|mysql|mariadb|mongo\w*|redis|rabbitmq|db|database|redpanda)(?:[-_]?\d+)?$/i;

/** "Restart etcd first, then Patroni": the second starts into what the first has not yet. */
const dependent = (document: LintDocument, first: Command): LateRace | null => {
  const rise = riseOf(document, first);
  if (rise === null || rise.lifecycle.waits || waits(document, first)) return null;
  const { verb, platform, targets } = rise.lifecycle;
  const [target = ''] = targets;
  if (targets.length !== 1 || !/^(?:start|restart|up)$/.test(verb)) return null;
  const isSlow =
    platform === 'systemd' ? slow.test(target) : /^(?:docker|compose)$/.test(platform) && stores.test(target);
  if (!isSlow) return null;
  const next = nextAct(document, first);
  if (next === null || next.section !== first.section) return null;
  const then = callsIn(document, next)
    .map(lifecycleOf)
    .find((one) => one !== null);
  if (
    then === undefined ||
    then === null ||
    !/^(?:start|restart|up)$/.test(then.verb) ||
    then.targets.length === 0 ||
    then.targets.some((name) => name === target || stores.test(name)) ||
    pausesBetween(document, first, next)
  )
    return null;
  return {
    first,
    next,
    says: `: \`${target}\` does not serve yet when it returns, and what needs it is started already`,
    level: 'medium',
  };
};
