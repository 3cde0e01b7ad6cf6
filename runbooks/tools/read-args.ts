// The words behind a program as the program reads them: sub-command, options, positionals.
import type { ShellWord } from '../shell/shell-model.ts';
import { optionTable, readOptions, type OptionTable, type OptionUse, type ReadOptions } from './options.ts';
import type { Tool } from './tool.ts';
import { tools } from './tools.ts';

export interface ReadArgs {
  readonly program: string;
  /** `ps`, `compose restart`, `rollout undo`; '' for tools without sub-commands, and where it isn't a plain word. */
  readonly subcommand: string;
  /** The words of the sub-command. */
  readonly verbs: readonly ShellWord[];
  /** By the longest of their names (`--file` for `-f`), in the order of the line. */
  readonly options: ReadonlyMap<string, readonly OptionUse[]>;
  readonly positionals: readonly ShellWord[];
  /** Options that this tool, this sub-command doesn't have; empty where its options aren't known completely. */
  readonly unknown: readonly OptionUse[];
  /** True when an option that nobody knows stands in front of the sub-command: then the sub-command may be its value. */
  readonly doubtful: boolean;
}

/** Null for tools of which nothing is known. The same words are asked for again and again, and read once. */
export const readArgs = (program: string, args: readonly ShellWord[]): ReadArgs | null => {
  const tool = tools.get(program);
  if (tool === undefined) return null;
  const known = read.get(args);
  if (known?.program === program) return known;
  const now = tool.hasVerbs ? readVerb(program, tool, args) : readPlain(program, tool, args);
  read.set(args, now);
  return now;
};

const read = new WeakMap<readonly ShellWord[], ReadArgs>();

/** The value of an option that was given last; null when it wasn't given or has none. */
export const optionValue = ({ options }: ReadArgs, name: string): string | null =>
  options.get(name)?.at(-1)?.value?.value ?? null;

/** For tools of which nothing is known: everything with a dash is an option without value. */
export const guessArgs = (program: string, args: readonly ShellWord[]): ReadArgs =>
  readPlain(program, { names: [program], own: unknownTable, hasVerbs: false }, args);

const unknownTable = optionTable('');

const readPlain = (program: string, tool: Tool, args: readonly ShellWord[]): ReadArgs => {
  const { options, positionals } = readOptions(args, tool.own);
  return {
    program,
    subcommand: '',
    verbs: [],
    options: byName(options),
    positionals,
    unknown: [],
    doubtful: false,
  };
};

const readVerb = (program: string, tool: Tool, args: readonly ShellWord[]): ReadArgs => {
  const before: OptionUse[] = [];
  const verbs: ShellWord[] = [];
  let table: OptionTable | null = tool.own;
  let rest = args;
  while (table !== null) {
    const read = readOptions(rest, table, true);
    before.push(...read.options);
    const [verb, ...behind]: readonly ShellWord[] = read.positionals;
    if (verb === undefined) break;
    verbs.push(verb);
    rest = behind;
    const group = tool.groups?.[verbs.map(({ value }) => value).join(' ')];
    table = group === undefined ? null : (group ?? tool.own);
  }
  if (verbs.length === 0) rest = [];
  const subcommand = verbs.every(({ literal }) => literal) ? nameOfVerb(tool, verbs) : '';
  const exact = tool.verbs?.[subcommand];
  const behind = exact ?? tool.verbs?.[''] ?? tool.own;
  const { options, positionals } =
    exact === undefined ? readWithOwn(rest, behind, tool) : readOptions(rest, behind);
  return {
    program,
    subcommand,
    verbs,
    options: byName([...before, ...options]),
    positionals,
    unknown: [...before, ...(exact === undefined ? [] : options)].filter(({ known }) => !known),
    doubtful: before.some(({ known }) => !known),
  };
};

const nameOfVerb = ({ aliases }: Tool, verbs: readonly ShellWord[]): string => {
  const name = verbs.map(({ value }) => value).join(' ');
  return aliases?.[name] ?? name;
};

/** Most tools take their global options behind the sub-command too. */
const readWithOwn = (words: readonly ShellWord[], table: OptionTable, { own }: Tool): ReadOptions =>
  table === own ? readOptions(words, own, false) : readOptions(words, joined(table, own));

const cache = new WeakMap<OptionTable, OptionTable>();

const joined = (table: OptionTable, own: OptionTable): OptionTable => {
  const known = cache.get(table);
  if (known !== undefined) return known;
  const both = { ...table, options: new Map([...own.options, ...table.options]) };
  cache.set(table, both);
  return both;
};

const byName = (uses: readonly OptionUse[]): ReadonlyMap<string, readonly OptionUse[]> => {
  const map = new Map<string, OptionUse[]>();
  for (const use of uses) {
    const same = map.get(use.name);
    if (same === undefined) map.set(use.name, [use]);
    else same.push(use);
  }
  return map;
};
