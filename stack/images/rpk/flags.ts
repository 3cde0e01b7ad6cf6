// Options as rpk takes them: long and short, with values attached or following, switches in a bunch, anywhere on the line.

/** `switch` takes no value; `list` may be given several times and with commas. */
export type FlagKind = 'text' | 'number' | 'list' | 'switch';

export interface Flag {
  readonly kind: FlagKind;
  readonly short?: string;
}

export type FlagTable = Readonly<Record<string, Flag>>;

export interface Flags {
  readonly positional: readonly string[];
  text(name: string): string | null;
  number(name: string): number | null;
  list(name: string): readonly string[];
  on(name: string): boolean;
}

/** A mistake of whoever typed the command; its text is for them. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const parseFlags = (argv: readonly string[], table: FlagTable): Flags => {
  const positional: string[] = [];
  const given = new Map<string, string[]>();
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') positional.push(...rest.splice(0));
    else if (word.startsWith('--')) long(word, rest, table, given);
    else if (word.startsWith('-') && word !== '-') short(word, rest, table, given);
    else positional.push(word);
  }
  return flagsOf(positional, given);
};

const flagsOf = (positional: readonly string[], given: ReadonlyMap<string, readonly string[]>): Flags => ({
  positional,
  text: (name) => given.get(name)?.at(-1) ?? null,
  number: (name) => {
    const value = given.get(name)?.at(-1);
    if (value === undefined) return null;
    if (!/^-?\d+$/.test(value))
      throw new UsageError(`invalid argument "${value}" for "--${name}" flag: not a number`);
    return Number(value);
  },
  list: (name) => (given.get(name) ?? []).flatMap((value) => value.split(',')),
  on: (name) => given.has(name) && given.get(name)?.at(-1) !== 'false',
});

const long = (word: string, rest: string[], table: FlagTable, given: Map<string, string[]>): void => {
  const [, name = '', value] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
  const flag = table[name];
  if (flag === undefined) throw new UsageError(`unknown flag: --${name}`);
  add(given, name, value ?? (flag.kind === 'switch' ? 'true' : next(rest, `--${name}`)));
};

const short = (word: string, rest: string[], table: FlagTable, given: Map<string, string[]>): void => {
  for (let letters = word.slice(1); letters !== '';) {
    const letter = letters.charAt(0);
    const [name, flag] = Object.entries(table).find(([, one]) => one.short === letter) ?? [];
    if (name === undefined || flag === undefined) {
      throw new UsageError(`unknown shorthand flag: '${letter}' in ${word}`);
    }
    letters = letters.slice(1);
    if (flag.kind === 'switch') add(given, name, 'true');
    else {
      add(given, name, letters === '' ? next(rest, `-${letter}`) : letters.replace(/^=/, ''));
      return;
    }
  }
};

const next = (rest: string[], flag: string): string => {
  const value = rest.shift();
  if (value === undefined) throw new UsageError(`flag needs an argument: ${flag}`);
  return value;
};

const add = (given: Map<string, string[]>, name: string, value: string): void => {
  given.set(name, [...(given.get(name) ?? []), value]);
};
