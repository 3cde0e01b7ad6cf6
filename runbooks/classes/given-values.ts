// What the line itself gives its variables: by assignment, `export`, `read`, `printf -v`, `for`, `${X:=…}`, `set --`, and to the functions it calls.
import type { Invocation, ReadCommand } from '../shell/shell-model.ts';

type Read = Pick<ReadCommand, 'text' | 'invocations' | 'functions'>;

/** By name, in the order of the line; what other programs print stays as written: `$(docker ps -q)`. */
export type Given = ReadonlyMap<string, readonly string[]>;

export const givenValues = ({ text, invocations, functions = [] }: Read): Given => {
  const values = new Map<string, string[]>();
  const set = (name: string | undefined, value: string): void => {
    if (name === undefined) return;
    const before = values.get(name);
    if (before === undefined) values.set(name, [value]);
    else before.push(value);
  };
  const called = new Set(functions.map(({ name }) => name));
  for (const invocation of invocations) {
    for (const { name, value } of invocation.assignments) set(name, value);
    for (const [name, value] of setBy(invocation, called)) set(name, value);
  }
  for (const [, name, words = ''] of text.matchAll(
    /\b(?:for|select)\s+(\w+)\s+in\s+((?:'[^']*'|"[^"]*"|[^;\n'"])*)/g,
  ))
    for (const word of wordsOf(words)) set(name, word);
  for (const [name, value] of defaultsIn(text)) set(name, value);
  return values;
};

/** `${X:=a}`; where nothing closes one, nothing closes those behind it. */
const defaultsIn = (text: string): readonly (readonly [string, string])[] => {
  const found: (readonly [string, string])[] = [];
  const start = /\$\{(\w+):?=/g;
  for (let next = start.exec(text); next !== null; next = start.exec(text)) {
    const end = text.indexOf('}', start.lastIndex);
    if (end < 0) break;
    found.push([next[1] ?? '', text.slice(start.lastIndex, end)]);
    start.lastIndex = end;
  }
  return found;
};

/** A list that another program prints is left as one. */
const wordsOf = (list: string): readonly string[] =>
  /\$\(|`/.test(list)
    ? [list]
    : (list.match(/'[^']*'|"[^"]*"|[^\s"']+/g) ?? []).map((word) => word.replace(/^["']|["']$/g, ''));

const setBy = (
  { program, args, redirections }: Invocation,
  functions: ReadonlySet<string>,
): readonly (readonly [string, string])[] => {
  const words = args.map(({ value }) => value);
  if (/^(export|declare|typeset|local|readonly)$/.test(program))
    return words.flatMap((word) => {
      const [, name, value = ''] = /^(\w+)\+?=([\s\S]*)$/.exec(word) ?? [];
      return name === undefined ? [] : [[name, value] as const];
    });
  if (program === 'printf' && words[0] === '-v') return [[words[1] ?? '', words.slice(2).join(' ')]];
  if (/^(read|mapfile|readarray)$/.test(program))
    return redirections.flatMap(({ target }) =>
      words
        .filter((word) => !word.startsWith('-'))
        .map((word) => [word, (target?.value ?? '').trim()] as const),
    );
  if (program === 'set' && words.includes('--')) return numbered(words.slice(words.indexOf('--') + 1));
  return functions.has(program) ? numbered(words) : [];
};

/** `$1`, `$2` … */
const numbered = (words: readonly string[]): readonly (readonly [string, string])[] => [
  ...words.map((word, at) => [String(at + 1), word] as const),
  ['@', words.join(' ')],
  ['*', words.join(' ')],
];
