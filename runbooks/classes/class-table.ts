// The contract of the tables of command classes: one row says what some sub-commands of a tool may do to the world.
import type { CommandClass } from '../model.ts';
import type { Invocation } from '../shell/shell-model.ts';
import type { ReadArgs } from '../tools/read-args.ts';

export interface Verdict {
  readonly commandClass: CommandClass;
  readonly reason: string;
  /** A file that it writes, where that is named from the folder it runs in. */
  readonly file?: string;
}

/** What stands on a program's standard input: nothing, a text that the line itself gives, or what nobody has read of a file or another program. */
export type Stdin =
  | { readonly kind: 'none' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unread'; readonly from: 'file' | 'program' };

export interface Call {
  readonly invocation: Invocation;
  readonly args: ReadArgs;
  readonly stdin: Stdin;
  /** What reads its output, where the next stage of its pipeline is one program. */
  readonly next: Invocation | null;
}

/** Looks at more than the sub-command. What it says takes the place of the row's class; null leaves that as it is. */
export type Judge = (call: Call) => readonly Verdict[] | null;

/** Options, by the longest of their names, that make a command worse, and why. */
export type OptionClasses = Readonly<Record<string, readonly [CommandClass, string]>>;

export interface ClassRow {
  readonly commandClass: CommandClass;
  /** Sub-commands; one `''` for a tool without sub-commands, or called without one; `*` for every other one. */
  readonly verbs: readonly string[];
  readonly why: string;
  readonly options?: OptionClasses;
  /** Options with which it only says what it would do. */
  readonly dry?: readonly string[];
  /** The sub-command that takes back what this one did, with the same words behind it. */
  readonly inverse?: string;
  readonly judge?: Judge;
}

export interface Family {
  readonly title: string;
  /** Separated by blanks. */
  readonly programs: string;
  readonly rows: readonly ClassRow[];
  /** For all rows. */
  readonly options?: OptionClasses;
  /** What its judges look at, for the page. */
  readonly note?: string;
}

type More = Pick<ClassRow, 'options' | 'dry' | 'inverse' | 'judge'>;

/** `verbs`: separated by commas. */
export const row = (commandClass: CommandClass, verbs: string, why: string, more: More = {}): ClassRow => ({
  commandClass,
  verbs: verbs.split(',').map((verb) => verb.trim()),
  why,
  ...more,
});

export const verdict = (commandClass: CommandClass, reason: string): Verdict => ({ commandClass, reason });

/** U stands last: what nobody knows is blocked, whatever else is in the line. */
export const order: readonly CommandClass[] = ['R0', 'R1', 'W1', 'W2', 'X1', 'X2', 'X3', 'X4', 'U'];

/** What each class means, and what a drill does with it. */
export const commandClasses: Readonly<Record<CommandClass, readonly [string, string]>> = {
  R0: ['reads, and ends by itself', 'runs'],
  R1: [
    'reads without a limit, or much, or never ends',
    'runs with a time limit, its output cut off and redacted',
  ],
  W1: ['changes what can be changed back', 'runs; what was before and after is recorded'],
  W2: ['changes what is hard to change back', 'runs when W2 is approved'],
  X1: ['destroys what may not exist elsewhere', 'runs when X1 is approved'],
  X2: ['cuts access, the network or the machine off', 'runs when X2 is approved'],
  X3: ['reaches people or systems outside, for good', 'is recorded, never sent; nothing can approve it'],
  X4: ['shows or handles secrets', 'runs when X4 is approved, with dummy secrets'],
  U: ['nobody has said what it does', 'is blocked'],
};

/** For sorting: the worst first. */
export const byWorst = (a: CommandClass, b: CommandClass): number => order.indexOf(b) - order.indexOf(a);

export const worst = (classes: Iterable<CommandClass>): CommandClass => {
  let at = 0;
  for (const one of classes) at = Math.max(at, order.indexOf(one));
  return order[at] ?? 'U';
};

export const unknown = (reason: string): readonly Verdict[] => [verdict('U', reason)];
