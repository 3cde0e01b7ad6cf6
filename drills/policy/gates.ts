// What a command's class asks for before it runs. Nothing lets X3 and U through.
import type { CommandClass } from '../../runbooks/model.ts';
import { commandHash } from '../bindings/command-key.ts';

export const approvableClasses = ['W2', 'X1', 'X2', 'X4'] as const;
export type Approvable = (typeof approvableClasses)[number];

/** An approval lets them through: of the run, of the person at the terminal, or of bindings.yaml for one line. */
export const approvable: ReadonlySet<CommandClass> = new Set(approvableClasses);

/** A line that deletes something with a secret in its words is both: each class has its own gate. */
export const gatesOf = (classes: readonly CommandClass[]): readonly Approvable[] =>
  classes.filter((one): one is Approvable => approvable.has(one));

/** What a yes at the terminal is for: this very line, with what it was said to do. */
export const answerKey = ({
  command,
  classes,
}: {
  readonly command: string;
  readonly classes: readonly CommandClass[];
}): string => [commandHash(command), ...gatesOf(classes)].join(':');

/** Run without asking: they read, or they change what can be changed back, in a stack that gameday made. */
export const free: ReadonlySet<CommandClass> = new Set(['R0', 'R1', 'W1']);
