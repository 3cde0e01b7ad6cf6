// The command that a wrapper runs, and what is known of the wrapper.
import type { OptionUse } from '../tools/options.ts';
import type { Invocation, ShellWord, Wrapper } from './shell-model.ts';

export interface Inner {
  /** Null for the program itself, where it does something besides running the other one, e.g. `find`. */
  readonly wrapper: Wrapper | null;
  readonly words: readonly ShellWord[];
  /** Where the other one is a text that a shell reads. */
  readonly script: string | null;
  readonly assignments: Invocation['assignments'];
}

/** Null: it runs nothing else as it is called here, and stands for itself. */
export type Unwrap = (program: string, words: readonly ShellWord[]) => readonly Inner[] | null;

/** `all`: every word behind the wrapper's name; `words`: those of the program that it runs. */
export const inner = (
  kind: string,
  target: string | null,
  options: readonly OptionUse[],
  all: readonly ShellWord[],
  words: readonly ShellWord[],
  more: Partial<Inner> = {},
): Inner => ({
  wrapper: {
    kind,
    target,
    options: optionWords(options),
    words: without(all, words),
  },
  words,
  script: null,
  assignments: [],
  ...more,
});

const without = (all: readonly ShellWord[], some: readonly ShellWord[]): readonly ShellWord[] => {
  const left = new Set(all);
  for (const word of some) left.delete(word);
  return [...left];
};

const optionWords = (options: readonly OptionUse[]): readonly string[] => {
  const words = options.flatMap(({ word, value }) =>
    value === null || value.from === word.from ? [word] : [word, value],
  );
  return [...new Set(words)].map(({ value }) => value);
};
