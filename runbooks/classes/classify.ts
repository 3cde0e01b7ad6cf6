// What a command line may do to the world: the worst of what its programs, wrappers, redirections and variables may do.
import type { CommandClass } from '../model.ts';
import type { Invocation, ReadCommand } from '../shell/shell-model.ts';
import { byWorst, verdict, worst, type Call, type Verdict } from './class-table.ts';
import { escapesOf } from './escapes.ts';
import { judgeEvaluated } from './evaluated.ts';
import { foldersOf, inFolder, type Folder } from './folders.ts';
import { filledIn } from './filled-in.ts';
import { functionCalls, recursive } from './functions.ts';
import { givenValues } from './given-values.ts';
import { inverseOf } from './inverse.ts';
import { judgeProgram } from './judge-program.ts';
import { judgeRedirections } from './redirections.ts';
import { secretsInArgs, secretsSet } from './secrets.ts';
import { nextsOf, stdinsOf, unread } from './stdin.ts';
import { judgeVariables } from './variables.ts';
import { judgeWrappers } from './wrapper-classes.ts';
import { splitsIntoOptions } from './splitting.ts';

export interface Classification {
  /** The worst of all. */
  readonly commandClass: CommandClass;
  /** Every class that something in the line has, the worst first: each of their gates counts, not only that of the worst. */
  readonly classes: readonly CommandClass[];
  /** Why, the worst first. */
  readonly reasons: readonly string[];
  /** How it would get out of the containers it may act on: always refused. */
  readonly escapes: readonly string[];
  /** The command that takes it back, where one is certain. */
  readonly inverse: string | null;
}

type Read = Pick<ReadCommand, 'text' | 'script' | 'scripts' | 'problem' | 'invocations' | 'functions'>;

export const classify = (read: Read): Classification => {
  const verdicts = verdictsOf(read);
  const byClass = verdicts.toSorted((a, b) => byWorst(a.commandClass, b.commandClass));
  return {
    commandClass: worst(verdicts.map(({ commandClass }) => commandClass)),
    classes: [...new Set(byClass.map(({ commandClass }) => commandClass))],
    reasons: [...new Set(byClass.map(({ reason }) => reason))],
    escapes: [...new Set(read.invocations.flatMap(escapesOf))],
    inverse: inverseOf(read),
  };
};

/** The class alone. */
export const classOf = (read: Read): CommandClass =>
  worst(verdictsOf(read).map(({ commandClass }) => commandClass));

const verdictsOf = (read: Read): readonly Verdict[] =>
  read.problem === null ? judge(read) : [verdict('U', `it can't be read: ${read.problem}`)];

const judge = (read: Read): readonly Verdict[] => {
  if (read.invocations.length === 0) return [verdict('R0', 'nothing in it runs')];
  const callsFunction = functionCalls(read);
  const given = givenValues(read);
  const filled = filledIn(read.invocations, given);
  const judged = new Map<Invocation, Around>();
  return [
    ...recursive(read),
    ...[read.invocations, ...(filled ?? [])].flatMap((all) => judgeAll(all, callsFunction, judged)),
    ...(filled === null
      ? [verdict('U', 'its variables have more values, or longer ones, than are looked at')]
      : []),
    ...splitsIntoOptions(read.invocations, given),
  ];
};

/** What a command is judged with. */
interface Around extends Pick<Call, 'stdin' | 'next'> {
  readonly folder: Folder | undefined;
}

/** Those that are judged already, with the same around them, are left out. */
const judgeAll = (
  invocations: readonly Invocation[],
  callsFunction: (invocation: Invocation) => boolean,
  judged: Map<Invocation, Around>,
): readonly Verdict[] => {
  const stdins = stdinsOf(invocations);
  const nexts = nextsOf(invocations);
  const folders = foldersOf(invocations);
  return invocations.flatMap((invocation) => {
    const folder = folders.get(invocation);
    const around = { stdin: stdins.get(invocation) ?? unread, next: nexts.get(invocation) ?? null, folder };
    const before = judged.get(invocation);
    if (before !== undefined && isSame(before, around)) return [];
    judged.set(invocation, around);
    const found = [
      ...judgeProgram(invocation, around, callsFunction(invocation)),
      ...judgeInvocation(invocation),
    ];
    return folder === undefined ? found : found.map((one) => inFolder(one, folder));
  });
};

const isSame = (a: Around, b: Around): boolean =>
  a.stdin === b.stdin && a.next === b.next && a.folder === b.folder;

const judgeInvocation = (invocation: Invocation): readonly Verdict[] => [
  ...judgeWrappers(invocation),
  ...judgeRedirections(invocation),
  ...judgeVariables(invocation),
  ...judgeEvaluated(invocation),
  ...secretsInArgs(invocation),
  ...secretsSet(invocation),
];
