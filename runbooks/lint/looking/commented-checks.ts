// Checks that exist only as a comment behind a change.
import type { Command } from '../../model.ts';
import { changes } from './changes.ts';
import { checkOf } from './checks.ts';
import { commentsOf, type Comment } from './comments.ts';
import { oncePer } from './once.ts';
import { within } from './ordered.ts';
import { isReference, procedureOf } from './sections.ts';

const expects = /\b(?:should|expect\w*|must|at least|at most|until)\b|[<>=]=?\s*\d|\d\s*%/i;

/** It says what there should be. */
export const hasExpectation = ({ text }: Comment): boolean => expects.test(text);

export interface CommentedCheck {
  readonly comment: Comment;
  readonly change: Command;
}

const looks =
  /^(?:\d+[.)]\s*)?(?:then\s+|and\s+|now\s+)?(?:monitor|verify|confirm|watch|check(?! for\b)|observe|ensure|make sure|test|validate)\b/i;

export const commentedChecks = oncePer((document): readonly CommentedCheck[] => {
  const changing = document.runbook.commands.filter((command) => changes(document, command));
  return commentsOf(document).flatMap((comment) => {
    if (!comment.dangling || !looks.test(comment.text) || isReference(document, comment.section)) return [];
    const above = { line: comment.block.line, endLine: comment.line - 1 };
    const root = procedureOf(document, comment.section);
    if (root === null || within(document.runbook.commands, above).length === 0) return [];
    const change = within(changing, { line: root.line, endLine: comment.line - 1 }).at(-1);
    if (change === undefined) return [];
    // Something looks already: then the comment is a further step without a command.
    const between = within(document.runbook.commands, { line: change.line, endLine: comment.line - 1 });
    const looked = between.some(
      (other) => other !== change && /^(?:asserts|shows)$/.test(checkOf(document, other) ?? ''),
    );
    return looked ? [] : [{ comment, change }];
  });
});
