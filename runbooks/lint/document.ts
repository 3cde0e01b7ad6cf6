// A runbook's text → what all rules look at.
import { readRunbook } from '../parse.ts';
import type { LintDocument } from './rule.ts';

export const readDocument = (uri: string, text: string): LintDocument => {
  const { runbook, commands } = readRunbook(text);
  return { uri, text, lines: linesOf(text), runbook, commands };
};

/** As the parser counts them; a line end at the very end begins no further line. */
const linesOf = (text: string): readonly string[] => {
  const lines = text.replace(/\r(?=\n|$)/g, '').split('\n');
  return lines.length > 1 && lines.at(-1) === '' ? lines.slice(0, -1) : lines;
};
