// A variable without quotes is taken as one word that is no option; where the line itself gives it more than that, nobody knows what the program gets.
import type { Invocation, ShellWord } from '../shell/shell-model.ts';
import { verdict, type Verdict } from './class-table.ts';
import type { Given } from './given-values.ts';

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

export const splitsIntoOptions = (invocations: readonly Invocation[], given: Given): readonly Verdict[] => {
  let risky: ReadonlySet<string> | null = null;
  return invocations
    .filter(({ program }) => !careless.has(program))
    .flatMap(({ program, args }) => {
      const word = args.find(
        (one) => !one.literal && (mayBeOption(one) || (risky ??= riskyNames(given)).has(nameIn(one))),
      );
      return word === undefined ? [] : [verdict('U', `${word.raw} may give ${program} any option`)];
    });
};

const nameIn = ({ raw }: ShellWord): string => /^"?\$\{?(\w+)/.exec(raw)?.[1] ?? '';

/** `"$@"`, `${X:--rf}`, `${X:+-rf}`, `$(echo -rf)`, `{-rf,"$X"}`: by itself. */
const mayBeOption = ({ raw, unquotedGlob }: ShellWord): boolean =>
  /^"?\$[@*]"?$|^"?\$\{[@*]/.test(raw) ||
  /^"?\$\{\w+:?[-=+]["']?(-|[^}]*\s-)/.test(raw) ||
  /^"?(\$\(|`)\s*(echo|printf)\s(.*[\s"'])?-/.test(raw) ||
  (unquotedGlob && /^-[^{]*\{|^\{(.*,)?["']?-/.test(raw));

/** What other programs print is taken for words that are no options, as above. */
const withoutOutputs = (value: string): string =>
  value.replace(/\$\(.*\)|`[^`]*`/g, (output) => (/^..?\s*(echo|printf)\s/.test(output) ? output : ''));

const options = /^\(?["']?-|[^$({]\s["']?-/;

/** What the line sets to words with a dash. */
const riskyNames = (given: Given): ReadonlySet<string> =>
  new Set(
    [...given].flatMap(([name, values]) =>
      [...values].some((value) => options.test(withoutOutputs(value))) ? [name] : [],
    ),
  );
