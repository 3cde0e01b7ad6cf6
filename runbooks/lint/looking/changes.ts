// Which commands change something that other people use. What only prepares (downloads, copies, variables of the shell) is none.
import type { Command } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { callsIn, hasOption, type Call } from './calls.ts';
import { restoreOf } from './dumps.ts';
import { writesByHttp } from './http-calls.ts';
import { lifecycleOf } from './lifecycle.ts';
import { migratesSchema } from './migrations.ts';
import { oncePerPart } from './once.ts';
import { redisChanges, redisOf } from './redis.ts';
import { scriptWords } from './scripts.ts';
import { changesRows, statementsIn } from './sql-statements.ts';

export const changes = oncePerPart((document, command: Command): boolean =>
  callsIn(document, command).some((call) => callChanges(document, call)),
);

export const callChanges = oncePerPart(
  (document, call: Call): boolean =>
    lifecycleOf(call) !== null ||
    restoreOf(document, call) !== null ||
    migratesSchema(call) ||
    writesByHttp(call) ||
    writesRows(document, call) ||
    writesToStore(call) ||
    byProgram(call) ||
    scriptChanges(call),
);

const writesRows = (document: LintDocument, call: Call): boolean =>
  statementsIn(document, call).some(({ sql }) => changesRows(sql));

const writesToStore = (call: Call): boolean => {
  const redis = redisOf(call);
  if (redis !== null) return redisChanges(redis);
  if (/^(?:mongosh?|mongo)$/.test(call.program)) return call.words.some((word) => mongoWrite.test(word));
  return false;
};

