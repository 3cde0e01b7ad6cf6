// Backups that are read under a name, or looked for in a folder, which nothing in the runbook writes to.
import type { Span } from '../../model.ts';
import type { Found, LintDocument } from '../rule.ts';
import { backupsOf } from './backups.ts';
import { spanIn } from './runs.ts';
import { callsOf, type Call } from './calls.ts';
import { oncePer } from './once.ts';
import { grouped, type Case } from './group.ts';

interface Named {
  readonly path: string;
  readonly at: Span;
}

export const unmadeBackups = (document: LintDocument): readonly Found[] => {
  if (!backupsOf(document).some(({ dump }) => dump.file !== null)) return [];
  return [...grouped(unmade(document)), ...grouped(looksElsewhere(document).map(ofFolder))];
};

const unmade = (document: LintDocument): readonly Case[] => {
  const read = callsOf(document).flatMap((call) => readBy(document, call));
  if (read.length === 0) return [];
  const written = callsOf(document).flatMap(writtenBy);
  const made = written.filter((path) => isBackupName(path) || isFile.test(path));
  const patterns = new Set(made.map(basename));
  if (patterns.size > mostPatterns) return [];
  const names = [...patterns].map(patternOf);
  return read
    .filter(({ path }) => !names.some((name) => name.test(bare(basename(path)))))
    .map((one) => ofName(one, made));
};

// Somebody lists files there, and takes no backups.
const mostPatterns = 100;

const ofName = ({ path, at }: Named, made: readonly string[]): Case => ({
  key: basename(path),
  at,
  also: `${basename(path)} again`,
  found: {
    message: `nothing in this runbook writes ${basename(path)}: its backups are called ${basename(made[0] ?? 'otherwise')}`,
  },
});

const ofFolder = ({ path, at, instead }: Named & { instead: string }): Case => ({
  key: path,
  at,
  also: `${path} again`,
  found: { message: `backups are looked for in ${path}, and the runbook's own backup goes to ${instead}` },
});

const basename = (path: string): string => path.replace(/\/+$/, '').split('/').at(-1) ?? path;
/** Packed or not: `gunzip a.sql.gz` makes a.sql. */
const bare = (name: string): string => name.replace(/\.(?:gz|zst|xz|bz2|gpg|enc)$/, '');

const backup = /back-?up|dump|snapshot/i;
const isBackupName = (path: string): boolean => backup.test(path) && backup.test(basename(path));
const isFile = /\.(?:sql|dump|rdb|bak|archive|tar|tgz|gz|zst|xz|bz2|zip|db)$/i;
// A name that stands for whichever file one has.
const standIn =
  /^(?:my[-_]?)?(?:db[-_]?|database[-_]?|data[-_]?)?(?:backup|dump|snapshot)(?:[-_]?file)?\.[\w.]+$/i;

/** `backup-$(date +%F).sql` is each name that begins and ends so. */
const patternOf = (name: string): RegExp =>
  new RegExp(
    `^${bare(name)
      .split(/\$\([^)]*\)?|\$\{[^}]*\}|\$\w+|`[^`]*`|<[^>]*>|_[A-Z_]+_|\*|\?/)
      .map((part) => part.replace(/[.+^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}(?:\\..*)?$`,
    'i',
  );

/** Where a command puts what it makes: redirections, options for output, the last word of a copy. */
const writtenBy = oncePer(({ invocation, program, words }: Call): readonly string[] => {
  const redirected = invocation.redirections.flatMap(({ operator, target }) =>
    operator.startsWith('>') && target !== null ? [target.value] : [],
  );
  const optioned = words.flatMap((word, at) =>
    /^(?:-f|--file|-o|--output|--out|-O|--archive|--result-file|-r)$/.test(word) && !reads.test(program)
      ? [words[at + 1] ?? '']
      : [/^--(?:file|output|out|archive|result-file)=(.+)$/.exec(word)?.[1] ?? ''],
  );
  const own = words.filter((word) => !word.startsWith('-'));
  const copied =
    /^(?:cp|mv|ln|scp|rsync|aws|gsutil|gcloud|az|rclone|mc|docker|kubectl|install|tar|zip|etcdctl|gzip|redis-cli)$/.test(
      program,
    )
      ? [own.at(-1) ?? '', ...(/^(?:tar|zip|gzip)$/.test(program) ? own : [])]
      : [];
  return [...redirected, ...optioned, ...copied].filter((path) => path !== '');
});

const reads = /^(?:psql|pg_restore|mysql|mariadb|mongorestore|tar|gunzip|zcat|cat)$/;

const readBy = (document: LintDocument, { invocation, program, command }: Call): readonly Named[] => {
  const words = [
    ...(reads.test(program) || /^(?:scp|rsync|cp)$/.test(program)
      ? invocation.args.slice(
          0,
          program === 'scp' || program === 'rsync' || program === 'cp' ? -1 : undefined,
        )
      : []),
    ...invocation.redirections.flatMap(({ operator, target }) =>
      operator === '<' && target !== null ? [target] : [],
    ),
  ];
  return words
    .filter(
      ({ value, literal }) =>
        literal &&
        isFile.test(value) &&
        isBackupName(value) &&
        !/[<>*$_]{1}[A-Z_]*_|:/.test(value) &&
        !standIn.test(basename(value)),
    )
    .map((word) => ({ path: word.value, at: spanIn(document, command, word) }));
};

/** `ls /opt/backups` where the dump is copied to another machine or folder. */
const looksElsewhere = (document: LintDocument): readonly (Named & { instead: string })[] => {
  const folders = callsOf(document)
    .filter((call) => [...call.words, ...writtenBy(call)].some(isBackupName))
    .flatMap(writtenBy)
    .filter((path) => /^[\w.-]+:\/|^\/(?!tmp\b|dev\b)|^\w+:\/\//.test(path));
  const [instead] = folders;
  if (instead === undefined) return [];
  return callsOf(document, /^(?:ls|find|du|stat)$/).flatMap(({ invocation, command }) => {
    if (invocation.wrappers.some(({ target }) => target !== null)) return [];
    return invocation.args
      .filter(
        ({ value, literal }) =>
          literal && /^\/.*backups?\/?$/i.test(value) && isNeverWritten(document, value, folders),
      )
      .map((word) => ({ path: word.value, at: spanIn(document, command, word), instead }));
  });
};

/** Only looked at: no command, configuration or sentence says that anything is put there. */
const isNeverWritten = (document: LintDocument, folder: string, written: readonly string[]): boolean => {
  const plain = folder.replace(/\/+$/, '');
  return (
    !written.slice(0, mostPatterns).some((path) => path.includes(plain)) &&
    backupLines(document).every((line) => !line.includes(plain))
  );
};

/** Lines that name a folder of backups and don't just look into it: few, where there are not too many. */
const backupLines = oncePer(({ lines }: LintDocument): readonly string[] =>
  lines.filter((line) => /\/\S*backup/i.test(line) && !/\b(?:ls|find|du|stat)\b/.test(line)).slice(0, 200),
);
