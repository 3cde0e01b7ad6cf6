// Every program that the runbook's commands run, with the command that it stands in.
import type { Command, Section, Span } from '../../model.ts';
import type { Invocation, Range, ReadCommand, Wrapper } from '../../shell/shell-model.ts';
import type { LintDocument } from '../rule.ts';
import { byProgram } from './by-program.ts';
import { oncePer } from './once.ts';

export interface Run {
  readonly command: Command;
  readonly read: ReadCommand;
  readonly run: Invocation;
}

const allRuns = oncePer((document: LintDocument): readonly Run[] =>
  document.runbook.commands.flatMap((command, index) => {
    const read = document.commands[index];
    return read === undefined ? [] : read.invocations.map((run) => ({ command, read, run }));
  }),
);

/** In the order of the document: all of them, or those of the programs that are asked for. */
export const runsOf = byProgram(allRuns, ({ run }) => run.program);

export const valuesOf = ({ run }: Run): readonly string[] => run.args.map(({ value }) => value);

/** The wrapper of one of these kinds, the innermost first. */
export const wrapperOf = ({ run }: Run, kinds: RegExp): Wrapper | undefined =>
  run.wrappers.findLast(({ kind }) => kinds.test(kind));

/** True when it runs on the machine where it is typed: wrappers like `sudo` and `timeout` stay there. */
export const runsHere = (one: Run): boolean => wrapperOf(one, elsewhere) === undefined;

const elsewhere = /^(docker|podman|nerdctl|compose|docker-compose|kubectl|oc|ssh|chroot|nsenter|crictl)\b/;

/** The programs of its pipeline. */
export const pipeOf = ({ read, run }: Run): readonly Invocation[] => pipesOf(read).get(run.pipeline) ?? [];

const pipesOf = oncePer((read: ReadCommand) => Map.groupBy(read.invocations, ({ pipeline }) => pipeline));

/** The programs behind it in its pipeline. */
export const laterInPipe = (one: Run): readonly Invocation[] =>
  pipeOf(one).filter(({ stage }) => stage > one.run.stage);

export const sectionOf = (document: LintDocument, { section }: Command): Section | null =>
  section === null ? null : (document.runbook.sections[section] ?? null);

/** `range` of the command's text as a place in the file. */
export const spanIn = (document: LintDocument, command: Command, { from, to }: Range): Span => {
  const start = placeIn(document, command, from);
  const end = placeIn(document, command, Math.max(from, to));
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
};

const placeIn = (document: LintDocument, { command, line, column }: Command, offset: number) => {
  const before = command.slice(0, offset).split('\n');
  const inLine = before.at(-1)?.length ?? 0;
  if (before.length === 1) return { line, column: column + inLine };
  const at = line + before.length - 1;
  // A fence in a list is indented in the file, and its commands are not.
  const own = command.split('\n')[before.length - 1] ?? '';
  const indent = Math.max(0, (document.lines[at - 1] ?? '').indexOf(own));
  return { line: at, column: indent + inLine + 1 };
};

export const spanOfRun = (document: LintDocument, { command, run }: Run): Span =>
  spanIn(document, command, run);

/** A text from the command as it is read, with the placeholders as they are written: `_POD_` is `<POD>`. */
export const asWritten = ({ placeholders }: Command, text: string): string =>
  placeholders.reduce(
    (written, { form, name, text: placeholder }) =>
      form === 'angle' || form === 'square'
        ? written.replaceAll(`_${name.replace(/[^A-Za-z0-9_]/gu, (c) => '_'.repeat(c.length))}_`, placeholder)
        : written,
    text,
  );
