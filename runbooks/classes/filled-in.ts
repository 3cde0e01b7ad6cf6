// Each command as it is with the values that the line itself gives its variables: `X='1; drop table y'; psql -c "select $X"`.
import type { Invocation, ReadCommand, ShellWord } from '../shell/shell-model.ts';
import { givenValues } from './given-values.ts';

/** Values of a variable, and rounds of variables inside of values; nobody writes more. */
const most = 8;
const rounds = 3;

const variable = /\$(?:\{([A-Za-z_]\w*|\d|[@*])\}|([A-Za-z_]\w*|\d|[@*]))/g;

/** All commands of the line, once for each value that one of them gets. */
export const filledIn = (
  read: Pick<ReadCommand, 'text' | 'invocations' | 'functions'>,
): readonly (readonly Invocation[])[] => {
  const given = givenValues(read);
  if (given.size === 0) return [];
  const known = new Map([...given].map(([name, values]) => [name, literalValues(values)]));
  return Array.from({ length: most }, (_, at) => at)
    .filter((at) => read.invocations.some((one) => getsValue(one, known, at)))
    .map((at) => read.invocations.map((one) => fill(one, known, at)));
};

/** Several may be parts of one: `X=a; X+=b`. What another program prints is none that is known. */
const literalValues = (values: readonly string[]): readonly string[] => {
  const known = values.filter((value) => !/\$\(|`/.test(value)).slice(0, most - 1);
  return known.length > 1 ? [...known, known.join('')] : known;
};

type Known = ReadonlyMap<string, readonly string[]>;

const getsValue = ({ args, redirections }: Invocation, known: Known, at: number): boolean =>
  [...args, ...redirections.flatMap(({ target }) => target ?? [])].some(
    ({ literal, value }) =>
      !literal &&
      [...value.matchAll(variable)].some(
        ([, braced, plain]) => (known.get(braced ?? plain ?? '')?.length ?? 0) > at,
      ),
  );

/** With the value number `at` of each variable that has so many, and the last one of the others. */
const fill = (invocation: Invocation, known: Known, at: number): Invocation => ({
  ...invocation,
  args: invocation.args.flatMap((word) => fillWord(word, known, at)),
  redirections: invocation.redirections.map((one) =>
    one.target === null ? one : { ...one, target: fillTarget(one.target, known, at) },
  ),
});

const fillTarget = (target: ShellWord, known: Known, at: number): ShellWord =>
  fillWord({ ...target, raw: `"${target.raw}"` }, known, at)[0] ?? target;

/** Without quotes around it, a value is as many words as it has. */
const fillWord = (word: ShellWord, known: Known, at: number): readonly ShellWord[] => {
  if (word.literal) return [word];
  let { value } = word;
  for (let round = 0; round < rounds; round += 1)
    value = value.replace(variable, (all, braced?: string, plain?: string) => {
      const values = known.get(braced ?? plain ?? '') ?? [];
      return values[Math.min(at, values.length - 1)] ?? all;
    });
  if (value === word.value) return [word];
  const parts = word.raw.includes('"') ? [value] : value.split(/\s+/).filter((part) => part !== '');
  return parts.map((part) => ({ ...word, raw: part, value: part, literal: !/[$`]/.test(part) }));
};
