// Splits the lines of a shell fence into commands: what belongs together by \, quotes, here-documents, ( ) and blocks stays together.
import type { SourceLine } from '../markdown/code-text.ts';
import { readCommand } from '../shell/read-command.ts';
import { saysExpectation } from './expectation-words.ts';
import { beginsBody, freshShell, isBlankOrComment, readShellLine, type ShellState } from './shell-state.ts';

export interface ShellCommand {
  readonly command: string;
  readonly label: string | null;
  /** The comments right above it, and those right below it that say what it should show. */
  readonly comments: readonly SourceLine[];
  readonly behind: readonly SourceLine[];
  /** Its lines, the first from its first character on. */
  readonly lines: readonly SourceLine[];
  /** Offset behind its last character. */
  readonly to: number;
}

// What is still open after so many lines is a stray quote rather than a command.
const longestCommandLines = 200;
// After so many stray quotes in one fence nothing is kept together any more: reading on would cost too much.
const mostStrays = 20;

export const splitCommands = (lines: readonly SourceLine[]): readonly ShellCommand[] => {
  const commands: ShellCommand[] = [];
  let comments: SourceLine[] = [];
  // The command right above, as long as only its own comments stand in between.
  let above: SourceLine[] | null = null;
  let strays = 0;
  for (let at = 0; at < lines.length;) {
    const line = lines[at] as SourceLine;
    const text = line.text.trim();
    if (text === '') {
      comments = [];
      above = null;
    } else if (text.startsWith('#')) {
      if (above !== null && comments.length === 0 && saysExpectation(commentText(line))) above.push(line);
      else comments.push(line);
    } else {
      const length = strays > mostStrays ? 1 : (commandLength(lines, at) ?? parsedLength(lines, at));
      if (length === null) strays += 1;
      const taken = lines.slice(at, at + (length ?? 1));
      above = [];
      commands.push(commandOf(taken, comments, above));
      comments = [];
      at += taken.length;
      continue;
    }
    at += 1;
  }
  return commands;
};

export const commentText = ({ text }: SourceLine): string => text.trim().replace(/^#+\s*/, '');

/** How many lines the command that starts at `from` takes; null when it never ends. */
const commandLength = (lines: readonly SourceLine[], from: number): number | null => {
  let state: ShellState = freshShell;
  const end = Math.min(lines.length, from + longestCommandLines);
  for (let at = from; at < end; at += 1) {
    state = readShellLine(state, lines[at]?.text ?? '');
    if (state.headed) {
      const body = bodyAt(lines, at + 1);
      if (body === null) return at - from + 1;
      at = body;
      state = readShellLine(freshShell, lines[at]?.text ?? '');
    }
    if (!state.open) return at - from + 1;
  }
  return null;
};

/** Where the body of a function begins whose head stands above; null when something else is there. */
const bodyAt = (lines: readonly SourceLine[], from: number): number | null => {
  let at = from;
  while (at < lines.length && isBlankOrComment(lines[at]?.text ?? '')) at += 1;
  return beginsBody(lines[at]?.text ?? '') ? at : null;
};

/** What seems never to end may end for the shell's own grammar: in its line, or where the next line is empty. */
const parsedLength = (lines: readonly SourceLine[], from: number): number | null => {
  let end = from + 1;
  if (isWhole(lines.slice(from, end))) return 1;
  while (end < lines.length && end - from < longestCommandLines && lines[end]?.text.trim() !== '') end += 1;
  return end > from + 1 && isWhole(lines.slice(from, end)) ? end - from : null;
};

const isWhole = (lines: readonly SourceLine[]): boolean =>
  readCommand(lines.map(({ text }) => text).join('\n')).problem === null;

const commandOf = (
  taken: readonly SourceLine[],
  comments: readonly SourceLine[],
  behind: readonly SourceLine[],
): ShellCommand => {
  const [first, ...others] = taken;
  const indent = /^\s*/.exec(first?.text ?? '')?.[0].length ?? 0;
  const start = {
    text: first?.text.slice(indent) ?? '',
    line: first?.line ?? 1,
    from: (first?.from ?? 0) + indent,
  };
  const lines = [start, ...others];
  const last = lines.at(-1) ?? start;
  return {
    command: lines
      .map(({ text }) => text)
      .join('\n')
      .trimEnd(),
    label: comments.length === 0 ? null : comments.map(commentText).join(' '),
    comments,
    behind,
    lines,
    to: last.from + last.text.trimEnd().length,
  };
};
