// `{a,b}` in a word makes several words of it, and one of them may be an option.
import type { ShellWord } from './shell-model.ts';

// More words than this nobody types.
const most = 100;

/** The words that a plain word with brace lists stands for; itself where it has none, or more than letters in it. */
export const expandBraces = (word: ShellWord): readonly ShellWord[] => {
  if (!word.unquotedGlob || !/\{[^{}]*,/.test(word.raw) || !/^[\w{},./:=@%+-]+$/.test(word.raw))
    return [word];
  const values = expand(word.raw);
  return values.length > most
    ? [word]
    : values
        .filter((value) => value !== '')
        .map((value) => ({ ...word, value, literal: true, unquotedGlob: false }));
};

/** The first innermost list, for each of its parts, and so on. */
const expand = (text: string): readonly string[] => {
  const list = /\{([^{}]*,[^{}]*)\}/.exec(text);
  if (list === null || text.length > most) return [text];
  const before = text.slice(0, list.index);
  const behind = text.slice(list.index + list[0].length);
  return (list[1] ?? '')
    .split(',')
    .flatMap((part) => expand(before + part + behind))
    .slice(0, most + 1);
};
