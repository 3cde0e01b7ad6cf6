// DAT-RESTORE: restores into something that is in use or not empty.
import { callsOf, hasOption, placeOf, quoted, type Call } from '../looking/calls.ts';
import { stops } from '../looking/backup-faults.ts';
import { restoreOf, type Restore } from '../looking/dumps.ts';
import { restoresElsewhere } from '../looking/restore-targets.ts';
import { commandsAfter, commandsBefore } from '../looking/sections.ts';
import { isRestart } from '../looking/restarts.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

export const datRestore: Rule = {
  id: 'DAT-RESTORE',
  level: 'high',
  summary: 'a backup is put back into a store that is running or not empty',
  why: 'Old and new rows mix, errors scroll by and the exit code is 0; or the store writes its memory over the file that has just been put back. Afterwards there is neither the backup nor the state before.',
  bad: '## Restore\n\n```bash\npsql -d shop < backup.sql\n```\n',
  good: '## Restore\n\n```bash\ndropdb shop && createdb shop\npsql -v ON_ERROR_STOP=1 -d shop < backup.sql\n```\n',
  *check(document) {
    const wrong = callsOf(document).flatMap((call) => {
      const restore = restoreOf(document, call);
      const found =
        restore === null || restoresElsewhere(document, call) ? null : faults[restore.how](document, call);
      return found === null ? [] : [{ call, found: { at: placeOf(call), ...found } }];
    });
    for (const [first, ...more] of Map.groupBy(wrong, ({ call }) => call.command.section).values()) {
      if (first === undefined) continue;
      const others = more.map(({ call }) => ({
        at: placeOf(call),
        message: `${quoted(call.command)} does the same`,
      }));
      yield { ...first.found, related: [...(first.found.related ?? []), ...others] };
    }
  },
};

type Fault = Omit<Found, 'at'> & Partial<Pick<Found, 'at'>>;

const empties =
  /\bdropdb\b|\bcreatedb\b|\bdrop (?:database|schema)\b|\bcreate database\b|\bdropDatabase\b|\bvolume rm\b|\bdown\b[^\n]*\s(?:-v|--volumes)\b|\brm -rf\b|\btruncate\b/i;

const emptiedBefore = (document: LintDocument, { command }: Call): boolean =>
  empties.test(command.command) ||
  commandsBefore(document, command).some((other) => empties.test(other.command));

const stoppedBefore = (document: LintDocument, { command }: Call): boolean =>
  commandsBefore(document, command).some((other) => stops(document, other));

const faults: Readonly<Record<Restore['how'], (document: LintDocument, call: Call) => Fault | null>> = {
  sql: (document, call) => {
    const strict = call.words.some((word) => /ON_ERROR_STOP/.test(word));
    if (call.program !== 'psql') {
      return stoppedBefore(document, call) || emptiedBefore(document, call)
        ? null
        : {
            message: `${quoted(call.command)} replaces tables under the application: nothing has stopped writing before it.`,
            level: 'medium',
          };
    }
    if (emptiedBefore(document, call) || /pg_dump\w*\b[^\n]*\s(?:-\w*c\w*|--clean)\b/.test(document.text))
      return null;
    const quiet = strict ? '' : ', and psql goes on after each error and exits with 0';
    return {
      message: `${quoted(call.command)} puts a dump into a database that is not empty: existing tables and rows stay${quiet}.`,
      ...(strict
        ? { level: 'medium' as const }
        : { suggestion: 'restore into an empty database, with -v ON_ERROR_STOP=1' }),
    };
  },
  pg_restore: (document, call) => {
    if (hasOption(call.words, '-c', '--clean', '-C', '--create') || emptiedBefore(document, call))
      return null;
    return {
      message: `${quoted(call.command)} without --clean puts a dump into a database that is not empty: existing tables and rows stay.`,
      suggestion: 'add --clean --if-exists, or restore into an empty database',
    };
  },
  mongorestore: (document, call) => {
    if (hasOption(call.words, '--drop')) {
      return stoppedBefore(document, call)
        ? null
        : {
            message: `${quoted(call.command)} drops each collection of a database that is in use, one after the other, before it is known whether the dump can be read.`,
          };
    }
    if (emptiedBefore(document, call)) return null;
    return {
      message: `${quoted(call.command)} without --drop leaves every document as it is that is there already: what is wrong stays.`,
      level: 'medium',
    };
  },
  rdb: (document, call) => {
    if (stoppedBefore(document, call)) return null;
    const restart = commandsAfter(document, call.command).find((other) => isRestart(document, other));
    return {
      message: `${quoted(call.command)} puts the dump under a running Redis, which writes its memory over the file when it stops.`,
      related: restart === undefined ? [] : [{ at: restart, message: 'saves over it here' }],
      at: { line: call.command.line, endLine: restart?.endLine ?? call.command.endLine },
      suggestion: 'stop Redis, copy the file, start Redis',
    };
  },
  untar: (document, call) =>
    stoppedBefore(document, call) || emptiedBefore(document, call)
      ? null
      : {
          message: `${quoted(call.command)} unpacks files into a volume that is in use, among those that are there.`,
        },
  snapshot: () => null,
};
