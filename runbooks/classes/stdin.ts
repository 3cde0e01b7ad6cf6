// What stands on each program's standard input, where the line itself says so.
import type { Invocation, ShellWord } from '../shell/shell-model.ts';
import { guessArgs, readArgs } from '../tools/read-args.ts';
import type { Stdin } from './class-table.ts';

/** One pass: what a program prints is known before the next one of its pipeline reads it. */
export const stdinsOf = (invocations: readonly Invocation[]): ReadonlyMap<Invocation, Stdin> => {
  const stdins = new Map<Invocation, Stdin>();
  const printed = new Map<string, Stdin>();
  for (const invocation of invocations) {
    const { pipeline, stage } = invocation;
    const stdin =
      redirected(invocation) ?? (stage === 0 ? none : (printed.get(`${pipeline}/${stage - 1}`) ?? unread));
    stdins.set(invocation, stdin);
    const place = `${pipeline}/${stage}`;
    // Two programs at one place, as in `find -exec`: who prints what can't be told apart.
    printed.set(place, printed.has(place) ? unread : prints(invocation, stdin));
  }
  return stdins;
};

/** What stands behind each program in its pipeline. */
export const nextsOf = (invocations: readonly Invocation[]): ReadonlyMap<Invocation, Invocation> => {
  const byPlace = new Map(invocations.map((one) => [`${one.pipeline}/${one.stage}`, one]));
  const nexts = new Map<Invocation, Invocation>();
  for (const one of invocations) {
    const next = byPlace.get(`${one.pipeline}/${one.stage + 1}`);
    if (next !== undefined) nexts.set(one, next);
  }
  return nexts;
};

const none: Stdin = { kind: 'none' };
export const unread: Stdin = { kind: 'unread', from: 'program' };
const fromFile: Stdin = { kind: 'unread', from: 'file' };

const redirected = ({ redirections }: Invocation): Stdin | null => {
  const own = redirections.findLast(({ operator, fd }) => operator.startsWith('<') && (fd ?? 0) === 0);
  if (own === undefined) return null;
  if (/^<<[-<]?$/.test(own.operator)) return text(own.target?.value ?? '');
  return own.target?.value === '/dev/null' ? none : own.operator === '<' ? fromFile : unread;
};

/** What a program prints, where that is sure. */
const prints = ({ program, args }: Invocation, stdin: Stdin): Stdin => {
  if (program === 'cat' && args.length === 0) return stdin;
  const others = passesOn[program];
  // Names of files are none of what is in them.
  if (others !== undefined && !args.some(({ value }) => /^-\w*[lL]$/.test(value)))
    return linesOf((readArgs(program, args) ?? guessArgs(program, args)).positionals.slice(others), stdin);
  if (program !== 'echo' && (program !== 'printf' || args[0]?.literal !== true)) return unread;
  const words = args.map(({ value }) => value);
  return text(
    program === 'echo'
      ? words.filter((word) => !/^-[neE]+$/.test(word)).join(' ')
      : words.join(' ').replaceAll('\\n', '\n'),
  );
};

/** What prints lines of what it reads, and how many of its words are no files. */
const passesOn: Readonly<Record<string, number>> = {
  ...{ cat: 0, sort: 0, uniq: 0, head: 0, tail: 0, cut: 0, tr: 2 },
  ...{ grep: 1, egrep: 1, fgrep: 1, sed: 1, awk: 1, jq: 1 },
};

const linesOf = (files: readonly ShellWord[], stdin: Stdin): Stdin =>
  files.length > 0 || (stdin.kind === 'unread' && stdin.from === 'file') ? fromFile : unread;

const text = (value: string): Stdin => ({ kind: 'text', text: value });