const mongoWrite =
  /\.(?:insert|update|delete|remove|drop|createIndex|replace|bulkWrite|rename|findAndModify|findOneAnd)\w*\(|\brs\.(?:stepDown|reconfig|initiate|add|remove)\(|\bkillOp\(|\bfsyncLock\(|\bsetParameter\b/;

type Looks = (words: readonly string[]) => boolean;

const first =
  (...verbs: readonly string[]): Looks =>
  (words) =>
    verbs.includes(words.find((word) => !word.startsWith('-')) ?? '');
const any =
  (pattern: RegExp): Looks =>
  (words) =>
    words.some((word) => pattern.test(word));
const always: Looks = () => true;

const cloudVerb =
  /^(?:create|delete|update|put|terminate|start|stop|reboot|modify|run|attach|detach|associate|disassociate|revoke|authorize|restore|promote|failover|set|rollback|resize|reset|deploy|publish|send|purge|cancel|abort|register|deregister|enable|disable|add|remove)(?:-|$)/;

const programs: Readonly<Record<string, Looks>> = {
  cast: first('send', 'publish'),
  forge: (words) => hasOption(words, '--broadcast') || words[0] === 'create',
  terraform: first('apply', 'destroy', 'import', 'taint'),
  tofu: first('apply', 'destroy', 'import', 'taint'),
  pulumi: first('up', 'destroy'),
  'ansible-playbook': (words) => !hasOption(words, '--check', '--list-tasks', '--syntax-check'),
  aws: (words) => {
    const [service = '', verb = ''] = words.filter((word) => !word.startsWith('-'));
    return service === 's3'
      ? /^(?:rm|rb|mv)$/.test(verb)
      : cloudVerb.test(verb) && !/^start-(?:query|live-tail)/.test(verb) && !/^secretsmanager$/.test(service);
  },
  gcloud: (words) => words.some((word) => cloudVerb.test(word)),
  az: (words) => words.slice(1).some((word) => cloudVerb.test(word)),
  flyctl: first('deploy', 'scale', 'restart'),
  fly: first('deploy', 'scale', 'restart'),
  heroku: any(/^(?:ps:(?:restart|scale)|rollback|releases:rollback|restart|config:set|maintenance:o)/),
  kubectl: first(
    'create',
    'label',
    'annotate',
    'cordon',
    'uncordon',
    'drain',
    'taint',
    'expose',
    'autoscale',
  ),
  docker: (words) =>
    /^(?:update|network|volume|system|image|rmi|rename|pause|unpause|swarm|node|container)$/.test(
      words[0] ?? '',
    ) &&
    (/^(?:update|rmi|rename|pause|unpause)$/.test(words[0] ?? '') ||
      /^(?:connect|disconnect|rm|prune|create|update|leave|kill)$/.test(words[1] ?? '')),
  iptables: any(/^-(?:[AIDRFXPZ]|-append|-insert|-delete|-flush|-policy)$/),
  ufw: first('allow', 'deny', 'enable', 'disable', 'delete', 'reject', 'limit', 'insert', 'reset', 'default'),
  'firewall-cmd': any(/^--(?:add|remove|panic|reload|set)/),
  nft: first('add', 'delete', 'flush', 'insert'),
  reboot: always,
  shutdown: always,
  kill: (words) => !words.some((word) => /^-(?:0|3|l|QUIT|USR1|USR2|SIGQUIT|SIGUSR1|SIGUSR2)$/.test(word)),
  pkill: (words) => !words.some((word) => /^-(?:0|3|QUIT|USR1|USR2)$/.test(word)),
  killall: always,
  dropdb: always,
  reindexdb: always,
  vacuumdb: (words) => hasOption(words, '--full', '-f'),
  pg_resetwal: always,
  pg_ctl: first('promote', 'restart', 'stop', 'start', 'reload'),
  patronictl: first('failover', 'switchover', 'restart', 'reinit', 'reload', 'edit-config'),
  repmgr: any(/^(?:promote|switchover|follow)$/),
  nodetool: first('repair', 'drain', 'decommission', 'removenode', 'cleanup', 'compact', 'flush'),
  rabbitmqctl: any(
    /^(?:purge_queue|delete_queue|stop_app|start_app|reset|force_reset|forget_cluster_node|set_policy|add_user|delete_user)$/,
  ),
  rabbitmqadmin: first('delete', 'purge', 'publish', 'declare'),
  'kafka-topics': any(/^--(?:create|delete|alter)$/),
  'kafka-configs': any(/^--alter$/),
  'kafka-consumer-groups': any(/^--(?:execute|delete|delete-offsets)$/),
  'kafka-reassign-partitions': any(/^--execute$/),
  'kafka-leader-election': always,
  'kafka-delete-records': always,
  rpk: (words) =>
    /^(?:create|delete|alter-config|produce|add-partitions|seek|trim-prefix|decommission|set)$/.test(
      words[1] ?? '',
    ),
  velero: (words) => words[0] === 'restore' && words[1] === 'create',
  nginx: any(/^(?:reload|stop|quit)$/),
  certbot: first('renew', 'certonly', 'revoke', 'delete'),
  crontab: (words) =>
    words.some((word) => word === '-r' || word === '-') ||
    (words.length > 0 && !words.some((word) => word.startsWith('-'))),
  celery: any(/^(?:purge|shutdown)$/),
  truncate: always,
  find: any(/^-delete$/),
  'apt-get': first('clean', 'autoclean', 'autoremove', 'remove', 'purge'),
  apt: first('clean', 'autoclean', 'autoremove', 'remove', 'purge'),
  journalctl: any(/^--vacuum-/),
  logrotate: any(/^-[a-z]*f|^--force$/),
  rm: (words) => words.some((word) => /^-[a-zA-Z]*[rR]/.test(word)),
  mkfs: always,
  dd: any(/^of=\/dev\//),
};

const byProgram = ({ program, words }: Call): boolean =>
  programs[program.replace(/\.sh$/, '')]?.(words) ?? false;

const changing =
  /^(?:rollback|roll|deploy|redeploy|restore|replay|redrive|reprocess|requeue|migrate|migration|upgrade|downgrade|failover|promote|switchover|restart|rotate|reset|repair|fix|sync|resync|backfill|purge|clean|cleanup|drain|scale|enable|disable|pause|unpause|process|apply|release|reindex|rebuild|recover|unlock|block|unblock|start|stop|flush|seed|import)$/;
const looking =
  /^(?:check|verify|test|smoke|status|health|validate|list|show|dry|report|dump|backup|export|lint|build|plan)$/;

/** A script whose name says that it changes something, and not that it only looks. */
const scriptChanges = (call: Call): boolean => {
  const words = scriptWords(call);
  return (
    words.some((word) => changing.test(word)) &&
    !words.some((word) => looking.test(word)) &&
    !hasOption(call.words, '--dry-run')
  );
};
