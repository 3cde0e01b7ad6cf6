// What can be wrong with how a backup is taken: copies of files in use, dumps that aren't finished, uploads of whatever there is.
import type { Command } from '../../model.ts';
import type { Found, LintDocument } from '../rule.ts';
import type { Backup } from './backups.ts';
import { callsIn, quoted, type Call } from './calls.ts';
import { lifecycleOf } from './lifecycle.ts';
import { oncePer } from './once.ts';
import { redisOf } from './redis.ts';
import { commandsAfter, commandsBefore } from './sections.ts';
import { waits } from './waiting.ts';

type Fault = Omit<Found, 'at'>;

const stateFolders =
  /\/(?:var\/lib\/(?:postgresql|pgsql|mysql|mariadb|mongo(?:db)?|redis|kafka|rabbitmq|elasticsearch|cassandra|clickhouse|prometheus|grafana|etcd|docker\/volumes)|data\/db|bitnami\/\w+)\b/;

/** `tar` of a volume or of a store's files while the store writes them. */
export const faultOfVolumeCopy = (document: LintDocument, { call, dump }: Backup): Fault | null => {
  if (dump.store !== 'volume') return null;
  const volume = mountedVolume(call);
  const folder = call.words.find((word) => stateFolders.test(word));
  if (volume === null && folder === undefined) return null;
  const stopped = commandsBefore(document, call.command).some(
    (command) =>
      stops(document, command) ||
      /fsfreeze|pg_backup_start|pg_start_backup|fsyncLock|lvcreate|snapshot/i.test(command.command),
  );
  if (stopped) return null;
  const what = volume ?? folder ?? '';
  const empty =
    volume === null || /[$/.]/.test(volume)
      ? ''
      : ' A volume of another name would be created empty, and backed up without an error.';
  return {
    message: `${quoted(call.command)} copies the files of ${quoted(what)} while they are written to: the copy is torn.${empty}`,
    level: 'high',
  };
};

/** The volume that a throw-away container copies; null for a bind mount of the current folder. */
const mountedVolume = ({ invocation }: Call): string | null => {
  const run = invocation.wrappers.find(({ kind }) => kind.endsWith(' run'));
  if (run === undefined) return null;
  const mounts = run.options.flatMap((option, at) => {
    const glued = /^(?:-v|--volume=?)(.+:.+)$/.exec(option)?.[1];
    return glued !== undefined
      ? [glued]
      : /^(?:-v|--volume)$/.test(option)
        ? [run.options[at + 1] ?? '']
        : [];
  });
  const from = run.options.flatMap((option, at) =>
    option === '--volumes-from'
      ? [run.options[at + 1] ?? '']
      : /^--volumes-from=/.test(option)
        ? [option.slice(15)]
        : [],
  );
  const named = mounts
    .map((mount) => mount.split(':')[0] ?? '')
    .find((source) => /^[A-Za-z0-9][\w.-]*$/.test(source) && !/backup/i.test(source));
  return named ?? from[0] ?? null;
};

export const stops = (document: LintDocument, command: Command): boolean =>
  callsIn(document, command).some((call) => {
    const lifecycle = lifecycleOf(call);
    if (lifecycle === null) return redisOf(call)?.name === 'SHUTDOWN';
    return (
      /^(?:stop|down|kill|remove)$/.test(lifecycle.verb) ||
      (lifecycle.verb === 'scale' && /--replicas[= ]0\b|=0\b/.test(command.command))
    );
  });

/** BGSAVE returns at once; the file that is copied then is the one before. */
export const faultOfRedisDump = (document: LintDocument, { call }: Backup): Fault | null => {
  if (redisOf(call)?.name !== 'BGSAVE') return null;
  for (const command of [call.command, ...commandsAfter(document, call.command)]) {
    if (
      command !== call.command &&
      (waits(document, command) ||
        /\bLASTSAVE\b|rdb_bgsave_in_progress|INFO persistence/i.test(command.command))
    )
      return null;
    const copied = /\b(?:cp|scp|mv|rsync|tar|gzip|aws s3)\b[^\n]*\.rdb\b/.test(command.command);
    if (copied) {
      return {
        message: `BGSAVE returns before the dump is written: ${quoted(command)} copies the one before.`,
        related: command === call.command ? [] : [{ at: command, message: 'copied here at once' }],
      };
    }
  }
  return null;
};

const remote =
  /\b(?:aws s3|s3:\/\/|gsutil|gcloud storage|gs:\/\/|az storage|azcopy|scp|rsync|sftp|rclone|mc cp|restic|borg|b2|oss)\b/;

/** The command of the same procedure that takes the dump elsewhere. */
export const uploadOf = (document: LintDocument, call: Call): Command | null =>
  commandsAfter(document, call.command).find(
    ({ command }) => remote.test(command) && !/\b(?:ls|rm|list)\b/.test(command),
  ) ?? null;

/** The text speaks of a place off the machine, by a command or in words. */
export const leavesHost = oncePer(
  ({ text }: LintDocument): boolean =>
    remote.test(text) ||
    /\b(?:off-?site|off-?host|remote (?:storage|backup|server|host|location)|object storage|bucket|S3|GCS|azure blob|blob storage|minio|backblaze|wasabi|glacier|NAS|NFS|tape|second region|another (?:host|server|machine|region)|(?:other|different|separate) (?:host|server|machine|region)|managed backups?|RDS|Cloud SQL|Atlas (?:back-?ups?|snapshots?)|point-in-time|PITR|WAL archiv\w*|pgbackrest|wal-g|barman|velero|replicat\w+ to)\b/i.test(
      text,
    ),
);
