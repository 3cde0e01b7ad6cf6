// Commands of one fence, and what stands around a command.
import type { Block, Command } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { oncePer } from './once.ts';

/** Commands by the index of their fence; inline ones have none. */
export const commandsByFence = oncePer((document: LintDocument): ReadonlyMap<number, readonly Command[]> => {
  const fences = new Map<number, Command[]>();
  for (const command of document.runbook.commands) {
    if (command.block === null) continue;
    const commands = fences.get(command.block);
    if (commands === undefined) fences.set(command.block, [command]);
    else commands.push(command);
  }
  return fences;
});

export const fenceOf = (document: LintDocument, { block }: Command): Block | null =>
  block === null ? null : (document.runbook.blocks[block] ?? null);

/** The commands behind this one in its fence. */
export const laterInFence = (document: LintDocument, command: Command): readonly Command[] =>
  inFence(document, command).filter(({ index }) => index > command.index);

/** The command right behind this one in its fence. */
export const nextInFence = (document: LintDocument, { block, index }: Command): Command | undefined => {
  const next = document.runbook.commands[index + 1];
  return block !== null && next?.block === block ? next : undefined;
};

/** The commands before this one in its fence. */
export const earlierInFence = (document: LintDocument, command: Command): readonly Command[] =>
  inFence(document, command).filter(({ index }) => index < command.index);

export const inFence = (document: LintDocument, { block }: Command): readonly Command[] =>
  block === null ? [] : (commandsByFence(document).get(block) ?? []);

/** `root@web-1:~# ` in front of a command; '' for none. */
const promptOf = ({ lines }: LintDocument, { line, column }: Command): string =>
  (lines[line - 1] ?? '').slice(0, column - 1).trim();

/** The prompt shows that `later` is typed inside of what `first` opened. */
export const isTypedInside = (document: LintDocument, first: Command, later: Command): boolean => {
  const prompt = promptOf(document, later);
  return prompt !== '' && prompt !== promptOf(document, first);
};

/** The text of lines `from` to `to`, both included, moved into the document. */
export const textBetween = ({ lines }: LintDocument, from: number, to: number): string =>
  lines.slice(Math.max(0, from - 1), Math.max(0, to)).join('\n');
