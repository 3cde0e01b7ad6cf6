// Deletions of whatever fits a pattern or a condition, at which nobody has looked before: files, rows, work that was not committed.
import type { Command, Place } from '../../model.ts';
import type { Level, LintDocument } from '../rule.ts';
import { callsIn, placeOf, quoted } from './calls.ts';
import { lostVersions } from './lost-versions.ts';
import { oncePer } from './once.ts';
import { within } from './ordered.ts';
import { isReference, procedureOf } from './sections.ts';
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
      : [...ofFiles(document, command), ...ofSystem(document, command), ...ofWork(document, command)],
  ),
  ...lostVersions(document),
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
  const seen = lookedBefore(document, command, listings).some(
    (other) => folder === null || other.command.includes(folder.replace(/\/$/, '')),
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

// The machine itself, whole homes, and what a distribution puts at the top; not what somebody keeps below.
const systemFolder =
  /^(?:\/|~\/?|\$\{?HOME\}?\/?|\/(?:bin|boot|dev|etc|home|lib(?:32|64)?|opt|proc|root|run|sbin|srv|sys|usr|var)\/?)\*?$/;

/** `rm -rf /`, `rm -r /etc/*`: no backup before it makes that right. */
const ofSystem = (document: LintDocument, command: Command): readonly UnseenDeletion[] =>
  callsIn(document, command).flatMap(({ program, words }) => {
    const isRecursive = words.some((word) => /^-[a-zA-Z]*[rR]|^--recursive$/.test(word));
    const folder = words.find((word) => systemFolder.test(word));
    if (program !== 'rm' || !isRecursive || folder === undefined) return [];
    const what = /^\/\*?$/.test(folder) ? 'everything on the machine' : `all of ${folder}`;
    const message = `${quoted(command)} deletes ${what}, for good.`;
    return [
      { at: command, section: command.section, command, message, level: 'high' as const, isKept: false },
    ];
  });

const listings = oncePer((document: LintDocument): readonly Command[] =>
  document.runbook.commands.filter(
    ({ command }) => /\b(?:find|ls|du|tree|ll)\b/.test(command) && !deleting.test(command),
  ),
);

const looksAtWork = /\bgit\b[^|;&]*\b(?:status|stash|diff|clone|worktree)\b/;
const statuses = oncePer((document: LintDocument): readonly Command[] =>
  document.runbook.commands.filter(({ command }) => looksAtWork.test(command)),
);

// As far back as a person looks.
const nearest = 50;

/** In the same procedure. */
const lookedBefore = (
  document: LintDocument,
  command: Command,
  looks: (document: LintDocument) => readonly Command[],
): readonly Command[] => {
  const root = procedureOf(document, command.section);
  const line = root?.line ?? 1;
  return within(looks(document), { line, endLine: Math.max(line, command.endLine) })
    .slice(-nearest)
    .filter(({ index }) => index < command.index);
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
  const seen = looksAtWork.test(command.command) || lookedBefore(document, command, statuses).length > 0;
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

/** For each section the first line with a transaction, and for each word the first line that asks with it. */
const asked = oncePer((document: LintDocument) => {
  const transactions = new Map<number | null, number>();
  const words = new Map<string, number>();
  for (const { sql, at, section } of statementsOf(document)) {
    if (/^(?:begin|start transaction|set autocommit)\b/i.test(sql) && !transactions.has(section))
      transactions.set(section, at.line);
    if (!/^(?:select|create table|copy|insert into|with)\b/i.test(sql)) continue;
    for (const [word] of sql.matchAll(/[\w."`]+/g)) {
      const key = `${section ?? ''} ${word.toLowerCase()}`;
      if (!words.has(key)) words.set(key, at.line);
    }
  }
  return { transactions, words };
});

const isTransaction = (document: LintDocument, section: number | null, { line }: Place): boolean =>
  (asked(document).transactions.get(section) ?? Infinity) <= line;

const isAskedFor = (
  document: LintDocument,
  section: number | null,
  { line }: Place,
  table: string,
): boolean => (asked(document).words.get(`${section ?? ''} ${table.toLowerCase()}`) ?? Infinity) <= line;
