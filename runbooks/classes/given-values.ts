// What the line itself gives its variables, and to the functions that it calls.
import { assignedIn, numbered } from '../shell/assigned.ts';
import type { ReadCommand } from '../shell/shell-model.ts';

type Read = Pick<ReadCommand, 'text' | 'scripts' | 'invocations' | 'functions'>;

/** By name, in the order of the line; what other programs print stays as written: `$(docker ps -q)`. */
export type Given = ReadonlyMap<string, ReadonlySet<string>>;

export const givenValues = ({ text, scripts, invocations, functions = [] }: Read): Given => {
  const values = new Map<string, Set<string>>();
  if (!text.includes('$')) return values;
  const called = new Set(functions.map(({ name }) => name));
  const calls = invocations.filter(({ program }) => called.has(program));
  for (const { name, value } of [
    ...scripts.flatMap(assignedIn),
    // Those of wrappers: `env X=1`, `docker run -e X=1`.
    ...invocations.flatMap(({ assignments }) => assignments),
    ...calls.flatMap(({ args }) => numbered(args.map((word) => word.value))),
  ]) {
    const before = values.get(name);
    if (before === undefined) values.set(name, new Set([value]));
    else before.add(value);
  }
  return values;
};
