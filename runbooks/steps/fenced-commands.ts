// The commands of a shell fence, each with what the fence itself says it should show.
import type { CodeText, SourceLine } from '../markdown/code-text.ts';
import type { ExpectedOutput } from '../model.ts';
import { saysResult } from './expectation-words.ts';
import { startsLikeCommand } from './known-programs.ts';
import { isSession, promptOf } from './prompts.ts';
import { commentText, splitCommands, type ShellCommand } from './shell-lines.ts';
import { freshShell, readShellLine } from './shell-state.ts';
import { trailingComment } from './trailing-comment.ts';
import { isTranscript, isTypedBare } from './transcripts.ts';

/** A text of the fence with its offsets in the source. */
export interface FoundOutput {
  readonly form: ExpectedOutput['form'];
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export interface FencedCommand extends ShellCommand {
  readonly expected: readonly FoundOutput[];
}

export const fencedCommands = ({ lines, language }: CodeText): readonly FencedCommand[] => {
  const session = isSession(language);
  const prompted = lines.findIndex(({ text }) => promptOf(text, session) !== null);
  if (prompted >= 0) {
    // In a script, what stands above the first prompt is typed, too.
    const start = language === '' || session ? 0 : headLength(lines.slice(0, prompted));
    return [
      ...plainCommands(lines.slice(0, start)),
      ...sessionCommands(lines.slice(start), (line) => promptOf(line.text, session)),
    ];
  }
  const known = (line: SourceLine): number | null => (startsLikeCommand(line.text) ? 0 : null);
  // A session without prompts: what begins like a command is one, the rest is what it shows.
  if (session && lines.some((line) => known(line) !== null)) return sessionCommands(lines, known);
  if (language === '' && isTranscript(lines)) return sessionCommands(lines, () => null, true);
  return plainCommands(lines);
};

const plainCommands = (lines: readonly SourceLine[]): readonly FencedCommand[] =>
  splitCommands(lines).map((command) => ({ ...command, expected: ownOutputs(command) }));

/** Up to the last command: the comments behind it belong to the prompt below. */
const headLength = (lines: readonly SourceLine[]): number =>
  lines.findLastIndex(({ text }) => text.trim() !== '' && !text.trim().startsWith('#')) + 1;

const sessionCommands = (
  lines: readonly SourceLine[],
  prompt: (line: SourceLine) => number | null,
  /** Behind an empty line a command may stand again. */
  inParts = false,
): readonly FencedCommand[] => {
  const found: FencedCommand[] = [];
  let comments: SourceLine[] = [];
  // What was typed right above, '' for nothing; null behind what is shown.
  let above: string | null = '';
  const isTyped = (line: SourceLine): boolean =>
    prompt(line) !== null || (above !== null && isTypedBare(line, above));
  const pass = ({ text }: SourceLine): void => {
    const plain = text.trim();
    if (plain === '') above = inParts ? '' : above;
    else if (!plain.startsWith('#')) above = null;
  };
  for (let at = 0; at < lines.length;) {
    const line = lines[at] as SourceLine;
    const width = isTyped(line) ? (prompt(line) ?? 0) : null;
    if (width === null) {
      pass(line);
      comments = line.text.trim().startsWith('#') ? [...comments.slice(-10), line] : [];
      at += 1;
      continue;
    }
    const input = inputFrom(lines, at, width, prompt);
    at += input.length;
    above = input.map(({ text }) => text).join('\n');
    const outputs: SourceLine[] = [];
    for (let next = lines[at]; next !== undefined && !isTyped(next); next = lines[at]) {
      outputs.push(next);
      pass(next);
      at += 1;
    }
    const commands = splitCommands([...comments, ...input]);
    // What stands right above the next prompt as a comment is that command's label.
    comments = at < lines.length ? commentsAtEnd(outputs) : [];
    const shown = outputOf(outputs.slice(0, outputs.length - comments.length));
    for (const [index, command] of commands.entries()) {
      const last = index === commands.length - 1;
      found.push({ ...command, expected: [...ownOutputs(command), ...(last ? shown : [])] });
    }
  }
  return found;
};

/** The line behind a prompt and those that it goes on in; `> ` in front of these is a prompt, too. */
const inputFrom = (
  lines: readonly SourceLine[],
  from: number,
  width: number,
  prompt: (line: SourceLine) => number | null,
): readonly SourceLine[] => {
  const taken: SourceLine[] = [cut(lines[from] as SourceLine, width)];
  let state = readShellLine(freshShell, taken[0]?.text ?? '');
  for (let at = from + 1; state.open && at < lines.length && at - from < 100; at += 1) {
    const line = lines[at] as SourceLine;
    if (prompt(line) !== null) break;
    const more = cut(line, /^\s*>[ \t]/.exec(line.text)?.[0].length ?? 0);
    taken.push(more);
    state = readShellLine(state, more.text);
  }
  // A quote that nothing closes: only its own line is the command.
  return state.open ? taken.slice(0, 1) : taken;
};

const cut = ({ text, line, from }: SourceLine, width: number): SourceLine => ({
  text: text.slice(width),
  line,
  from: from + width,
});

const commentsAtEnd = (lines: readonly SourceLine[]): SourceLine[] => {
  const first = lines.findLastIndex(({ text }) => !text.trim().startsWith('#')) + 1;
  return lines.slice(Math.max(first, lines.length - 10));
};

const outputOf = (lines: readonly SourceLine[]): readonly FoundOutput[] => {
  const first = lines.findIndex(({ text }) => text.trim() !== '');
  if (first === -1) return [];
  const last = lines.findLastIndex(({ text }) => text.trim() !== '');
  const shown = lines.slice(first, last + 1);
  const end = shown.at(-1) as SourceLine;
  return [
    {
      form: 'prompt-output',
      text: shown.map(({ text }) => text).join('\n'),
      from: shown[0]?.from ?? 0,
      to: end.from + end.text.trimEnd().length,
    },
  ];
};

const ownOutputs = ({ command, comments, behind, to }: ShellCommand): readonly FoundOutput[] => {
  // An arrow above a command points at it, one below it at what it shows.
  const above = comments.filter((line) => /^(?:expect|should|must)/i.test(commentText(line)));
  const found: FoundOutput[] = [...above, ...behind].map((line) => ({
    form: 'comment',
    text: commentText(line),
    from: line.from + line.text.length - line.text.trimStart().length,
    to: line.from + line.text.trimEnd().length,
  }));
  const trailing = trailingComment(command);
  if (trailing !== null && saysResult(trailing.text)) {
    const width = command.length - trailing.from;
    found.push({ form: 'trailing-comment', text: trailing.text, from: to - width, to });
  }
  return found;
};
