// Where a runbook sets the variables that its commands use.
import type { Command } from '../../model.ts';
import type { Invocation } from '../../shell/shell-model.ts';
import type { LintDocument } from '../rule.ts';
import { oncePer } from './once.ts';
import { runsOf } from './runs.ts';
import { saidLines } from './said.ts';

export interface Settings {
  /** The last command before `command`, or in it, that sets the variable. */
  where(name: string, command: Command): Command | null;
  /** True when a file is sourced or output evaluated: then anything may be set. */
  readonly unknown: boolean;
  /** Named as a variable of the environment in text or configuration, e.g. in a table of settings. */
  isKnownElsewhere(name: string): boolean;
}

export const settingsOf = oncePer((document: LintDocument): Settings => {
  const set = new Map<string, Command[]>();
  const add = (name: string, command: Command): void => {
    const commands = set.get(name);
    if (commands === undefined) set.set(name, [command]);
    else commands.push(command);
  };
  let unknown = false;
  for (const { command, run } of runsOf(document)) {
    for (const { name } of run.assignments) add(name, command);
    for (const name of namesSetBy(run)) add(name, command);
    // A virtual environment sets nothing that a runbook uses.
    const isVenv = /^(source|\.)$/.test(run.program) && /(^|\/)bin\/activate$/.test(run.args[0]?.value ?? '');
    unknown ||= !isVenv && /^(source|\.|eval|direnv|aws-vault|set-env)$/.test(run.program);
  }
  for (const command of document.runbook.commands) {
    for (const [, name = ''] of command.command.matchAll(/\b(?:for|select)\s+(\w+)\s+in\b/g))
      add(name, command);
  }
  return {
    where: (name, command) => set.get(name)?.findLast(({ index }) => index <= command.index) ?? null,
    unknown,
    isKnownElsewhere: (name) => namedIn(document).has(name),
  };
});

const namedIn = oncePer(
  ({ text }: LintDocument): ReadonlySet<string> =>
    new Set(
      [...text.matchAll(/^[ \t]*(?:[-*|][ \t]*)?`?([A-Za-z_]\w*)`?[ \t]*(?:[:=|]|$)/gm)].map(
        ([, name = '']) => name,
      ),
    ),
);

const namesSetBy = ({ program, args }: Invocation): readonly string[] => {
  if (/^(export|declare|local|readonly|typeset)$/.test(program))
    return args.flatMap(({ value }) => /^([A-Za-z_]\w*)=/.exec(value)?.[1] ?? []);
  if (program === 'read' || program === 'mapfile')
    return args.flatMap(({ value }) => (/^[A-Za-z_]\w*$/.test(value) ? [value] : []));
  return [];
};

/** `X=` anywhere, or the name in a sentence, a table or a comment: then somebody is told what it is. */
export const isExplained = (document: LintDocument, name: string): boolean => explained(document).has(name);

const explained = oncePer((document: LintDocument): ReadonlySet<string> => {
  // `-e KEY=$KEY` sets it for somebody else, from what this shell has not.
  const set = [...document.text.matchAll(/\b([A-Za-z_]\w*)=(?!=|["']?\$\{?\1\b)/g)].map(
    ([, name = '']) => name,
  );
  const words = saidLines(document).flatMap(({ text }) => [
    ...[...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name = '']) => name),
    // A small word says nothing: "env" is a word of everyday.
    ...[...text.matchAll(/\b[A-Z][A-Z0-9_]*\b/g)].map(([name]) => name),
  ]);
  return new Set([...set, ...words]);
});

const farthestLines = 300;
const hourMs = 3_600_000;

/** What lies between two commands, when it is longer than a shell lives: `7 days`. Null when nothing says so. */
export const longGapBetween = (
  { runbook, lines }: LintDocument,
  from: Command,
  to: Command,
): string | null => {
  const wait = runbook.waits.find(
    (one) => one.kind === 'wait' && one.ms >= hourMs && one.line > from.endLine && one.endLine < to.line,
  );
  if (wait?.kind === 'wait') return spoken(wait.ms);
  // Further apart they belong to different procedures.
  if (to.line - from.endLine > farthestLines) return null;
  const between = lines
    .slice(from.endLine, to.line - 1)
    .filter((line) => /\bwait|transition|after|grace period/i.test(line));
  const [found] = between.flatMap((line) => /\b\d+\s*(?:hours?|days?|weeks?)\b/i.exec(line)?.[0] ?? []);
  return found ?? null;
};

const spoken = (ms: number): string => {
  const days = ms / (24 * hourMs);
  return days >= 1
    ? `${Math.round(days)} ${days >= 1.5 ? 'days' : 'day'}`
    : `${Math.round(ms / hourMs)} hours`;
};
