// Tools that look at files, change them, pack them, send them.
import { row, unknown, verdict, type Call, type Family, type Verdict } from '../class-table.ts';
import { isSecretPath, writesTo } from '../paths.ts';
import { sent } from './asks.ts';
import { onlyReads } from './reading.ts';
import { judgeGzip, judgeTar, judgeUnzip, worseOf } from './archives.ts';

const findActions: Readonly<Record<string, Verdict>> = {
  '-delete': verdict('X1', 'the files it finds are gone'),
  '-exec': verdict('R0', 'what it runs is judged by itself'),
  '-fls': verdict('W2', 'it writes a file'),
  '-fprint': verdict('W2', 'it writes a file'),
  '-fprint0': verdict('W2', 'it writes a file'),
  '-fprintf': verdict('W2', 'it writes a file'),
  '-files0-from': verdict('R1', 'it reads its folders from a file'),
};

const judgeFind = ({ invocation: { args } }: Call): readonly Verdict[] => {
  const whole = args[0] !== undefined && /^\/$/.test(args[0].value);
  return [
    whole ? verdict('R1', 'it looks at every file') : verdict('R0', 'it looks for files'),
    ...args.flatMap(({ value }) => findActions[value] ?? []),
  ];
};

/** The last word is where to; with `-t` it is named. */
const judgeCopy = ({ args }: Call): readonly Verdict[] => {
  const target = args.options.get('--target-directory')?.at(-1)?.value ?? args.positionals.at(-1) ?? null;
  const where = writesTo(target, 'copies to');
  const secret = args.positionals.slice(0, -1).some(({ value }) => isSecretPath(value));
  return [where, ...(secret ? [verdict('X4', 'the file holds secrets')] : [])];
};

/** Its first word is an expression of Perl; the one of util-linux replaces one text by another. */
const judgeRename = (call: Call): readonly Verdict[] => {
  const [expression] = call.args.positionals;
  const options = [...call.args.options.keys()].every((name) => /^-[nvfoild]$/.test(name));
  return options && expression?.literal === true && plainRename.test(expression.value)
    ? judgeMove(call)
    : unknown('it runs the expression that it is given');
};

/** `s/a/b/g`, `y/a-z/A-Z/`, `a`: nothing that Perl would run. */
const plainRename = /^(s\/[^/@$`{}]*\$?\/[^/@`{}]*\/[gi]*|y\/[^/]*\/[^/]*\/|[\w.-]*)$/;

const judgeMove = ({ args }: Call): readonly Verdict[] => {
  const target = args.options.get('--target-directory')?.at(-1)?.value ?? args.positionals.at(-1) ?? null;
  const outside = args.positionals.some(
    ({ value }) => /^[/~]|(^|\/)\.\.(\/|$)/.test(value) && !/^\/tmp\//.test(value),
  );
  const where = writesTo(target, 'moves to');
  if (where.commandClass === 'R0') return [verdict('X1', 'what it moves there is gone')];
  return [
    outside && where.commandClass === 'W1'
      ? verdict('W2', 'it moves files outside the current folder')
      : where,
  ];
};

const judgeTouch = ({ args }: Call): readonly Verdict[] =>
  args.positionals.map((file) => writesTo(file, 'makes'));

const isRemote = (path: string): boolean => /^[^/.][^/]*:|^rsync:\/\//.test(path);

/** ssh with no option that runs something on this machine. */
const plainSsh =
  /^ssh(\s+(-[46aACqTvx]+|-[pilJ]\s*\S+|-o\s*(StrictHostKeyChecking|UserKnownHostsFile|ConnectTimeout|BatchMode|Port|User|IdentityFile|Compression)=\S+))*$/;

const judgeRsync = ({ args }: Call): readonly Verdict[] => {
  const target = args.positionals.at(-1) ?? null;
  if (
    args.options.has('--rsync-path') ||
    args.options.get('--rsh')?.some(({ value }) => !plainSsh.test(value?.value ?? '')) === true
  )
    return unknown('it names a program to run');
  if (args.options.has('--dry-run') && !args.options.has('--no-dry-run'))
    return [verdict('R0', 'it only says what it would do')];
  const deletes = [...args.options.keys()].some(
    (name) => name.startsWith('--delete') || name === '--remove-source-files',
  );
  const where =
    target !== null && isRemote(target.value)
      ? verdict('W2', 'files go to another machine')
      : worseOf(writesTo(target, 'copies to'));
  return deletes ? [verdict('X1', 'files that aren’t in the source are gone'), where] : [where];
};

const judgeScp = ({ args }: Call): readonly Verdict[] => {
  const target = args.positionals.at(-1) ?? null;
  if (
    args.options.has('-S') ||
    /ProxyCommand|LocalCommand/i.test(args.options.get('-o')?.at(-1)?.value?.value ?? '')
  )
    return unknown('it names a program to run');
  return [
    ...(args.positionals.slice(0, -1).some(({ value }) => isSecretPath(value))
      ? [verdict('X4', 'the file holds secrets')]
      : []),
    target !== null && isRemote(target.value)
      ? verdict('W2', 'files go to another machine')
      : writesTo(target, 'copies to'),
  ];
};

const judgeChmod = ({ args, invocation }: Call): readonly Verdict[] => {
  const paths = args.options.has('--reference') ? args.positionals : args.positionals.slice(1);
  const setuid =
    invocation.program === 'chmod' &&
    /^[0-7]?[4-7][0-7]{3}$|\+[rwx]*s/.test(args.positionals[0]?.value ?? '');
  if (setuid) return [verdict('X2', 'others may act as its owner')];
  if (paths.some(({ value }) => /^\/(etc|usr|bin|sbin|lib|boot|dev|var)?\/?$/.test(value)))
    return [verdict('X2', 'the machine may not work any more')];
  return paths.every(({ value }) => !/^[/~$]|\.\./.test(value))
    ? [verdict('W1', 'it can be changed back')]
    : [verdict('W2', 'it changes who may read a file outside the current folder')];
};

