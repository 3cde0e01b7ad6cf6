// Each command as it is with the values that the line itself gives its variables: `X='1; drop table y'; psql -c "select $X"`.
import { mostValues } from '../shell/assigned.ts';
import type { Invocation, ShellWord } from '../shell/shell-model.ts';
import type { Given } from './given-values.ts';

/** Rounds of variables inside of values; nobody writes more. */
const rounds = 3;

/** Characters that all values together add to the line; `X="$X$X…"` adds without end. */
const mostFilled = 65_536;

const variable = /\$(?:\{([A-Za-z_]\w*|\d|[@*])(?:\[[^\]]*\])?\}|([A-Za-z_]\w*|\d|[@*]))/g;

/** All commands of the line, once for each value that one of them gets; those that get none stay the same objects. Null where there are too many, or it gets too long. */
export const filledIn = (
  invocations: readonly Invocation[],
  given: Given,
): readonly (readonly Invocation[])[] | null => {
  if (given.size === 0) return [];
  const known: Known = new Map([...given].map(([name, values]) => [name, literalValues([...values])]));
  let times = 0;
  for (const word of invocations.flatMap(wordsOf)) times = Math.max(times, valuesOf(word, known));
  // One of them is all others together.
  if (times > mostValues + 1) return null;
  const room = { left: mostFilled };
  const filled: (readonly Invocation[])[] = [];
  for (let at = 0; at < times && room.left >= 0; at += 1)
    filled.push(invocations.map((one) => fill(one, { known, at, room })));
  return room.left < 0 ? null : filled;
};

/** Several may be parts of one: `X=a; X+=b`. What another program prints is none that is known. */
const literalValues = (values: readonly string[]): readonly string[] => {
  const known = values.filter((value) => !/\$\(|`/.test(value));
  return known.length > 1 ? [...known, known.join('')] : known;
};

type Known = ReadonlyMap<string, readonly string[]>;

interface Filling {
  readonly known: Known;
  /** Number of the value; of a variable that has fewer, the last one. */
  readonly at: number;
  readonly room: { left: number };
}

const wordsOf = ({ args, redirections }: Invocation): readonly ShellWord[] => [
  ...args,
  ...redirections.flatMap(({ target }) => target ?? []),
];

/** Of the variables that stand in it. */
const valuesOf = ({ literal, value }: ShellWord, known: Known): number => {
  let found = 0;
  if (!literal)
    for (const [, braced, plain] of value.matchAll(variable))
      found = Math.max(found, known.get(braced ?? plain ?? '')?.length ?? 0);
  return found;
};

const fill = (invocation: Invocation, filling: Filling): Invocation => {
  if (wordsOf(invocation).every((word) => valuesOf(word, filling.known) === 0)) return invocation;
  return {
    ...invocation,
    args: invocation.args.flatMap((word) => fillWord(word, filling)),
    redirections: invocation.redirections.map((one) =>
      one.target === null ? one : { ...one, target: fillTarget(one.target, filling) },
    ),
  };
};

const fillTarget = (target: ShellWord, filling: Filling): ShellWord =>
  fillWord({ ...target, raw: `"${target.raw}"` }, filling)[0] ?? target;

/** Without quotes around it, a value is as many words as it has. */
const fillWord = (word: ShellWord, { known, at, room }: Filling): readonly ShellWord[] => {
  if (word.literal) return [word];
  let { value } = word;
  for (let round = 0; round < rounds; round += 1)
    value = value.replace(variable, (all, braced?: string, plain?: string) => {
      const values = known.get(braced ?? plain ?? '') ?? [];
      const given = values[Math.min(at, values.length - 1)];
      if (given === undefined || room.left < 0) return all;
      room.left -= given.length + 1;
      return given;
    });
  if (value === word.value) return [word];
  const parts = word.raw.includes('"') ? [value] : value.split(/\s+/).filter((part) => part !== '');
  return parts.map((part) => ({ ...word, raw: part, value: part, literal: !/[$`]/.test(part) }));
};
