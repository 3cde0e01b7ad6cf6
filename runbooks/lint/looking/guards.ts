// Whether a procedure saves what there is before it destroys something.
import type { Command } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { callsIn } from './calls.ts';
import { dumpOf } from './dumps.ts';
import { around, commandsBefore, procedureOf, textOf } from './sections.ts';

const words =
  /\b(?:back ?ups?|backed up|snapshots?|dump|pg_dump|mysqldump|mongodump|safety copy|point[- ]in[- ]time|copy (?:of )?the (?:data|database))\b/i;

/** A dump, or a sentence that asks for one, in front of a line of the same procedure. */
export const takesBackup = (
  document: LintDocument,
  section: number | null,
  command: Command | null,
  line: number,
): boolean => {
  const root = procedureOf(document, section);
  const from = root?.line ?? 1;
  if (words.test(textOf(document, { line: from, endLine: line - 1 }).replace(restores, ''))) return true;
  // The introduction of a chapter holds for all that stands in it.
  const outer = around(document, section).slice(1);
  if (outer.some((one) => words.test(introductionOf(document, one.index).replace(restores, '')))) return true;
  return document.runbook.commands.some(
    (other) =>
      other.line >= from &&
      other.line < line &&
      other !== command &&
      callsIn(document, other).some((call) => dumpOf(document, call) !== null),
  );
};

const saves =
  /\b(?:back(?:ing)?[ -]?up|snapshot|dump|sav(?:e|ing)|copy|export|archive|rename|preserve)\b[^.\n]{0,50}\b(?:current|currently|existing|present|live|before|first|beforehand|state|prior|as it is)\b|\b(?:before|first|prior to)\b[^.\n]{0,50}\b(?:back[ -]?up|snapshot|dump)\b|\b(?:safety|emergency|pre-?restore) (?:back-?up|copy|snapshot|dump)\b/i;

// "Choose the newest backup before the incident", "validate the backup before writing".
const chosen =
  /\b(?:choose|select|pick|identify|find|latest|newest|(?:most )?recent|list|valid(?:ate)?|verify)\b[^.\n]{0,40}\b(?:back-?ups?|snapshots?|dumps?)\b/gi;

/** A copy of the present state, before a backup is put over it: the backup that is restored is none. */
export const savesPresent = (document: LintDocument, command: Command): boolean => {
  const root = procedureOf(document, command.section);
  if (root === null) return true;
  if (saves.test(textOf(document, { line: root.line, endLine: command.line - 1 }).replace(chosen, '')))
    return true;
  const outer = around(document, command.section).slice(1);
  if (outer.some((one) => saves.test(introductionOf(document, one.index)))) return true;
  return commandsBefore(document, command).some(
    (other) =>
      callsIn(document, other).some(
        (call) =>
          dumpOf(document, call) !== null ||
          /create-\S*snapshot|snapshots? create/.test(call.words.join(' ')),
      ) || /\b(?:mv|cp|rename)\b.*\b(?:bak|old|orig|before|broken|backup|corrupt\w*)\b/i.test(other.command),
  );
};

// "Restore from backup" takes none.
const restores =
  /\b(?:restor\w*|recover\w*|list\w*|download\w*|find|latest|available|from)\b[^\n]{0,40}\b(?:back ?ups?|snapshots?|dump)\b/gi;

const introductionOf = (document: LintDocument, index: number): string => {
  const section = document.runbook.sections[index];
  if (section === undefined) return '';
  const next = document.runbook.sections.find((other) => other.parent === index);
  return textOf(document, {
    line: section.line,
    endLine: Math.max(section.line, (next?.line ?? section.endLine + 1) - 1),
  });
};
