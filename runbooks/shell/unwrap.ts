// Finds what really runs behind `sudo`, `timeout`, `docker exec`, `ssh`, `bash -c` …
import type { Wrapper, ShellWord } from './shell-model.ts';
import type { Inner } from './inner-command.ts';
import { wrappers } from './wrappers.ts';

/** A program at the end of its wrappers, or a script that has to be parsed first. */
export type Unwrapped =
  | {
      readonly kind: 'program';
      readonly words: readonly ShellWord[];
      readonly wrappers: readonly Wrapper[];
      readonly assignments: Inner['assignments'];
    }
  | {
      readonly kind: 'script';
      readonly script: string;
      readonly at: ShellWord;
      readonly wrappers: readonly Wrapper[];
      readonly assignments: Inner['assignments'];
    };

// More of them than anybody types: what is left is taken as it is, and is nothing that is known.
const deepest = 20;

export const unwrap = (words: readonly ShellWord[]): readonly Unwrapped[] => peel(words, [], []);

const peel = (
  words: readonly ShellWord[],
  around: readonly Wrapper[],
  assignments: Inner['assignments'],
): readonly Unwrapped[] => {
  const [first, ...rest] = words;
  const program = first?.literal === true ? trustedName(first.value) : null;
  const find = program === null || around.length >= deepest ? undefined : wrappers.get(program);
  const inner = find?.(program ?? '', rest) ?? null;
  if (inner === null) return [{ kind: 'program', words, wrappers: around, assignments }];
  return inner.flatMap((one): readonly Unwrapped[] => {
    const wrappersNow = one.wrapper === null ? around : [...around, one.wrapper];
    const assignmentsNow = [...assignments, ...one.assignments];
    if (one.wrapper === null)
      return [{ kind: 'program', words: one.words, wrappers: around, assignments: assignmentsNow }];
    if (one.script !== null) {
      return [
        {
          kind: 'script',
          script: one.script,
          at: one.words[0] ?? first ?? nowhere,
          wrappers: wrappersNow,
          assignments: assignmentsNow,
        },
      ];
    }
    return peel(one.words, wrappersNow, assignmentsNow);
  });
};

const nowhere: ShellWord = { from: 0, to: 0, raw: '', value: '', literal: false, unquotedGlob: false };

/** Without its folders. */
export const nameOf = (value: string): string => value.slice(value.lastIndexOf('/') + 1);

/** The name of a program that stands where the system keeps them; one in any other folder may be anything. */
export const trustedName = (value: string): string | null =>
  !value.includes('/') || systemBin.test(value) ? nameOf(value) : null;

const systemBin =
  /^(?:(?:\/usr)?(?:\/local)?\/s?bin|\/(?:opt|usr\/(?:lib|share|local))\/(?:(?!\.\.?\/)[\w.-]+\/)+bin)\/[^/]+$/;
