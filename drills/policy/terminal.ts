// What the drill's terminal holds when a command comes: what earlier ones gave its variables, and where they went.
import { forEachChild, type Command, type SyntaxNode } from 'unbash';
import { isSecretName } from '../../core/redact.ts';
import { assignedIn, mostValues, type Assigned } from '../../runbooks/shell/assigned.ts';
import { readCommand } from '../../runbooks/shell/read-command.ts';
import type { ReadCommand } from '../../runbooks/shell/shell-model.ts';
import { substitute } from '../../runbooks/shell/substitute.ts';

/** The values that a variable may have: several where a branch or a loop gave it one. */
type Variables = ReadonlyMap<string, ReadonlySet<string>>;

export interface Terminal {
  /** The same line as the terminal would run it: with what its variables may hold, in the folder that it is in. */
  readings(read: ReadCommand, env: Readonly<Record<string, string>>): readonly ReadCommand[];
  /** Told of a command that runs, with its readings. */
  ran(line: { readonly read: ReadCommand; readonly readings: readonly ReadCommand[] }): void;
}

/** `home`: the folder that it begins in; going there is no move. */
export const createTerminal = (home: string): Terminal => {
  let variables: Variables = new Map();
  let folder: readonly string[] = [];
  return {
    readings(read, env) {
      const bound = Object.entries(env).map(([name, value]) => [name, new Set([value])] as const);
      const reads = [read, ...substituted(read, new Map([...variables, ...bound]))];
      const there = folder.length === 0 ? [] : reads.map(({ text }) => readFrom(folder, text));
      return [...reads.slice(1), ...there];
    },
    ran({ read, readings }) {
      // With readings the line itself says less: what it takes from the terminal stands in them.
      variables = united((readings.length === 0 ? [read] : readings).map((one) => after(one, variables)));
      for (const move of movesIn(read)) folder = isHome(move, home) ? [] : [...folder, move];
    },
  };
};

const substituted = (read: ReadCommand, variables: Variables): readonly ReadCommand[] => {
  const { text, script } = read;
  if (script === null) return [];
  const choices = choicesFor(text, variables);
  if (choices === null)
    return [{ ...read, problem: `its variables may hold over ${mostValues} values each` }];
  const texts = choices.flatMap((values) => substitute(text, script, values) ?? []);
  return [...new Set(texts)].map((now) => readCommand(now, { bound: true }));
};

/** Each value of each variable once; not each with each, since what one does seldom hangs on another. Null: too many. */
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

const after = ({ script, invocations }: ReadCommand, before: Variables): Variables => {
  const all = new Map(before);
  const assigned = script === null ? [] : assignedIn(script, invocations);
  for (const one of assigned.filter((given) => !isPlainSecret(given))) {
    const former = all.get(one.name) ?? new Set<string>();
    const given =
      one.append && former.size > 0 ? [...former].map((old) => appended(old, one.value)) : [one.value];
    all.set(one.name, few([...(one.certain ? [] : former), ...given]));
  }
  return all;
};

const appended = (old: string, value: string): string => {
  const [list, more] = [inBrackets(old), inBrackets(value)];
  return list === null || more === null ? `${old}${value}` : `(${list} ${more})`;
};

const inBrackets = (value: string): string | null => /^\(([^]*)\)$/.exec(value)?.[1] ?? null;

const united = (all: readonly Variables[]): Variables => {
  const names = new Set(all.flatMap((variables) => [...variables.keys()]));
  return new Map(
    [...names].map(
      (name) => [name, few(all.flatMap((variables) => [...(variables.get(name) ?? [])]))] as const,
    ),
  );
};

/** One more than is looked at, to know that there were too many. */
const few = (values: readonly string[]): ReadonlySet<string> =>
  new Set([...new Set(values)].slice(0, mostValues + 1));

/** A secret in a variable is not shown (docs/command-classes.md); one that is more than a word is no secret. */
const isPlainSecret = ({ name, value }: Assigned): boolean =>
  isSecretName(name) && /^(?!-)[\w.:@/+=,-]*$/.test(value);

const readFrom = (folder: readonly string[], text: string): ReadCommand =>
  readCommand(`${folder.join('\n')}\n${text}`, { bound: true });

const isMove = /^(?:cd|pushd|popd)$/;
/** Shells of their own: their folder ends with them. */
const ownShells: ReadonlySet<string> = new Set([
  'Subshell',
  'Pipeline',
  'CommandExpansion',
  'ProcessSubstitution',
]);
const inOrder: ReadonlySet<string> = new Set([
  'Script',
  'Statement',
  'Redirected',
  'AndOr',
  'BraceGroup',
  'CompoundList',
]);

/** Its changes of the folder as lines of their own; where a branch or a loop may have changed it, nobody knows where that is. */
const movesIn = ({ text, script }: ReadCommand): readonly string[] => {
  const found: string[] = [];
  const visit = (node: SyntaxNode, plain: boolean): void => {
    if (ownShells.has(node.type)) return;
    if (node.type === 'Command' && isMove.test(programOf(node)))
      found.push(plain ? text.slice(node.pos, node.end) : 'cd "$OLDPWD"');
    forEachChild(node, (child) => visit(child, plain && inOrder.has(node.type)));
  };
  if (script !== null) visit(script, true);
  return found;
};

const programOf = ({ name }: Command): string => name?.value ?? '';

const isHome = (move: string, home: string): boolean => {
  const [, target = ''] = /^cd\s+(.*)$/s.exec(move) ?? [];
  return target.replace(/^(["'])(.*)\1$/s, '$2').replace(/(?<=.)\/$/, '') === home;
};
