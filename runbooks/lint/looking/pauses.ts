// Whether a runbook waits between two commands: by a command, in its text, or by a comment.
import type { Command } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { commentsOf } from './comments.ts';
import { within } from './ordered.ts';
import { eachAfter, proseBlocks, textOf } from './sections.ts';
import { waits } from './waiting.ts';

const wait =
  /\bwait\w*\b|\buntil\b|\bonce\b|\bafter (?:a few|\d+)|\ballow\b|\bgive it\b|\bpause for\b|\bsleep\b|\battend|\bwarten\b/i;

/** Between the two the text tells to wait. */
export const waitsInText = (document: LintDocument, first: Command, next: Command): boolean => {
  const between = { line: first.endLine + 1, endLine: next.line };
  if (within(document.runbook.waits, between).length > 0) return true;
  if (proseBlocks(document, between).some((block) => wait.test(textOf(document, block)))) return true;
  // A comment that stands for itself is followed by hand; one on top of a command says what the command is for.
  return within(commentsOf(document), between).some(
    (comment) => wait.test(comment.text) && (comment.dangling || /\d/.test(comment.text)),
  );
};

/** The text, a command between the two, or the second of them waits. */
export const pausesBetween = (document: LintDocument, first: Command, next: Command): boolean =>
  waitsInText(document, first, next) || waitsUpTo(document, first, next);

const waitsUpTo = (document: LintDocument, first: Command, next: Command): boolean => {
  for (const other of eachAfter(document, first)) {
    if (other.index > next.index) return false;
    if (waits(document, other)) return true;
  }
  return false;
};
