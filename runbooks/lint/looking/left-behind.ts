// Checks that write into the system they check, and leave there what they wrote: a test order among the orders.
import type { Command } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { callsIn } from './calls.ts';
import { httpOf, writesByHttp } from './http-calls.ts';
import { isReference, procedureOf, roleAt } from './sections.ts';
import { statementsIn } from './sql-statements.ts';

export interface LeftBehind {
  readonly command: Command;
  /** To follow "the check". */
  readonly does: string;
}

export const leftBehind = (document: LintDocument): readonly LeftBehind[] =>
  document.runbook.commands.flatMap((command): readonly LeftBehind[] => {
    if (roleAt(document, command.section) !== 'verification' || isReference(document, command.section))
      return [];
    const does = writtenBy(document, command);
    return does === null || isTakenOut(document, command) ? [] : [{ command, does }];
  });

/** Sessions and tokens end by themselves, and what is switched on is no record. */
const noRecord =
  /\/(?:auth|sessions?|log(?:in|out)|tokens?|refresh|admin|config|cache|reload|retry|replay|restart|enable|disable|flush|alerts?|silences?)\b/i;

const writtenBy = (document: LintDocument, command: Command): string | null => {
  for (const call of callsIn(document, command)) {
    const http = httpOf(call);
    if (http?.method === 'POST' && http.body !== '' && writesByHttp(call) && !noRecord.test(http.url))
      return 'sends a record of its own';
    if (
      statementsIn(document, call).some(({ sql }) =>
        /^(?:insert into|create (?:table|database))\b/i.test(sql),
      )
    )
      return 'makes rows of its own';
  }
  return null;
};

const removes =
  /\b(?:delete|drop|remove|clean ?up)\b|\brollback\s*;|-X ?DELETE|\bdry[-_ ]?run\b|"test"\s*:\s*true/i;

/** In the command itself, or further down in the procedure, as far as somebody looks for it. */
const isTakenOut = (document: LintDocument, command: Command): boolean => {
  const end = procedureOf(document, command.section)?.endLine ?? command.endLine;
  return document.lines
    .slice(command.line - 1, Math.min(end, command.endLine + farthest))
    .some((line) => !/^#{2,6}\s/.test(line) && removes.test(line));
};

const farthest = 200;
