// Functions that a line defines: their bodies are judged where they stand, so a call adds nothing, unless it never ends.
import type { Invocation, ReadCommand } from '../shell/shell-model.ts';
import { verdict, type Verdict } from './class-table.ts';

/**
 * Whether a call is sure to be that of a function of the line: defined in front of it, by a statement of its own, and never taken
 * back. One that a subshell, a branch or another script defines may be none here. A wrapper (`xargs f`, `command f`) finds programs.
 */
export const functionCalls = ({
  script,
  invocations,
  functions = [],
}: Pick<ReadCommand, 'script' | 'invocations' | 'functions'>): ((invocation: Invocation) => boolean) => {
  if (functions.length === 0 || invocations.some(({ program }) => program === 'unset')) return () => false;
  const definedAt = new Map<string, number>();
  for (const { command, background } of script?.commands ?? []) {
    if (command.type !== 'Function' || background === true) continue;
    const name = command.name.value;
    if (!definedAt.has(name)) definedAt.set(name, command.end);
  }
  return ({ name, from, wrappers }) =>
    name !== null && wrappers.length === 0 && (definedAt.get(name.value) ?? Infinity) <= from;
};

export const recursive = ({
  invocations,
  functions = [],
}: Pick<ReadCommand, 'invocations' | 'functions'>): readonly Verdict[] => {
  if (functions.length > most)
    return [verdict('U', `it defines ${functions.length} functions: nobody reads that`)];
  const calls = new Map<string, Set<string>>();
  for (const { name, from, to } of functions) {
    const inside = invocations
      .filter((one) => one.from >= from && one.to <= to)
      .map(({ program }) => program);
    calls.set(name, new Set([...(calls.get(name) ?? []), ...inside]));
  }
  return [...calls.keys()]
    .filter((name) => reaches(name, name, calls, new Set()))
    .map((name) => verdict('U', `${name} calls itself without end`));
};

// Following them costs the square of their number.
const most = 50;

const reaches = (
  from: string,
  to: string,
  calls: ReadonlyMap<string, ReadonlySet<string>>,
  seen: Set<string>,
): boolean => {
  seen.add(from);
  for (const next of calls.get(from) ?? []) {
    if (next === to || (!seen.has(next) && reaches(next, to, calls, seen))) return true;
  }
  return false;
};
