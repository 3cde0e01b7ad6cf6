// "Restore from backup", where a backup is made and nothing says how it comes back.
import type { Section } from '../../model.ts';
import type { Found, LintDocument } from '../rule.ts';
import { quoted } from './listing.ts';
import { said, saidLines, type Said } from './said.ts';
import { commandsIn, parentOf, textOf, visiblePart } from './section-tree.ts';
import { splitName } from './words.ts';

const announcement =
  /\brestor(?:e|ing)\b[^.|]{0,30}\bback-?ups?\b|\bback-?up\/restore procedures?\b|\brestore (?:the )?(?:data|database|volumes?)\b/i;

export const missingRestores = (document: LintDocument): readonly Found[] => {
  const announced = [...said(document, announcement)].filter((one) => isInstruction(document, one));
  const [first, ...others] = announced;
  if (first === undefined) return [];
  const backups = document.runbook.sections.filter((section) => isBackup(document, section));
  const without = backups.filter((section) => !hasRestore(document, section));
  const related = [first, ...others].map(({ span }) => ({
    at: span,
    message: 'a restore is announced here',
  }));
  if (without.length > 0)
    return without.map((section) => ({
      at: visiblePart(document, section),
      message: `"${quoted(section.title)}" says how to make a backup, and nothing says how to restore it`,
      related,
    }));
  return backups.length > 0 || restores(document.text) || linksRestore(document)
    ? []
    : [
        {
          at: first.span,
          message: `"${quoted(first.match[0])}": no restore procedure stands in this runbook`,
          related: related.slice(1),
        },
      ];
};

/** Told to be done, without the command right there. */
const isInstruction = (document: LintDocument, { line }: Said): boolean => {
  if (line.kind !== 'list-item' && line.kind !== 'prose') return false;
  const text =
    document.lines
      .slice(line.line - 1, line.line + 4)
      .join('\n')
      .split(/\n#{1,6} /)[0] ?? '';
  return (
    !/```|~~~/.test(text) &&
    !/`[^`]*(?:restore|import|psql|mysql|tar)[^`]*`|\]\(|https?:\/\/|\.md\b|\bsee\b/i.test(line.text) &&
    !/\b(?:tested|drill|rto|rpo|weekly|monthly|quarterly|practice|ability)\b/i.test(line.text)
  );
};

const isBackup = (document: LintDocument, section: Section): boolean =>
  /\bback-?ups?\b/i.test(section.title) &&
  !/\brestor|recover/i.test(section.title) &&
  !/verif|polic|strateg|schedul|retention|list|check|status|fail|missing|alert/i.test(section.title) &&
  commandsIn(document, section).some(
    ({ command, label }) => makes.test(command) || /\bback-?up\b/i.test(label ?? ''),
  );

const makes =
  /\b(?:pg_dump(?:all)?|mysqldump|mongodump|pg_basebackup|restic backup|borg create|redis-cli\b.*\b(?:BG)?SAVE|etcdctl snapshot save|tar\s+-?c\w*|velero backup create|snapshot)\b/i;
const takesBack =
  /\b(?:pg_restore|mongorestore|restic restore|borg extract|etcdctl snapshot restore|velero restore|docker cp \S+ \S+:\S+|restore|RESTORE)\b|\b(?:psql|mysql|mariadb)\b.*<|\btar\s+-?x|\bgunzip\b.*\|.*\b(?:psql|mysql)\b/;

/** In itself, beside it, or in a section of its own that names the same thing. */
const hasRestore = (document: LintDocument, section: Section): boolean => {
  const own = textOf(document, { line: section.line + 1, endLine: section.endLine });
  if (restores(own)) return true;
  const parent = parentOf(document, section);
  const subject = subjectsOf(section.title);
  return document.runbook.sections.some((other) => {
    if (!/\brestor|\brecover/i.test(other.title)) return false;
    if (other.line <= section.line && other.endLine >= section.endLine) return false;
    const text = `${other.title}\n${textOf(document, other)}`;
    const isBeside = other.parent === section.parent || other.parent === parent?.index;
    const about =
      subject.length === 0 ||
      subject.some((word) => text.toLowerCase().includes(word)) ||
      (isBeside && subjectsOf(other.title).length === 0);
    return about && (restores(text) || /\]\(|\.md\b|https?:/.test(text));
  });
};

const subjectsOf = (title: string): readonly string[] =>
  splitName(title).filter(
    (word) =>
      word.length > 2 &&
      !/^(?:back|backup|backups|manual|automated|automatic|daily|the|and|create|full|procedure|procedures|data|perform|taking|make|step|weekly|restore|recovery|recover|from|danger|emergency|strategy|up)$/.test(
        word,
      ),
  );

const restores = (text: string): boolean =>
  text
    .split('\n')
    .some(
      (line) =>
        (takesBack.test(line) &&
          /[$|<:/-]|^\s*(?:docker|kubectl|sudo|pg_|mongo|psql|mysql|tar|restic|aws|velero|etcdctl|\w+\.sh|\.\/)/.test(
            line,
          ) &&
          !/^\s*(?:[-*\d]|#{1,6}\s|>)/.test(line)) ||
        /^\s*#+\s*restor/i.test(line) ||
        /`[^`]*restore[^`]*`/i.test(line),
    );

const linksRestore = (document: LintDocument): boolean =>
  saidLines(document).some(
    ({ text }) => /restor|recover|backup|disaster/i.test(text) && /\]\((?!#)|\.md\b|https?:\/\//.test(text),
  );
