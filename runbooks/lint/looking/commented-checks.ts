// Checks that exist only as a comment behind a change.
import type { Command } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { changes } from './changes.ts';
import { commentsOf, type Comment } from './comments.ts';
import { isReference, isWithin, procedureOf } from './sections.ts';

export interface CommentedCheck {
  readonly comment: Comment;
  readonly change: Command;
}

const looks =
  /^(?:\d+[.)]\s*)?(?:then\s+|and\s+|now\s+)?(?:monitor|verify|confirm|watch|check|observe|ensure|make sure|test|validate)\b/i;

export const commentedChecks = (document: LintDocument): readonly CommentedCheck[] => {
  const changing = document.runbook.commands.filter((command) => changes(document, command));
  return commentsOf(document).flatMap((comment) => {
    if (!comment.dangling || !looks.test(comment.text) || isReference(document, comment.section)) return [];
    const hasCommands = document.runbook.commands.some(
      (command) =>
        command.line >= comment.block.line &&
        command.endLine < comment.line &&
        isWithin(command, comment.block),
    );
    const root = procedureOf(document, comment.section);
    const change = changing.findLast(
      (command) => command.endLine < comment.line && root !== null && isWithin(command, root),
    );
    return hasCommands && change !== undefined ? [{ comment, change }] : [];
  });
};
