// Commands that come in pairs: what one of them holds back stays held back until the other one is given.
import type { Deed } from './one-way-deeds.ts';

interface Pair extends Omit<Deed, 'level'> {
  /** Of the program and its words, options among them. */
  readonly call: RegExp;
}

const pair = (call: RegExp, does: string, undo: string, back: RegExp): Pair => ({ call, does, undo, back });

const pairs: readonly Pair[] = [
  pair(
    /^patronictl\b.* pause\b/,
    'takes the cluster out of automatic failover',
    'resume it',
    /\bpatronictl\b.*\bresume\b|\bresum\w+/i,
  ),
  pair(
    /^kubectl\b.* rollout pause\b/,
    'stops rollouts',
    'resume them',
    /\brollout (?:resume|undo)\b|\bresum\w+/i,
  ),
  pair(
    /^(?:flux suspend|argocd app set\b.*--sync-policy[= ]none|argocd app patch\b.*automated.{0,4}null)/,
    'takes what follows out of the hands of the delivery',
    'give it back',
    /\bflux resume\b|--sync-policy[= ]auto|\bresum\w+|\bre-?enabl\w+/i,
  ),
  pair(
    /^ceph osd set (?:no\w+|pause)\b/,
    'stops the cluster from healing itself',
    'unset it',
    /\bceph osd unset\b|\bunset\b/i,
  ),
  pair(
    /^(?:pcs property set maintenance-mode=true|crm configure property maintenance-mode=true|pcs (?:cluster|node) standby|pcs node maintenance)\b/,
    'takes the cluster out of control',
    'give it back',
    /maintenance-mode=false|\bunstandby\b|\bunmaintenance\b/i,
  ),
  pair(/^consul maint\b.*-enable/, 'takes the node out of service', 'bring it back', /\bmaint\b.*-disable/i),
  pair(
    /^nomad node (?:drain\b.*-enable|eligibility\b.*-disable)/,
    'takes the node out of service',
    'bring it back',
    /-disable\b.*drain|\bdrain\b.*-disable|\beligibility\b.*-enable/i,
  ),
  pair(
    /^docker node update\b.*--availability[= ](?:drain|pause)/,
    'takes the node out of service',
    'bring it back',
    /--availability[= ]active/i,
  ),
  pair(/^airflow dags pause\b/, 'stops the schedule', 'start it again', /\bunpause\b/i),
  pair(
    /^(?:kubectl|oc)\b.* patch cronjobs?\b.*suspend.{0,3}:\s*true/,
    'stops the schedule',
    'start it again',
    /suspend.{0,3}:\s*false|\bresum\w+|\bre-?enabl\w+/i,
  ),
  pair(
    /^(?:systemctl mask|update-rc\.d \S+ disable|chkconfig \S+ off)\b/,
    'keeps the service from starting, also after a reboot',
    'allow it again',
    /\bunmask\b|\bsystemctl enable\b|\bupdate-rc\.d \S+ enable|\bchkconfig \S+ on\b|\bre-?enabl\w+/i,
  ),
  pair(
    /^aws autoscaling suspend-processes\b|^aws events disable-rule\b|^aws lambda put-function-concurrency\b.*[= ]0\b/,
    'switches something off',
    'switch it on again',
    /\bresume-processes\b|\benable-rule\b|\bdelete-function-concurrency\b|\bresum\w+/i,
  ),
  pair(
    /^aws ecs update-service\b.*--desired-count[= ]0\b|^aws autoscaling (?:set-desired-capacity|update-auto-scaling-group)\b.*(?:--desired-capacity|--max-size)[= ]0\b|^heroku ps:scale \w+=0\b|^(?:docker service scale|docker-compose scale) \S+=0\b/,
    'stops all of it',
    'start it again',
    /--desired-count[= ](?:[1-9]|["'$<{_])|--desired-capacity[= ](?:[1-9]|["'$<{_])|ps:scale \w+=[1-9]|scale \S+=[1-9]|\bscal\w+ (?:\w+ ){0,3}(?:back|up)\b/i,
  ),
  pair(
    /^rabbitmqctl\b.*\bstop_app\b/,
    'takes the node out of the cluster',
    'start it again',
    /\bstart_app\b|\brestart\b/i,
  ),
  pair(
    /^mysql(?:admin)?\b.*\bread_only\s*=\s*(?:1|on)\b|^psql\b.*default_transaction_read_only\s*(?:=|to)\s*'?on\b/i,
    'stops all writes',
    'allow them again',
    /\bread_only\s*(?:=|to)\s*'?(?:0|off)\b|\bread-?write\b/i,
  ),
  pair(
    /^(?:redis|valkey)-cli\b.* client pause\b/i,
    'stops all clients',
    'let them go on',
    /\bclient unpause\b/i,
  ),
  pair(
    /^(?:curl|http)\b.*cluster\.routing\.allocation\.enable.{0,6}(?:none|primaries)/,
    'stops the allocation of shards',
    'allow it again',
    /cluster\.routing\.allocation\.enable.{0,6}(?:all|null)|\bre-?enabl\w+/i,
  ),
  pair(
    /^(?:mongosh|mongo)\b.*(?:sh\.stopBalancer|fsyncLock)\(/,
    'holds the cluster back',
    'let it go on',
    /sh\.startBalancer|fsyncUnlock|sh\.setBalancerState\(true/,
  ),
];

/** A switch in a tool of its own: paused, masked, suspended, drained. */
export const pairedDeedOf = (program: string, words: readonly string[]): Deed | null => {
  const text = [program, ...words].join(' ');
  const found = pairs.find(({ call }) => call.test(text));
  return found === undefined ? null : { ...found, level: 'medium' };
};
