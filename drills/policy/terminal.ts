// What the drill's terminal holds when a command comes: what earlier ones gave its variables, and where they went.
import { isSecretName } from '../../core/redact.ts';
import { assignedIn, type Assigned } from '../../runbooks/shell/assigned.ts';
import { readCommand } from '../../runbooks/shell/read-command.ts';
import type { ReadCommand } from '../../runbooks/shell/shell-model.ts';
import { substitute } from '../../runbooks/shell/substitute.ts';

/** Every value that a variable may have, for whether a line came to its end is not known here. */
type Variables = ReadonlyMap<string, ReadonlySet<string>>;

export interface Terminal {
  /** The same line as the terminal would run it: with what its variables may hold, in the folder that it is in. */
  readings(read: ReadCommand, env: Readonly<Record<string, string>>): readonly ReadCommand[];
  /** Told of a command that runs, with its readings. */
  ran(reads: readonly ReadCommand[]): void;
}

export const createTerminal = (): Terminal => {
  let variables: Variables = new Map();
  let folder: readonly string[] = [];
  return {
    readings(read, env) {
      const bound = Object.entries(env).map(([name, value]) => ({ name, value, append: false }));
      const reads = [read, ...substituted(read, joined(variables, bound))];
      const there = folder.length === 0 ? [] : reads.map(({ text }) => readFrom(folder, text));
      return [...reads.slice(1), ...there];
    },
    ran([first, ...readings]) {
      if (first === undefined) return;
      variables = gathered(variables, [first, ...readings]);
      folder = [...folder, ...goesTo(first)];
    },
  };
};

// One value may hold another variable; nobody builds longer chains on one line.
const rounds = 3;

const substituted = (read: ReadCommand, before: Variables): readonly ReadCommand[] => {
  const { text, script } = read;
  if (script === null) return [];
  const found = new Map<string, ReadCommand>([[text, read]]);
  for (let round = 0; round < rounds; round += 1) {
    const choices = choicesFor(text, gathered(before, [...found.values()]));
    if (choices === null) return [{ ...read, problem: 'its variables may hold too many values to be read' }];
    for (const values of choices) {
      const now = substitute(text, script, values);
      if (now !== null && !found.has(now)) found.set(now, readCommand(now, { bound: true }));
    }
  }
  return [...found.values()].slice(1);
};

// Each of them is a line to be read.
const mostValues = 100;

/** Each value of each variable once; not each with each, since what one does seldom hangs on another. */
const choicesFor = (text: string, variables: Variables): readonly ReadonlyMap<string, string>[] | null => {
  const used = [...variables].filter(([name]) => text.includes(name));
  const most = Math.max(0, ...used.map(([, values]) => values.size));
  if (most > mostValues) return null;
  const lists = used.map(([name, values]) => [name, [...values]] as const);
  return Array.from(
    { length: most },
    (_, index) => new Map(lists.map(([name, values]) => [name, values[index % values.length] ?? ''])),
  );
};

const gathered = (variables: Variables, reads: readonly ReadCommand[]): Variables =>
  reads.reduce((all, { script }) => (script === null ? all : joined(all, assignedIn(script))), variables);

const joined = (variables: Variables, assigned: readonly Assigned[]): Variables => {
  const all = new Map(variables);
  for (const { name, value, append } of assigned.filter((one) => !isPlainSecret(one))) {
    const former = all.get(name) ?? new Set<string>();
    const appended = append ? [...former].map((old) => `${old}${value}`) : [];
    all.set(name, new Set([...former, value, ...appended]));
  }
  return all;
};

/** A secret in a variable is not shown (docs/command-classes.md); one that is more than a word is no secret. */
const isPlainSecret = ({ name, value }: Assigned): boolean =>
  isSecretName(name) && /^(?!-)[\w.:@/+=,-]*$/.test(value);

const readFrom = (folder: readonly string[], text: string): ReadCommand =>
  readCommand(`${folder.join('\n')}\n${text}`, { bound: true });

const isMove = /^(?:cd|pushd|popd)$/;

/** Its changes of the folder as lines of their own; where a part of it may have changed it, nobody knows where that is. */
const goesTo = ({ text, script, invocations }: ReadCommand): readonly string[] => {
  const moves = invocations.filter(({ program, wrappers, nesting }) => {
    return isMove.test(program) && wrappers.length === 0 && nesting !== 'substitution';
  });
  const plain = (script?.commands ?? [])
    .flatMap(({ command }) => (command.type === 'AndOr' ? command.commands : [command]))
    .filter((one) => one.type === 'Command' && isMove.test(one.name?.value ?? ''));
  return moves.length === plain.length ? plain.map(({ pos, end }) => text.slice(pos, end)) : ['cd "$OLDPWD"'];
};
