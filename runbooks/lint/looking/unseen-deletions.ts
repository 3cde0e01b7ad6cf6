// Deletions of whatever fits a pattern or a condition, at which nobody has looked before: files, rows, work that was not committed.
import type { Command, Place } from '../../model.ts';
import type { Level, LintDocument } from '../rule.ts';
import { callsIn, placeOf, quoted } from './calls.ts';
import { oncePer } from './once.ts';
import { commandsBefore, isReference } from './sections.ts';
import { statementsOf, type Statement } from './sql-statements.ts';

export interface UnseenDeletion {
  readonly at: Place;
  readonly section: number | null;
  readonly command: Command | null;
  readonly message: string;
  readonly level: Level;
  /** A backup before it has what it takes. */
  readonly isKept: boolean;
}

export const unseenDeletions = (document: LintDocument): readonly UnseenDeletion[] => [
  ...document.runbook.commands.flatMap((command) =>
    isReference(document, command.section)
      ? []
      : [...ofFiles(document, command), ...ofWork(document, command)],
  ),
  ...statementsOf(document).flatMap((statement) => ofRows(document, statement)),
];

const deleting =
  /\bfind\b([^|;&]*?)(?:\s-delete\b|\s-(?:exec|execdir|ok)\s+(?:sudo\s+)?(?:rm|unlink|shred)\b|[^|;&]*\|\s*xargs\b[^|;&]*\brm\b)/;
// What can be made again.
const rubbish =
  /\/tmp\b|\/var\/tmp\b|\/dev\/shm\b|\bcaches?\b|node_modules|\b(?:build|dist|target)\/|\.(?:pyc|tmp|temp|swp|pid|lock|class|o)\b|__pycache__|-empty\b|-xtype l\b/i;

/** `find DIR … -delete` where no command before lists what it takes. */
const ofFiles = (document: LintDocument, command: Command): readonly UnseenDeletion[] => {
  const text = command.command.replace(/\\\n/g, ' ');
  const found = deleting.exec(text);
  if (found === null || rubbish.test(found[0])) return [];
  const folder = folderOf(found[1] ?? '');
  const seen = commandsBefore(document, command).some(
    (other) =>
      /\b(?:find|ls|du|tree|ll)\b/.test(other.command) &&
      !deleting.test(other.command) &&
      (folder === null || other.command.includes(folder.replace(/\/$/, ''))),
  );
  if (seen) return [];
  return [
    {
      at: command,
      section: command.section,
      command,
      message: `${quoted(command)} deletes for good whatever it finds${folder === null ? ' in the current folder' : ''}, and no command before it lists what that is.`,
      level: folder === null ? 'high' : 'medium',
      isKept: true,
    },
  ];
};

/** Where it begins to look; null for the current folder. */
export const folderOf = (words: string): string | null => {
  const folder = words
    .trim()
    .split(/\s+/)
    .find((word) => !/^-[HLP]$/.test(word));
  return folder === undefined || folder === '' || /^[-(!]|^\.\/?$/.test(folder) ? null : folder;
};

/** Files and rows that go by a pattern, in the folder that one happens to be in. */
export const deletesHere = (text: string): boolean => {
  const found = deleting.exec(text.replace(/\\\n/g, ' '));
  return found !== null && folderOf(found[1] ?? '') === null;
};

/** `git reset --hard` on a server: what somebody mended there by hand is gone. */
const ofWork = (document: LintDocument, command: Command): readonly UnseenDeletion[] => {
  const call = callsIn(document, command).find(
    ({ program, words }) =>
      program === 'git' &&
      ((words.includes('reset') && words.includes('--hard')) ||
        (words.includes('clean') && words.some((word) => /^-[a-z]*f[a-z]*d|^-[a-z]*d[a-z]*f/.test(word)))),
  );
  if (call === undefined) return [];
  const seen = [...commandsBefore(document, command), command].some(({ command: text }) =>
    /\bgit\b[^|;&]*\b(?:status|stash|diff|clone|worktree)\b/.test(text),
  );
  return seen
    ? []
    : [
        {
          at: placeOf(call),
          section: command.section,
          command,
          message: `${quoted(command)} throws away what was changed there and not committed, and no command before it looks whether there is something.`,
          level: 'medium',
          isKept: false,
        },
      ];
};

const passing = /(?:lock|cache|session|tmp|temp|token|advisory|queue|job|test)/i;

/** DELETE with a condition, and UPDATE without one. */
const ofRows = (document: LintDocument, { sql, at, section, call }: Statement): readonly UnseenDeletion[] => {
  if (isReference(document, section)) return [];
  const update = /^update (?:only )?([\w."`]+)\b.*\bset\b/i.exec(sql);
  if (update !== null && !/\bwhere\b|\bfrom\b|\blimit\b/i.test(sql) && !isTransaction(document, section, at))
    return [
      {
        at,
        section,
        command: call?.command ?? null,
        message: `${quoted(sql)} has no condition: it changes every row, and no step before it takes a backup or snapshot.`,
        level: 'high',
        isKept: true,
      },
    ];
  const table = /^delete from (?:only )?([\w."`]+)\b.*\bwhere\b/i.exec(sql)?.[1];
  if (
    table === undefined ||
    passing.test(table) ||
    // One row, by its key.
    /\bwhere\s+[\w."`]*(?:id|key|name|uuid|slug|version)["`]?\s*=\s*(?!.*\bor\b)/i.test(sql) ||
    /\blimit\b/i.test(sql) ||
    /\bwhere\s*(?:1\s*=\s*1|true)\s*$/i.test(sql) ||
    isTransaction(document, section, at) ||
    isAskedFor(document, section, at, table)
  )
    return [];
  return [
    {
      at,
      section,
      command: call?.command ?? null,
      message: `${quoted(sql)} deletes rows for good, and nothing before it shows which or how many: no SELECT, no transaction, no backup.`,
      level: 'medium',
      isKept: true,
    },
  ];
};

const bySection = oncePer((document: LintDocument) =>
  Map.groupBy(statementsOf(document), ({ section }) => section),
);

// As far back as a person looks: a section may hold thousands.
const nearest = 50;

const before = (document: LintDocument, section: number | null, at: Place): readonly Statement[] => {
  const all = bySection(document).get(section) ?? [];
  const end = all.findIndex((other) => other.at.line > at.line);
  return all.slice(0, end < 0 ? all.length : end).slice(-nearest);
};

const isTransaction = (document: LintDocument, section: number | null, at: Place): boolean =>
  before(document, section, at).some(({ sql }) => /^(?:begin|start transaction|set autocommit)\b/i.test(sql));

const isAskedFor = (document: LintDocument, section: number | null, at: Place, table: string): boolean =>
  before(document, section, at).some(
    ({ sql }) => /^(?:select|create table|copy|insert into|with)\b/i.test(sql) && sql.includes(table),
  );
