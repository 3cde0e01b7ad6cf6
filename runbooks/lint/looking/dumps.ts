// Backups and restores of databases and volumes: which commands take one, and which put one back.
import type { LintDocument } from '../rule.ts';
import { hasOption, pipedWith, runsIn, type Call } from './calls.ts';
import { oncePerPart } from './once.ts';
import { redisOf } from './redis.ts';

export type Store = 'postgres' | 'mysql' | 'mongo' | 'redis' | 'volume' | 'etcd' | 'other';

export interface Dump {
  readonly store: Store;
  /** Where it is written to, where that can be seen. */
  readonly file: string | null;
}

const dumpTools: Readonly<Record<string, Store>> = {
  pg_dump: 'postgres',
  pg_dumpall: 'postgres',
  pg_basebackup: 'postgres',
  mysqldump: 'mysql',
  mariadbdump: 'mysql',
  'mariadb-dump': 'mysql',
  xtrabackup: 'mysql',
  mongodump: 'mongo',
};

export const dumpOf = oncePerPart((document, call: Call): Dump | null => {
  const { program, words, invocation } = call;
  const store = dumpTools[program];
  if (store !== undefined) {
    const at = words.findIndex((word) => /^(?:-f|--file|-o|--out|--archive|--result-file|-r)$/.test(word));
    const glued = words
      .find((word) => /^--(?:file|out|archive|result-file)=/.test(word))
      ?.replace(/^[^=]*=/, '');
    const piped = pipedWith(document, call).filter(({ invocation: other }) => other.stage > invocation.stage);
    const written = [call, ...piped].flatMap((one) => redirectedTo(one)).at(-1);
    return { store, file: written ?? glued ?? (at < 0 ? null : (words[at + 1] ?? null)) };
  }
  const redis = redisOf(call);
  if (redis !== null && /^(?:SAVE|BGSAVE)$/.test(redis.name)) return { store: 'redis', file: null };
  if (redis?.options.includes('--rdb') === true) return { store: 'redis', file: null };
  if (program === 'etcdctl' && /\bsnapshot save\b/.test(words.join(' ')))
    return { store: 'etcd', file: words.at(-1) ?? null };
  if (program === 'velero' && words[0] === 'backup' && words[1] === 'create')
    return { store: 'other', file: null };
  if (program === 'tar' && isTarCreate(words))
    return {
      store: 'volume',
      file: words.find((word) => /\.(?:tar|tgz|gz|zst|xz|bz2)\b/.test(word)) ?? null,
    };
  return null;
});

export const redirectedTo = ({ invocation }: Call): readonly string[] =>
  invocation.redirections.flatMap(({ operator, fd, target }) =>
    /^(?:>|>\||>>)$/.test(operator) && (fd === null || fd === 1) && target !== null ? [target.value] : [],
  );

const isTarCreate = (words: readonly string[]): boolean =>
  /^-?[a-zA-Z]*c/.test(words[0] ?? '') || hasOption(words, '-c', '--create');

export const isTarExtract = (words: readonly string[]): boolean =>
  /^-?[a-wyzA-Z]*x/.test(words[0] ?? '') || hasOption(words, '-x', '--extract');

export interface Restore {
  readonly store: Store;
  readonly how: 'sql' | 'pg_restore' | 'mongorestore' | 'rdb' | 'untar' | 'snapshot';
}

const dumpLike = /(?:backup|dump|snapshot|restore|\.sql\b|\.(?:gz|bz2|zst|xz)\b)/i;

export const restoreOf = oncePerPart((document, call: Call): Restore | null => {
  const { program, words } = call;
  if (program === 'psql' || program === 'mysql' || program === 'mariadb') {
    const store = program === 'psql' ? 'postgres' : 'mysql';
    return readsDump(document, call) ? { store, how: 'sql' } : null;
  }
  if (program === 'pg_restore' && !hasOption(words, '-l', '--list') && hasOption(words, '-d', '--dbname'))
    return { store: 'postgres', how: 'pg_restore' };
  if (program === 'mongorestore' && !hasOption(words, '--dryRun'))
    return { store: 'mongo', how: 'mongorestore' };
  if (program === 'etcdctl' && /\bsnapshot restore\b/.test(words.join(' ')))
    return { store: 'etcd', how: 'snapshot' };
  if (copiesInto(call, /(?:^|\/)(?:dump|\w*redis\w*|appendonly)[\w.-]*\.(?:rdb|aof)$/i))
    return { store: 'redis', how: 'rdb' };
  if (
    program === 'tar' &&
    isTarExtract(words) &&
    call.invocation.wrappers.some(
      ({ kind, options }) =>
        kind.endsWith(' run') && options.some((option) => /^(?:-v|--volume)/.test(option)),
    )
  )
    return { store: 'volume', how: 'untar' };
  return null;
});

/** Its input is a dump: by `<`, by a pipe from cat or gunzip, or by `-f`. */
const readsDump = (document: LintDocument, call: Call): boolean => {
  const { words, invocation } = call;
  const redirected = invocation.redirections.some(
    ({ operator, target }) => operator === '<' && target !== null && !/\/dev\/null/.test(target.value),
  );
  if (redirected) return true;
  const before = pipedWith(document, call).find(
    ({ invocation: other }) => other.stage === invocation.stage - 1,
  );
  if (
    before !== undefined &&
    /^(?:cat|gunzip|zcat|gzip|pigz|zstd|zstdcat|xz|xzcat|bzcat|pv|aws|gsutil|openssl|gpg|lz4)$/.test(
      before.program,
    )
  ) {
    return before.program !== 'cat' || before.words.some((word) => dumpLike.test(word));
  }
  const at = words.findIndex((word) => word === '-f' || word === '--file');
  const file =
    at >= 0 ? (words[at + 1] ?? '') : (words.find((word) => word.startsWith('--file='))?.slice(7) ?? '');
  return /backup|dump|restore|snapshot/i.test(file);
};

/** `docker cp x c:/data/dump.rdb`, `cp x /var/lib/redis/dump.rdb`, `kubectl cp …`: the target is this file inside of something. */
const copiesInto = ({ program, words }: Call, file: RegExp): boolean => {
  if (!/^(?:cp|mv|install|rsync|docker|docker-compose|kubectl|podman)$/.test(program)) return false;
  const own = words.filter((word) => !word.startsWith('-'));
  const copy =
    /^(?:cp|mv|install|rsync)$/.test(program) ||
    (/^(?:docker|kubectl|podman)$/.test(program) && own[0] === 'cp') ||
    (/^(?:docker-compose|docker)$/.test(program) && own.includes('cp'));
  const to = own.at(-1) ?? '';
  const from = own.at(-2) ?? '';
  if (!copy || own.length < 2) return false;
  const inside = to.includes(':/') || /^\/(?:var\/lib|data|opt|srv|etc|bitnami)\//.test(to);
  return (
    inside && !from.includes(':/') && (file.test(to) || (/\/(?:data|redis)\/?$/.test(to) && file.test(from)))
  );
};

/** The application, or whatever else writes, has been stopped. */
export const stopsWriters = (line: string): boolean =>
  /\b(?:stop|down|--replicas[= ]0|scale \S+=0|pause)\b/.test(line);

export const inContainer = (call: Call): boolean => runsIn(call) !== null;
