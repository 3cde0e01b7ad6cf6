// Splits the lines of a shell fence into commands: what belongs together by \, quotes, here-documents, ( ) and blocks stays together.
import { freshShell, readShellLine, type ShellState } from './shell-state.ts';

export interface SourceLine {
  readonly text: string;
  readonly line: number;
}

export interface ShellCommand {
  readonly command: string;
  readonly label: string | null;
  readonly line: number;
  readonly endLine: number;
}

// What is still open after so many lines is a stray quote rather than a command.
const longestCommandLines = 200;
// After so many stray quotes in one fence nothing is kept together any more: reading on would cost too much.
const mostStrays = 20;

export const splitCommands = (lines: readonly SourceLine[]): readonly ShellCommand[] => {
  const commands: ShellCommand[] = [];
  let label: string[] = [];
  let strays = 0;
  for (let at = 0; at < lines.length;) {
    const text = lines[at]?.text.trim() ?? '';
    if (text === '') label = [];
    else if (text.startsWith('#')) label.push(text.replace(/^#+\s*/, ''));
    else {
      const length = strays > mostStrays ? 1 : commandLength(lines, at);
      if (length === null) strays += 1;
      const taken = lines.slice(at, at + (length ?? 1));
      commands.push(commandOf(taken, label));
      label = [];
      at += taken.length;
      continue;
    }
    at += 1;
  }
  return commands;
};

/** How many lines the command that starts at `from` takes; null when it never ends. */
const commandLength = (lines: readonly SourceLine[], from: number): number | null => {
  let state: ShellState = freshShell;
  const end = Math.min(lines.length, from + longestCommandLines);
  for (let at = from; at < end; at += 1) {
    state = readShellLine(state, lines[at]?.text ?? '');
    if (!state.open) return at - from + 1;
  }
  return null;
};

const commandOf = (lines: readonly SourceLine[], label: readonly string[]): ShellCommand => ({
  command: lines
    .map(({ text }) => text)
    .join('\n')
    .trim(),
  label: label.length === 0 ? null : label.join(' '),
  line: lines[0]?.line ?? 1,
  endLine: lines.at(-1)?.line ?? 1,
});
