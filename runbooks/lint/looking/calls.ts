// The programs that a runbook's commands run, each with the command it stands in.
import type { Command, Place } from '../../model.ts';
import type { Invocation, ReadCommand } from '../../shell/shell-model.ts';
import type { LintDocument } from '../rule.ts';
import { byProgram } from './by-program.ts';
import { oncePer } from './once.ts';

export interface Call {
  readonly command: Command;
  readonly read: ReadCommand;
  readonly invocation: Invocation;
  readonly program: string;
  /** What the program gets, without quotes. */
  readonly words: readonly string[];
}

const byCommand = oncePer((document): readonly (readonly Call[])[] =>
  document.runbook.commands.map((command) => readCalls(document, command)),
);
const allCalls = oncePer((document): readonly Call[] => byCommand(document).flat());

/** In the order of the document: all of them, or those of the programs that are asked for. */
export const callsOf = byProgram(allCalls, ({ program }) => program);

export const callsIn = (document: LintDocument, command: Command): readonly Call[] =>
  byCommand(document)[command.index] ?? [];

const readCalls = (document: LintDocument, command: Command): readonly Call[] => {
  const read = document.commands[command.index];
  if (read === undefined) return [];
  return read.invocations.map((invocation) => ({
    command,
    read,
    invocation,
    program: invocation.program,
    words: invocation.args.map(({ value }) => value),
  }));
};

/** The lines of its command that a call stands on. */
export const placeOf = ({ command, read, invocation }: Call): Place => {
  const line = command.line + newlines(read.text.slice(0, invocation.from));
  return {
    line,
    endLine: Math.min(command.endLine, line + newlines(read.text.slice(invocation.from, invocation.to))),
  };
};

const newlines = (text: string): number => text.split('\n').length - 1;

/** A command as messages quote it: on one line, and not too long. */
export const quoted = (command: Command | string): string => {
  const text = (typeof command === 'string' ? command : command.command)
    .replace(/\\\n/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return `\`${text.length > 70 ? `${text.slice(0, 67)}…` : text}\``;
};

/** The name of what it runs in, innermost: a container, a service, a pod, a host. */
export const runsIn = ({ invocation }: Call): string | null =>
  invocation.wrappers.findLast(({ target }) => target !== null)?.target ?? null;

/** Its neighbours in the same pipeline, itself left out. */
export const pipedWith = (document: LintDocument, { command, invocation }: Call): readonly Call[] =>
  (byPipeline(callsIn(document, command)).get(invocation.pipeline) ?? []).filter(
    (other) => other.invocation !== invocation,
  );

const byPipeline = oncePer((calls: readonly Call[]) =>
  Map.groupBy(calls, ({ invocation }) => invocation.pipeline),
);

/** True when one of these options is given, also as `--name=value` or in a cluster of letters (`-it`). */
export const hasOption = (words: readonly string[], ...names: readonly string[]): boolean =>
  words.some((word) =>
    names.some(
      (name) =>
        word === name ||
        (name.startsWith('--')
          ? word.startsWith(`${name}=`)
          : /^-[A-Za-z]{2,}$/.test(word) && word.includes(name.slice(1))),
    ),
  );

/** The value of the first of these options: `-n x`, `-nx`, `--name x`, `--name=x`. */
export const optionValue = (words: readonly string[], ...names: readonly string[]): string | null => {
  for (const [at, word] of words.entries()) {
    for (const name of names) {
      if (word === name) return words[at + 1] ?? null;
      if (word.startsWith(`${name}=`)) return word.slice(name.length + 1);
      if (!name.startsWith('--') && word.startsWith(name) && word.length > 2) return word.slice(2);
    }
  }
  return null;
};
