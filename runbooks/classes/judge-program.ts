// The class of one program with its words, by the tables of families.ts.
import type { Invocation } from '../shell/shell-model.ts';
import { trustedName } from '../shell/unwrap.ts';
import type { OptionUse } from '../tools/options.ts';
import { guessArgs, readArgs, type ReadArgs } from '../tools/read-args.ts';
import { getsOptions, getsWords, takesMoreWords } from './added-words.ts';
import { unknown, verdict, type Call, type ClassRow, type Family, type Verdict } from './class-table.ts';
import { runsByOption, writesByOption } from './acting-options.ts';
import { families } from './families.ts';

export const judgeProgram = (
  invocation: Invocation,
  { stdin, next }: Pick<Call, 'stdin' | 'next'>,
  callsFunction: boolean,
): readonly Verdict[] => {
  const { name, program } = invocation;
  if (name === null) return [verdict('R0', 'no program runs: variables or files only')];
  if (program === '') return unknown(`${name.raw} may be any program`);
  if (trustedName(name.value) === null) return unknown(`nobody has said what ${name.value} does`);
  const family = byProgram.get(program);
  // A known program is judged even where a function has its name: which of the two runs is not worth finding out.
  if (family === undefined) return callsFunction ? [] : unknown(`nobody has said what ${program} does`);
  const args = argsOf(invocation);
  if (takesMoreWords(invocation, args)) return unknown(`${program} gets its words from a pipe`);
  const found = judgeCall(family, { invocation, stdin, next, args });
  // What changes something has its gate already.
  const may = stdin.kind === 'text' || found.every(({ commandClass }) => commandClass.startsWith('R'));
  return may && getsOptions(invocation, args, stdin)
    ? unknown(`${program} may get options from a pipe or a file`)
    : found;
};

export const argsOf = ({ program, args }: Invocation): ReadArgs =>
  readArgs(program, args) ?? guessArgs(program, args);

/** The row of the table, where there is one. */
export const rowOf = (invocation: Invocation): ClassRow | null => {
  const family = byProgram.get(invocation.program);
  return family === undefined ? null : findRow(family, argsOf(invocation));
};

interface Indexed {
  readonly family: Family;
  readonly rows: ReadonlyMap<string, ClassRow>;
}

const byProgram: ReadonlyMap<string, Indexed> = new Map(
  families.flatMap((family) => {
    const rows = new Map(
      family.rows.flatMap((one) => one.verbs.map((verb): [string, ClassRow] => [verb, one])),
    );
    return family.programs.split(' ').map((program): [string, Indexed] => [program, { family, rows }]);
  }),
);

const judgeCall = ({ family, rows }: Indexed, call: Call): readonly Verdict[] => {
  const { args, invocation } = call;
  if (asksForHelp(call)) return [verdict('R0', 'it prints its help or version')];
  if (args.doubtful)
    return unknown(
      `${args.program} has no option ${args.unknown[0]?.name ?? ''} in front of its sub-command`,
    );
  if (args.verbs.some(({ literal }) => !literal))
    return unknown(`the sub-command of ${args.program} isn't a plain word`);
  const found = findRow({ family, rows }, args);
  if (found === null) return unknown(`nobody has said what ${args.program} ${args.subcommand} does`);
  const judged = found.judge?.(call) ?? [];
  // Where a pipe adds words, what the tool does with all its words counts as well.
  const own =
    judged.length === 0 || (getsWords(invocation) && found.commandClass !== 'U')
      ? [verdict(found.commandClass, found.why)]
      : [];
  const always = [...optionVerdicts(args, family), ...runsByOption(args)];
  const all = [...judged, ...optionVerdicts(args, found)];
  if (!isDry(args, found)) return [...all, ...own, ...writesByOption(args), ...always];
  // It changes nothing, and runs what it is told to run all the same.
  const runs = all.filter(({ commandClass }) => commandClass === 'U');
  return [verdict('R0', 'it only says what it would do'), ...runs, ...always];
};

const isDry = ({ options }: ReadArgs, { dry = [] }: ClassRow): boolean =>
  dry.some((name) => isOn(options.get(name))) &&
  !dry.some((name) => options.has(name.replace(/^--/, '--no-')));

/** `--dry-run=false` and `--dry-run=none` are none; nor is one whose value is not known. */
const isOn = (uses: readonly OptionUse[] | undefined): boolean => {
  const last = uses?.at(-1);
  if (last === undefined) return false;
  return last.value === null || (last.value.literal && /^(true|client|server)$/.test(last.value.value));
};

/** Behind anything but sub-commands, `--help` may be a word of what runs, or a key to be deleted. */
const asksForHelp = ({ invocation: { args: words }, args: { verbs } }: Call): boolean =>
  /^--(help|version)$/.test(words.at(-1)?.value ?? '') &&
  words.every((word, at) => at === words.length - 1 || verbs.includes(word));

/** The row of the sub-command; else that of all sub-commands of its group; else that of all others. */
const findRow = ({ rows }: Indexed, { program, subcommand }: ReadArgs): ClassRow | null => {
  const verb = program.endsWith('-compose') && subcommand !== '' ? `compose ${subcommand}` : subcommand;
  const group = verb === '' ? undefined : rows.get(`${verb.split(' ')[0] ?? ''} *`);
  return rows.get(verb) ?? group ?? rows.get('*') ?? null;
};

const optionVerdicts = (
  { options }: ReadArgs,
  { options: classes }: Pick<ClassRow, 'options'>,
): readonly Verdict[] =>
  classes === undefined
    ? []
    : Object.entries(classes).flatMap(([name, [commandClass, why]]) =>
        isGiven(options.get(name)) ? [verdict(commandClass, `${name}: ${why}`)] : [],
      );

/** `mysql -p` alone asks for the password: nothing is given away. */
const isGiven = (uses: readonly OptionUse[] | undefined): boolean =>
  uses !== undefined && !(uses[0]?.name === '--password' && uses.every(({ value }) => value === null));
