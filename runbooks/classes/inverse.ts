// The way back from a command, where one is certain: the same words behind the sub-command that undoes it.
import type { Invocation, ReadCommand, ShellWord } from '../shell/shell-model.ts';
import type { ReadArgs } from '../tools/read-args.ts';
import { argsOf, rowOf } from './judge-program.ts';

export const inverseOf = ({
  text,
  invocations,
}: Pick<ReadCommand, 'text' | 'invocations'>): string | null => {
  const undoable = invocations.filter((one) => rowOf(one)?.inverse !== undefined);
  const others = invocations.some((one) => !undoable.includes(one) && changes(one));
  const [one] = undoable;
  if (one === undefined || undoable.length > 1 || others || one.nesting !== 'plain') return null;
  const args = argsOf(one);
  const verb = args.verbs.at(-1);
  const inverse = rowOf(one)?.inverse ?? '';
  if (!isCertain(args)) return null;
  // Inside `bash -c '…'` offsets are those of the whole script.
  if (verb === undefined || text.slice(verb.from, verb.to) !== verb.raw) return null;
  const behind = kept(one, args, verb);
  // Of `{a,b}` each word is written as both.
  return behind === null || new Set(behind).size < behind.length
    ? null
    : [text.slice(one.from, verb.from).trimEnd(), inverse, ...behind].join(' ');
};

/** What `$(docker ps -q)` gives is another list afterwards; without a name only Compose means all of them. */
const isCertain = ({ positionals, subcommand, program }: ReadArgs): boolean =>
  positionals.every(({ raw }) => !/\$\(|`/.test(raw)) &&
  (positionals.length > 0 || subcommand.startsWith('compose') || program.endsWith('-compose'));

const changes = (invocation: Invocation): boolean =>
  !/^(R0|R1)$/.test(rowOf(invocation)?.commandClass ?? 'U');

/** What stays behind the sub-command: options that tell how to stop something mean nothing to a start, others might. */
const kept = (
  { args: words }: Invocation,
  { options, positionals }: ReadArgs,
  verb: ShellWord,
): readonly string[] | null => {
  const dropped = new Set<ShellWord>();
  for (const [name, uses] of options) {
    for (const { word, value } of uses) {
      if (word.from < verb.from) continue;
      if (!harmless.has(name)) return null;
      if (carried.has(name)) continue;
      dropped.add(word);
      if (value !== null) dropped.add(value);
    }
  }
  const behind = words.slice(words.indexOf(verb) + 1).filter((word) => !dropped.has(word));
  return behind.length === 0 && positionals.length > 0 ? null : behind.map(({ raw }) => raw);
};

const carried = new Set(['--namespace', '--context', '--now', '--user', '--selector']);
const harmless = new Set([
  ...carried,
  ...'--timeout --time --remove-orphans --grace-period --delete-emptydir-data --ignore-daemonsets --force --detach'.split(
    ' ',
  ),
]);
