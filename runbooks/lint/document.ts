// A runbook's text → what all rules look at.
import type { Command } from '../model.ts';
import { parseRunbook } from '../parse.ts';
import type { ReadCommand } from '../shell/shell-model.ts';
import type { LintDocument } from './rule.ts';

export const readDocument = (uri: string, text: string): LintDocument => {
  const runbook = parseRunbook(text);
  return { uri, text, lines: linesOf(text), runbook, commands: runbook.commands.map(readCommand) };
};

// Stands in until runbooks/shell/read-command.ts is there.
const readCommand = ({ command }: Command): ReadCommand => ({
  text: command,
  script: null,
  problem: null,
  invocations: [],
  functions: [],
  commandClass: 'U',
});

/** As the parser counts them; a line end at the very end begins no further line. */
const linesOf = (text: string): readonly string[] => {
  const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  return lines.length > 1 && lines.at(-1) === '' ? lines.slice(0, -1) : lines;
};
