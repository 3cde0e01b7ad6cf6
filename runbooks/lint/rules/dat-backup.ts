// DAT-BACKUP: backups that can't be restored, or that go with the machine they were made on.
import { callsOf, placeOf, quoted } from '../looking/calls.ts';
import { restoreOf } from '../looking/dumps.ts';
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
    const backups = backupsOf(document);
    const faults = backups.flatMap((backup) => {
      const found = faultOf(document, backup);
      return found === null ? [] : [{ at: placeOf(backup.call), ...found }];
    });
    yield* faults;
    if (faults.length > 0) return;
    yield* keptOnHost(document);
    const lasting = backups.find(({ isMeantToLast }) => isMeantToLast);
    if (lasting !== undefined && !isTried(document.text))
      yield {
        message: `Nothing in this runbook tries whether what ${quoted(lasting.call.command)} writes can be restored.`,
        at: placeOf(lasting.call),
        level: 'low',
      };
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

const tried =
  /\b(?:test\w*|verif\w*|validat\w*|check\w*|drill|practi[cs]e|rehears\w*|trial|try)\b[^.\n]{0,60}\b(?:restor\w*|back-?ups?|dumps?|snapshots?|recover\w*|integrity)\b|\b(?:restor\w*|back-?ups?|dumps?|snapshots?|recovery)\b[^.\n]{0,60}\b(?:test\w*|verif\w*|validat\w*|drill|rehears\w*|integrity)\b|pg_restore (?:-l|--list)|pg_verifybackup|--dryRun|\b(?:restic|borg) check\b|gunzip -t|gzip -t/i;

/** A restore is tested somewhere, or a backup is looked into. */
const isTried = (text: string): boolean => tried.test(text);

/** The restore reads a folder of this machine, and nothing says that there is a copy anywhere else. */
const keptOnHost = (document: LintDocument): readonly Found[] => {
  const call = callsOf(document).find(
    (one) => restoreOf(document, one) !== null && localBackup.test(one.command.command),
  );
  return call === undefined || leavesHost(document)
    ? []
    : [
        {
          message: `${quoted(call.command)} reads a backup that lies on this machine, and the runbook names no other place: they are lost together.`,
          at: placeOf(call),
        },
      ];
};

const localBackup = /(?:^|[\s"'=<])(?:\/[\w.$\{\}-]+)*\/(?:back-?ups?|dumps?|snapshots?)\//i;

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
  if (!isMeantToLast || dump.store === 'etcd' || dump.store === 'other' || leavesHost(document)) return null;
  if (/\bnot (?:tested|restorable)\b/.test(procedureText(document, call.command.section))) return null;
  return {
    message: `${quoted(call.command)} is kept on the machine that it was made on: the runbook copies no backup to another place.`,
  };
};
