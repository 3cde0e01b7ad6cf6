// A variable without quotes is taken as one word that is no option; where the line itself gives it more than that, nobody knows what the program gets.
import type { Invocation, ReadCommand, ShellWord } from '../shell/shell-model.ts';
import { verdict, type Verdict } from './class-table.ts';

/** Builtins to which options can't do harm. */
const careless = new Set([
  'echo',
  'printf',
  'test',
  '[',
  'export',
  'local',
  'declare',
  'readonly',
  'true',
  ':',
  '',
]);

export const splitsIntoOptions = ({
  text,
  invocations,
}: Pick<ReadCommand, 'text' | 'invocations'>): readonly Verdict[] => {
  let risky: ReadonlySet<string> | null = null;
  return invocations
    .filter(({ program }) => !careless.has(program))
    .flatMap(({ program, args }) => {
      const word = args.find(
        (one) =>
          !one.literal && (mayBeOption(one) || (risky ??= riskyNames(text, invocations)).has(nameIn(one))),
      );
      return word === undefined ? [] : [verdict('U', `${word.raw} may give ${program} any option`)];
    });
};

const nameIn = ({ raw }: ShellWord): string => /^"?\$\{?(\w+)/.exec(raw)?.[1] ?? '';

/** `"$@"`, `${X:--rf}`, `$(echo -rf)`, `{-rf,"$X"}`: by itself. */
const mayBeOption = ({ raw, unquotedGlob }: ShellWord): boolean =>
  /^"?\$[@*]"?$|^"?\$\{[@*]/.test(raw) ||
  /^"?\$\{\w+:?[-=]["']?(-|[^}]*\s-)/.test(raw) ||
  /^"?(\$\(|`)\s*(echo|printf)\s(.*[\s"'])?-/.test(raw) ||
  (unquotedGlob && /^-[^{]*\{|^\{(.*,)?["']?-/.test(raw));

/** What other programs print is taken for words that are no options, as above. */
const withoutOutputs = (value: string): string =>
  value.replace(/\$\(.*\)|`[^`]*`/g, (output) => (/^..?\s*(echo|printf)\s/.test(output) ? output : ''));

const options = /^\(?["']?-|[^$({]\s+["']?-/;

/** What the line sets to words with a dash: by assignment, `export`, `read`, `printf -v`, `for` and `${X:=…}`. */
const riskyNames = (text: string, invocations: readonly Invocation[]): ReadonlySet<string> => {
  const risky = new Set<string>();
  const set = (name: string | undefined, value: string): void => {
    if (name !== undefined && options.test(withoutOutputs(value))) risky.add(name);
  };
  for (const { program, args, assignments, redirections } of invocations) {
    for (const { name, value } of assignments) set(name, value);
    const words = args.map(({ value }) => value);
    if (/^(export|declare|typeset|local|readonly)$/.test(program))
      for (const word of words) set(/^(\w+)\+?=/.exec(word)?.[1], word.slice(word.indexOf('=') + 1));
    if (program === 'printf' && words[0] === '-v') set(words[1], words.slice(2).join(' '));
    if (/^(read|mapfile|readarray)$/.test(program))
      for (const { target } of redirections)
        for (const word of words) if (!word.startsWith('-')) set(word, target?.raw ?? '');
  }
  for (const [, name, words = ''] of text.matchAll(/\b(?:for|select)\s+(\w+)\s+in\s+([^;\n]*)/g))
    set(name, words);
  for (const [, name, value = ''] of text.matchAll(/\$\{(\w+):?=([^}]*)\}/g)) set(name, value);
  return risky;
};
