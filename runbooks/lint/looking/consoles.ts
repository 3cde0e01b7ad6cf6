// Logins and consoles in the middle of a fence, and the lines behind them that are meant to be typed inside.
import type { Command } from '../../model.ts';
import { belongsInside, consoleKind, leavesConsole, type Console } from '../../shell/consoles.ts';
import type { LintDocument } from '../rule.ts';
import { isTypedInside, laterInFence, nextInFence } from './fences.ts';
import type { Run } from './runs.ts';

/** Null: opens nothing, or what follows in this fence does not belong inside. */
export const consoleOf = (document: LintDocument, one: Run): Console | null => {
  const next = nextInFence(document, one.command);
  if (next === undefined || isTypedInside(document, one.command, next)) return null;
  const kind = consoleKind(one.run);
  return kind !== null && belongsInside(one.run, kind, next.command, document.commands[next.index])
    ? kind
    : null;
};

/** What is meant to be typed inside, up to the line that leaves. */
export const insideOf = (document: LintDocument, { command }: Run): readonly Command[] => {
  const later = laterInFence(document, command);
  const leaves = later.findIndex((one) => leavesConsole(one.command));
  return leaves < 0 ? later : later.slice(0, leaves);
};
