// Wrong arguments get a clear answer: what was given, what was wanted, what was probably meant.
import type { GamedayError } from '../core/errors.ts';
import { suggestion } from '../core/suggest.ts';
import { commands, type CommandRow } from './commands.ts';
import { usageError } from './errors.ts';

const nameOf = ({ usage }: CommandRow): string => usage.split(' ')[0] ?? usage;

/** The command that is meant, and what it is called: that under another's name where one is named (`report diff`). */
const meant = (argv: readonly string[]): { readonly command: CommandRow; readonly name: string } | null => {
  const outer = commands.find((row) => nameOf(row) === argv[0]);
  if (outer === undefined) return null;
  const inner = outer.subcommands?.find((row) => nameOf(row) === argv[1]);
  return inner === undefined
    ? { command: outer, name: nameOf(outer) }
    : { command: inner, name: `${nameOf(outer)} ${nameOf(inner)}` };
};

const visible = commands.filter(({ describe }) => describe !== false);

/** What `-` becomes where a file is read: yargs drops it. */
export const stdinPath = '/dev/stdin';

/** Only our own arguments: what follows `--` is another program's. */
export const nameStdin = (argv: readonly string[]): readonly string[] => {
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
  const isOutput = (word: string | undefined): boolean => word === '-o' || word === '--output';
  return argv.map((word, index) =>
    word === '-' && index < end && !isOutput(argv[index - 1]) ? stdinPath : word,
  );
};

/** `help run` is `run --help`, as with git, docker and kubectl. */
export const helpAsOption = (argv: readonly string[]): readonly string[] =>
  argv[0] === 'help' ? [...argv.filter((word) => word !== 'help'), '--help'] : argv;

/** The command, where the first argument is none that we know. */
export const demandCommandName = (argv: readonly string[]): void => {
  const [first] = argv;
  if (first === undefined || first.startsWith('-') || commands.some((row) => nameOf(row) === first)) return;
  throw usageError(`unknown command "${first}"`, suggestion(first, visible.map(nameOf), 'commands'));
};

/** What yargs says of arguments, in our words. */
export const argumentError = (message: string, argv: readonly string[]): GamedayError => {
  const called = meant(argv);
  if (called === null) return usageError(message);
  const { command } = called;
  const name = `gameday ${called.name}`;
  const bare = /^Not enough arguments following: (\S+)$/.exec(message)?.[1];
  if (bare !== undefined)
    return usageError(`${name}: ${bare.length === 1 ? '-' : '--'}${bare} takes a value, got none`);
  const unknown = /^Unknown arguments?: ([^,]+)/.exec(message)?.[1]?.trim();
  if (unknown === undefined) {
    const usage = command.usage.split(' ').slice(1).join(' ');
    return message.startsWith('Not enough non-option arguments')
      ? usageError(`expected ${`${name} ${usage}`.trim()}, got "gameday ${argv.join(' ')}"`)
      : usageError(`${name}: ${lowerFirst(message)}`);
  }
  const forms = [`-${unknown}`, `--${unknown}`, `--no-${unknown}`];
  const isOption = argv.some((word) => forms.includes(word.split('=')[0] ?? ''));
  if (!isOption)
    return usageError(`${name} takes no argument "${unknown}"`, `${name} --help shows what it takes`);
  const options = Object.keys(command.options).map((option) => `--${option}`);
  return usageError(`${name} has no option --${unknown}`, suggestion(`--${unknown}`, options, 'options'));
};

/** yargs makes NaN of what is no number, an array of what is given twice, and `false` of a switch's value, whatever it is. */
export const demandValues = (
  { options }: CommandRow,
  args: Readonly<Record<string, unknown>>,
  argv: readonly string[],
): void => {
  for (const [option, { type, array }] of Object.entries(options)) {
    const value = args[option];
    if (type === 'number' && value !== undefined && !Number.isFinite(value))
      throw usageError(`--${option}: expected one number, got ${givenFor(option, argv)}`);
    if (type === 'string' && array !== true && Array.isArray(value))
      throw usageError(`--${option}: given more than once`);
    const joined = type === 'boolean' ? argv.flatMap((word) => joinedValue(option, word)) : [];
    if (joined.some((text) => text !== 'true' && text !== 'false'))
      throw usageError(`--${option} takes no value, got ${quoted(joined)}`);
  }
};

const givenFor = (option: string, argv: readonly string[]): string =>
  quoted(
    argv.flatMap((word, index) =>
      word === `--${option}` ? [argv[index + 1] ?? ''] : joinedValue(option, word),
    ),
  );

const joinedValue = (option: string, word: string): readonly string[] =>
  word.startsWith(`--${option}=`) ? [word.slice(option.length + 3)] : [];

const quoted = (given: readonly string[]): string => given.map((text) => `"${text}"`).join(' and ');

const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);
