// DAT-BACKUP: backups that can't be restored, or that go with the machine they were made on.
import { placeOf, quoted } from '../looking/calls.ts';
import { backupsOf, type Backup } from '../looking/backups.ts';
import { faultOfRedisDump, faultOfVolumeCopy, leavesHost, uploadOf } from '../looking/backup-faults.ts';
import { commandsAfter, commandsBefore, procedureText } from '../looking/sections.ts';
import { hasOption } from '../looking/calls.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

export const datBackup: Rule = {
  id: 'DAT-BACKUP',
  level: 'medium',
  summary: 'a backup that can not be restored, or that stays on the machine it is for',
  why: 'A backup that is empty, torn or lost with its disk looks like any other until the night in which it is needed.',
  bad: '## Backup\n\n```bash\npg_dump -d shop > shop.sql\naws s3 cp shop.sql s3://backups/\n```\n',
  good: '## Backup\n\n```bash\nset -euo pipefail\npg_dump -Fc -d shop -f shop.dump\npg_restore --list shop.dump\naws s3 cp shop.dump s3://backups/\n```\n',
  *check(document) {
    for (const backup of backupsOf(document)) {
      const found = faultOf(document, backup);
      if (found !== null) yield { at: placeOf(backup.call), ...found };
    }
  },
};

const faultOf = (
  document: LintDocument,
  backup: Backup,
): (Omit<Found, 'at'> & Partial<Pick<Found, 'at'>>) | null =>
  terminalDump(backup) ??
  faultOfVolumeCopy(document, backup) ??
  faultOfRedisDump(document, backup) ??
  uncheckedUpload(document, backup) ??
  neverLeaves(document, backup);

/** A terminal turns each \n into \r\n, and mixes in what is written to stderr. */
const terminalDump = ({ call, dump }: Backup): Omit<Found, 'at'> | null => {
  const wrapper = call.invocation.wrappers.find(
    ({ kind, options }) =>
      /(?:docker|podman|nerdctl|kubectl|oc)(?: \w+)? exec$/.test(kind) && hasOption(options, '-t', '--tty'),
  );
  if (dump.store === 'redis' || dump.store === 'volume' || dump.file === null || wrapper === undefined)
    return null;
  const written =
    call.invocation.redirections.some(({ operator }) => operator.startsWith('>')) ||
    call.invocation.stages > 1;
  if (!written) return null;
  return {
    message: `${quoted(call.command)} writes the dump through a terminal (-t), which turns every line end into \\r\\n and mixes error messages in.`,
    level: 'high',
    suggestion: 'leave out -t',
  };
};

const proves =
  /pipefail|&&|\|\||\btest -s\b|\[ -s\b|gunzip -t|gzip -t|gzip --test|--list\b|pg_restore -l|\bls -l|\bdu -|\bstat\b|\bwc\b|\bhead\b|sha256sum|md5sum|pg_verifybackup|exit code|\$\?/;

const uncheckedUpload = (document: LintDocument, { call, dump }: Backup): Omit<Found, 'at'> | null => {
  if (!/^(?:postgres|mysql|mongo)$/.test(dump.store) || dump.file === null) return null;
  const redirected =
    call.invocation.redirections.some(({ operator }) => operator.startsWith('>')) ||
    call.invocation.stage < call.invocation.stages - 1;
  const upload = redirected ? uploadOf(document, call) : null;
  if (upload === null) return null;
  const piped = call.invocation.stages > 1;
  const strict = [
    ...commandsBefore(document, call.command),
    call.command,
    ...commandsAfter(document, call.command),
  ].some(
    ({ command, index }) =>
      index <= upload.index && (proves.test(command) || (!piped && /\bset -\S*e/.test(command))),
  );
  if (strict) return null;
  return {
    message: `${quoted(call.command)} leaves an empty or cut-off file when it fails, and ${quoted(upload)} uploads it all the same: nothing looks at its exit code or size.`,
    related: [{ at: upload, message: 'uploaded here, unchecked' }],
  };
};

/** Safety dumps before a change may stay where they are. */
const neverLeaves = (
  document: LintDocument,
  { call, dump, isMeantToLast }: Backup,
): Omit<Found, 'at'> | null => {
  if (!isMeantToLast || dump.store === 'etcd' || dump.store === 'other' || leavesHost(document.text))
    return null;
  if (/\bnot (?:tested|restorable)\b/.test(procedureText(document, call.command.section))) return null;
  return {
    message: `${quoted(call.command)} is kept on the machine that it was made on: the runbook copies no backup to another place.`,
  };
};
