// "Fix: restart the backend" in a table of problems and what to do: a column of remedies in words.
import type { Cell } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import type { Commandless } from './commandless.ts';
import { isImperative, isJudgement, pointsSomewhere } from './imperatives.ts';
import { isLaterWork } from './later-work.ts';
import { oncePer } from './once.ts';
import { within } from './ordered.ts';
import { around, textOf } from './sections.ts';
import { isSubset, wordsOf } from './words.ts';

const remedy =
  /^(?:(?:quick |immediate |suggested )?(?:fix(?:es)?|solutions?|resolutions?|remed(?:y|ies)|remediations?|mitigations?|workarounds?|recovery)|what (?:to|we|you) do|how to fix|do(?: this)?$)(?!\p{L})/iu;
const problem =
  /^(?:symptoms?|problems?|issues?|errors?|alerts?|failures?|scenarios?|conditions?|causes?|situation)\b/i;

export const commandlessCells = (document: LintDocument): readonly Commandless[] =>
  document.runbook.blocks.flatMap(({ table, section }): readonly Commandless[] => {
    if (
      table === null ||
      section === null ||
      isLaterWork(document, section) ||
      isDescriptive(document, section)
    )
      return [];
    const column = table.header.findIndex(({ text }) => remedy.test(text));
    if (column < 0 || !table.header.some(({ text }) => problem.test(text))) return [];
    const chapters = chaptersWithCommands(document);
    return table.rows.flatMap((row) => {
      const cell = row[column];
      return cell === undefined ||
        !isOrder(document, cell) ||
        chapters.some((words) => isToldIn(words, cell.text))
        ? []
        : [{ at: { line: cell.line, endLine: cell.line }, text: cell.text, section }];
    });
  });

/** "Scale consumers" in the table, and a chapter of that name with the command. */
const chaptersWithCommands = oncePer((document: LintDocument): readonly ReadonlySet<string>[] =>
  document.runbook.sections
    .filter((section) => within(document.runbook.commands, section).length > 0)
    .map(({ title }) => wordsOf(title))
    .filter((words) => words.size > 1),
);

const isToldIn = (words: ReadonlySet<string>, text: string): boolean => {
  const told = wordsOf(text);
  return told.size > 1 && (isSubset(told, words) || isSubset(words, told));
};

const isDescriptive = (document: LintDocument, section: number): boolean =>
  around(document, section).some(
    ({ role, title }) =>
      role === 'prevention' ||
      role === 'escalation' ||
      /\b(?:risks?|history|lessons|post-?mortem|backlog|roadmap)\b/i.test(title),
  );

/** With its marks: code and links say where to go on. */
const isOrder = (document: LintDocument, cell: Cell): boolean => {
  const raw = textOf(document, cell).slice(cell.column - 1, cell.endColumn - 1);
  return isImperative(cell.text) && !isJudgement(cell.text) && !pointsSomewhere(raw);
};
