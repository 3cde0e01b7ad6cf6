// Reads options from the words behind a program, given what is known about them.
import type { ShellWord } from '../shell/shell-model.ts';

/** What one option takes: nothing, a value (`-n x`, `-nx`, `--n=x`), or a value only when it is glued on (`--n=x`). */
type Takes = 'nothing' | 'value' | 'glued';

export interface OptionTable {
  readonly options: ReadonlyMap<string, { readonly name: string; readonly takes: Takes }>;
  /** `-name value` is one option, not a cluster of letters: Go's flag package, Java, find, openssl. */
  readonly singleDash: boolean;
  /** The first positional ends the options, as in sudo, docker run, ssh. */
  readonly stops: boolean;
  /** `--outp` is short for `--output`: GNU's getopt. */
  readonly abbreviates: boolean;
}

export interface OptionUse {
  /** The last name of its row: `--file` for `-f,--file=`; as written when it isn't in the table. */
  readonly name: string;
  /** The word that it begins in. */
  readonly word: ShellWord;
  /** Null when it takes none. */
  readonly value: ShellWord | null;
  readonly known: boolean;
}

export interface ReadOptions {
  readonly options: readonly OptionUse[];
  readonly positionals: readonly ShellWord[];
}

/** `-f,--file= -q,--quiet --color[=]`: `=` takes a value, `[=]` takes one only when it is glued on. */
export const optionTable = (
  text: string,
  { singleDash = false, stops = false, abbreviates = false } = {},
): OptionTable => {
  let known: OptionTable['options'] | null = null;
  return {
    // There are hundreds of tables, and a runbook has a few programs.
    get options() {
      return (known ??= readTable(text));
    },
    singleDash,
    stops,
    abbreviates,
  };
};

const readTable = (text: string): OptionTable['options'] => {
  const options = new Map<string, { name: string; takes: Takes }>();
  for (const row of text.split(/\s+/).filter((part) => part !== '')) {
    const takes = row.endsWith('[=]') ? 'glued' : row.endsWith('=') ? 'value' : 'nothing';
    const names = row.replace(/(\[=\]|=)$/, '').split(',');
    for (const name of names) options.set(name, { name: names.at(-1) ?? name, takes });
  }
  return options;
};

export const readOptions = (
  words: readonly ShellWord[],
  table: OptionTable,
  stops = table.stops,
): ReadOptions => {
  const options: OptionUse[] = [];
  const positionals: ShellWord[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    if (word.value === '--') return { options, positionals: [...positionals, ...words.slice(at + 1)] };
    if (!word.value.startsWith('-') || word.value === '-') {
      if (stops) return { options, positionals: [...positionals, ...words.slice(at)] };
      positionals.push(word);
    } else if (readOne(word, words[at + 1] ?? null, table, options)) at += 1;
  }
  return { options, positionals };
};

/** True when the next word was its value. */
const readOne = (word: ShellWord, next: ShellWord | null, table: OptionTable, into: OptionUse[]): boolean =>
  word.value.startsWith('--') || table.singleDash
    ? readLong(word, next, table, into)
    : readCluster(word, next, table, into);

const readLong = (
  word: ShellWord,
  next: ShellWord | null,
  table: OptionTable,
  into: OptionUse[],
): boolean => {
  const equals = word.value.indexOf('=');
  const written = equals < 0 ? word.value : word.value.slice(0, equals);
  const option = find(written, table);
  const name = option?.name ?? written;
  const known = option !== undefined;
  if (equals >= 0) {
    into.push({ name, word, value: part(word, equals + 1), known });
    return false;
  }
  const takesNext = option?.takes === 'value';
  into.push({ name, word, value: takesNext ? next : null, known });
  return takesNext && next !== null;
};

const find = (name: string, { options, singleDash, abbreviates }: OptionTable) => {
  const exact =
    options.get(name) ?? (singleDash && name.startsWith('--') ? options.get(name.slice(1)) : undefined);
  if (exact !== undefined || !abbreviates || !/^--./.test(name)) return exact;
  const start = singleDash ? name.slice(1) : name;
  for (const [full, option] of options) if (full.startsWith(start)) return option;
  return undefined;
};

/** `-itu root`: each letter is an option until one takes a value, which is the rest of the word or the next word. */
const readCluster = (
  word: ShellWord,
  next: ShellWord | null,
  table: OptionTable,
  into: OptionUse[],
): boolean => {
  for (let at = 1; at < word.value.length; at += 1) {
    const option = table.options.get(`-${word.value[at]}`);
    const name = option?.name ?? `-${word.value[at]}`;
    const rest = word.value.length > at + 1 ? part(word, at + (word.value[at + 1] === '=' ? 2 : 1)) : null;
    if (option?.takes === 'value') {
      into.push({ name, word, value: rest ?? next, known: true });
      return rest === null && next !== null;
    }
    // `-s=no` says no, also behind an option that takes nothing.
    const saysSo = option?.takes === 'nothing' && word.value[at + 1] === '=';
    if (rest !== null && (option?.takes === 'glued' || saysSo)) {
      into.push({ name, word, value: rest, known: true });
      return false;
    }
    into.push({ name, word, value: null, known: option !== undefined });
  }
  return false;
};

/** The value that is glued to its option. */
const part = (word: ShellWord, from: number): ShellWord => {
  const value = word.value.slice(from);
  return { ...word, raw: value, value };
};
