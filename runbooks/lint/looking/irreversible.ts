// Commands that delete what no later command brings back: messages past a shorter retention, the backups themselves, files on many machines.
import { hasOption, type Call } from './calls.ts';
import { kubectlOf } from './lifecycle-kubernetes.ts';
import { oncePer } from './once.ts';
import { remoteOf } from './remotes.ts';

/** What it does, to follow the command in a sentence; null for all else. */
export const deletionOf = oncePer(
  (call: Call): string | null => shortensRetention(call) ?? deletesBackup(call) ?? removesEverywhere(call),
);

const aDayMs = 86_400_000;
const shorter =
  /\b(?:reduc\w*|lower\w*|shorten\w*|shorter|decreas\w*|cut|purg\w*|clear\w*|clean\w*|empty|free|truncat\w*|temporar\w*|drop|delet\w*|disk)\b/i;
const longer = /\b(?:restor\w*|reset|revert\w*|back to|original|normal|increas\w*|extend\w*|raise|longer)\b/i;

/** `kafka-configs --alter --add-config retention.ms=…`, `rpk topic alter-config --set retention.ms=…`. */
const shortensRetention = ({ program, words, command }: Call): string | null => {
  const alters =
    (/^kafka-(?:configs|topics)(?:\.sh)?$/.test(program) && hasOption(words, '--alter')) ||
    (program === 'rpk' && words[1] === 'alter-config');
  const [, unit = '', value = ''] =
    /\bretention\.(ms|bytes)=(\d+|\S*[$<]\S*)/.exec(alters ? words.join(' ') : '') ?? [];
  if (value === '') return null;
  const label = command.label ?? '';
  if (longer.test(label)) return null;
  const short = unit === 'ms' && Number(value) <= aDayMs;
  return short || shorter.test(label)
    ? `deletes every message that is older than the new retention${unit === 'bytes' ? ' has room for' : ''}`
    : null;
};

const cloudDeletes =
  /\b(?:ec2 delete-snapshot|rds delete-db-(?:cluster-)?snapshot|backup delete-recovery-point|compute snapshots delete|sql backups delete|snapshot delete|elasticache delete-snapshot|redshift delete-cluster-snapshot)\b/;

const deletesBackup = (call: Call): string | null => {
  const { program, words } = call;
  if (/^(?:aws|gcloud|az|openstack|doctl|hcloud)$/.test(program) && cloudDeletes.test(words.join(' ')))
    return 'deletes a snapshot';
  if (program === 'velero' && words[0] === 'backup' && words[1] === 'delete') return 'deletes a backup';
  if (program === 'zfs' && words[0] === 'destroy' && words.some((word) => word.includes('@')))
    return 'deletes a snapshot';
  const kubectl = kubectlOf(call);
  return kubectl?.subcommand === 'delete' &&
    /^(?:volumesnapshots?|vs|volumesnapshotcontents?)(?:\/|$)/.test(kubectl.resources[0] ?? '')
    ? 'deletes a snapshot'
    : null;
};

// What a service keeps, not what it can make anew.
const kept = /^\/(?!tmp\b|var\/(?:tmp|log|cache|run|spool)\b|run\b|dev\/shm\b)/;
const passing =
  /\/(?:cache|tmp|temp|logs?|old[\w-]*|build|dist|node_modules)(?:\/|$)|\.(?:log|pid|lock|tmp)$/i;

/** `rm -rf /data` on every machine that a query finds. */
const removesEverywhere = (call: Call): string | null => {
  const remote = remoteOf(call);
  if (remote?.everywhere !== true) return null;
  for (const [, path = ''] of remote.text.matchAll(/\brm\s+(?=\S*-\S*[rR])(?:-\S+\s+)+["']?([^\s;&|"']+)/g)) {
    if (kept.test(path) && !passing.test(path))
      return `deletes ${path} on every machine that is found at that moment`;
  }
  return null;
};
