// What the line itself gives its variables, and to the functions and scripts that it calls.
import { assignedIn, numbered } from '../shell/assigned.ts';
import type { Invocation, ReadCommand } from '../shell/shell-model.ts';

type Read = Pick<ReadCommand, 'text' | 'scripts' | 'invocations' | 'functions'>;

/** By name, each value once; what other programs print stays as written: `$(docker ps -q)`. */
export type Given = ReadonlyMap<string, ReadonlySet<string>>;

export const givenValues = ({ text, scripts, invocations, functions = [] }: Read): Given => {
  const values = new Map<string, Set<string>>();
  const add = (name: string, value: string): void => {
    const before = values.get(name);
    if (before === undefined) values.set(name, new Set([value]));
    else before.add(value);
  };
  if (!text.includes('$')) return values;
  const called = new Set(functions.map(({ name }) => name));
  const assigned = scripts.flatMap((script) => assignedIn(script, invocations));
  const passed = invocations.flatMap((one) => passedBy(one, called)).flatMap(numbered);
  for (const { name, value, items } of [...assigned, ...passed])
    for (const one of items ?? [value]) add(name, one);
  // Also those of wrappers: `env X=1`, `docker run -e X=1`.
  for (const { assignments } of invocations) for (const { name, value } of assignments) add(name, value);
  return values;
};

/** `f a b`, `bash -c '…' _ a b`. */
const passedBy = (
  { program, args, wrappers }: Invocation,
  functions: ReadonlySet<string>,
): readonly (readonly string[])[] => [
  ...(functions.has(program) ? [args.map(({ value }) => value)] : []),
  ...wrappers
    .filter(({ kind }) => kind.endsWith(' -c'))
    .map(({ words }) => {
      const own = words.findIndex(({ value }) => !/^[-+]/.test(value));
      return own < 0 ? [] : words.slice(own + 1).map(({ value }) => value);
    }),
];
