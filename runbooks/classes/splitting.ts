// A variable without quotes is taken as one word; where the line itself gives it more than that, nobody knows what the program gets.
import type { Invocation } from '../shell/shell-model.ts';
import { verdict, type Verdict } from './class-table.ts';

/** Builtins to which options can't do harm. */
const careless = new Set(['echo', 'printf', 'test', '[', 'export', 'local', 'true', ':', '']);

export const splitsIntoOptions = (invocations: readonly Invocation[]): readonly Verdict[] => {
  const risky = new Set(
    invocations.flatMap(({ assignments }) =>
      assignments.filter(({ value }) => /^-|^\(|[^$({]\s+-/.test(value)).map(({ name }) => name),
    ),
  );
  return invocations
    .filter(({ program }) => !careless.has(program))
    .flatMap(({ program, args }) => {
      const word = args.find(
        ({ raw }) =>
          raw.includes('$') &&
          (/^"?\$[@*]"?$|^"?\$\{[@*]/.test(raw) || risky.has(/^"?\$\{?(\w+)/.exec(raw)?.[1] ?? '')),
      );
      return word === undefined ? [] : [verdict('U', `${word.raw} may give ${program} any option`)];
    });
};