const judgeDd = ({ invocation }: Call): readonly Verdict[] => {
  const target = invocation.args.find(({ value }) => value.startsWith('of='));
  const source = invocation.args.find(({ value }) => value.startsWith('if='))?.value.slice(3) ?? '';
  if (isSecretPath(source)) return [verdict('X4', `${source} holds secrets`)];
  if (target === undefined) return [verdict('R1', 'it reads as much as it is told')];
  const where = writesTo({ ...target, value: target.value.slice(3) });
  return where.commandClass === 'R0'
    ? [verdict('R1', 'it only reads')]
    : [verdict('X1', `it overwrites ${target.value.slice(3)}`)];
};

const judgeOpenssl = ({ args, stdin }: Call): readonly Verdict[] => {
  const verb = args.positionals[0]?.value ?? '';
  const out = args.options.get('-out')?.at(-1)?.value ?? args.options.get('-keyout')?.at(-1)?.value;
  const writes = out === undefined ? [] : [writesTo(out)];
  if (
    args.options.has('-engine') ||
    args.options.get('-provider')?.some(({ value }) => value?.value.includes('/')) === true ||
    args.options.has('-provider-path')
  )
    return unknown('it loads code of somebody else');
  if (/^(s_client|s_time)$/.test(verb))
    return [
      verdict('R1', 'it stays connected until its input ends'),
      ...(stdin.kind === 'none' ? [] : sent(stdin)),
      ...writes,
    ];
  if (
    /^(x509|verify|crl|ocsp|version|dgst|ciphers|asn1parse|md5|sha256|sha512|prime|speed|list|help|req|rand|base64)$/.test(
      verb,
    )
  )
    return [
      verdict(
        verb === 'req' && out === undefined && args.options.has('-newkey') ? 'X4' : 'R0',
        'it shows or computes',
      ),
      ...writes,
    ];
  return /^(genrsa|genpkey|rsa|pkey|ec|ecparam|pkcs12|enc|passwd|pkcs8|pkeyutl)$/.test(verb)
    ? [verdict('X4', 'it handles keys'), ...writes]
    : unknown(`nobody has said what openssl ${verb} does`);
};

const title = 'Files';
const writer = (
  programs: string,
  commandClass: Parameters<typeof row>[0],
  why: string,
  judge?: (call: Call) => readonly Verdict[] | null,
  note?: string,
): Family => ({
  title,
  programs,
  rows: [row(commandClass, '', why, judge === undefined ? {} : { judge })],
  ...(note === undefined ? {} : { note }),
});

export const fileFamilies: readonly Family[] = [
  writer(
    'ls dir stat file tree exa eza du df lsblk blkid locate md5deep getfacl lsattr namei findmnt',
    'R0',
    'it looks at files',
  ),
  writer(
    'find',
    'R0',
    'it looks for files',
    judgeFind,
    '`-delete` X1, `-exec` by what it runs, `-fprint` and the like W2.',
  ),
  writer('cp install ln', 'W1', 'it writes files', judgeCopy, 'By where it writes.'),
  writer('mv', 'W1', 'it moves files', judgeMove, 'By where it writes; what goes to `/dev/null` is gone.'),
  writer(
    'rename',
    'W1',
    'it moves files',
    judgeRename,
    'By where it writes; an expression that is more than a plain `s///` or `y///` is U.',
  ),
  writer('mkdir touch mktemp mkfifo', 'W1', 'it makes files', judgeTouch, 'By where it writes.'),
  writer(
    'chmod chown chgrp chattr setfacl',
    'W1',
    'it changes who may do what with a file',
    judgeChmod,
    'Outside the current folder W2; set-user-id and folders of the system X2.',
  ),
  writer('rm rmdir unlink shred srm truncate fallocate wipefs', 'X1', 'what it removes is gone'),
  writer('dd', 'X1', 'it overwrites', judgeDd, 'Without `of=` R1.'),
  writer(
    'mkfs mkfs.ext4 mkfs.ext3 mkfs.xfs mkfs.btrfs mkfs.vfat mke2fs mkswap fdisk sfdisk gdisk parted lvremove vgremove pvremove lvreduce mdadm cryptsetup fsck e2fsck xfs_repair resize2fs lvextend growpart zpool zfs',
    'X1',
    'it changes disks',
    onlyReads,
    'Listing is R0.',
  ),
  writer(
    'tar bsdtar',
    'W1',
    'it packs files',
    judgeTar,
    'Listing R0, unpacking W2 or worse, options that run a program U.',
  ),
  writer('gzip gunzip bzip2 bunzip2 xz unxz zstd unzstd lz4', 'W1', 'it packs a file', judgeGzip),
  writer('zip unzip', 'W2', 'it writes files', judgeUnzip),
  writer('rsync', 'W2', 'it copies files', judgeRsync, '`--delete` X1; to another machine W2.'),
  writer('scp', 'W1', 'it copies files', judgeScp),
  writer('sftp ftp lftp rclone restic borg s3cmd mc', 'U', 'what it does is typed, or by its verb'),
  writer('patch', 'W2', 'it changes files'),
  writer('openssl', 'U', 'by its verb', judgeOpenssl, 'Certificates R0, `s_client` R1, keys X4.'),
  writer(
    'gpg gpg2 age sops pass ssh-keygen ssh-add ssh-agent ssh-copy-id keytool htpasswd',
    'X4',
    'it handles keys',
  ),
];
