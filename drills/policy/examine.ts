// What is known of a runbook's command before it runs: its bound text, its class, what is promised of it.
import { byWorst, worst } from '../../runbooks/classes/class-table.ts';
import { classify, type Classification } from '../../runbooks/classes/classify.ts';
import { pathText } from '../../runbooks/find-section.ts';
import type { Command, CommandClass, Place, Runbook, Section, WaitUntil } from '../../runbooks/model.ts';
import { readCommand } from '../../runbooks/shell/read-command.ts';
import type { ReadCommand } from '../../runbooks/shell/shell-model.ts';
import { bindCommand, placeholdersOf, type BoundCommand } from '../bindings/bind-command.ts';
import { commandHash, normalised } from '../bindings/command-key.ts';
import type { Bindings, CommandBinding } from '../bindings/schema.ts';
import type { Values } from '../bindings/values.ts';
import type { Approvable } from './gates.ts';
import type { Terminal } from './terminal.ts';

export interface Examined extends BoundCommand {
  readonly read: ReadCommand;
  /** The same with what the terminal holds in the place of variables, and from its folder. */
  readonly readings: readonly ReadCommand[];
  /** Of all of them together. */
  readonly classification: Classification;
  /** The worst of all. */
  readonly commandClass: CommandClass;
  /** Those that gameday can tell, and the reviewed one in place of what it can't; the worst first. */
  readonly classes: readonly CommandClass[];
  /** The classes that bindings.yaml approves for this very line, where the terminal makes no other of it. */
  readonly approvals: readonly Approvable[];
  /** What bindings.yaml says of it. */
  readonly binding: CommandBinding | null;
}

export interface Reviewed {
  readonly runbook: Runbook;
  readonly bindings: Bindings;
  readonly values: Values;
  readonly terminal: Terminal;
}

export const examine = (
  action: Command | WaitUntil,
  section: Section,
  { runbook, bindings, values, terminal }: Reviewed,
): Examined => {
  const bound = bindCommand(action.command, placeholdersOf(runbook.placeholders, action), values);
  const read = readCommand(bound.command, { bound: bound.unbound.length === 0 });
  const readings = terminal.readings(read, shownOf(bound.env, bindings));
  const alone = classify(read);
  const classification = together([alone, ...readings.map((one) => classify(one))]);
  const binding = bindingFor(bindings, action.command, section);
  const given = isReviewed(action, binding) && alone.classes.includes('U') ? binding?.class : undefined;
  const classes = reviewed(classification.classes, given);
  return {
    ...bound,
    read,
    readings,
    classification,
    commandClass: worst(classes),
    classes,
    approvals:
      isReviewed(action, binding) && isFixed(action, runbook) && readings.length === 0
        ? (binding?.approve ?? [])
        : [],
    binding,
  };
};

/** Without made-up secrets: that one is in a variable is no reason to call the line one that shows it. */
const shownOf = (
  env: BoundCommand['env'],
  { placeholders }: Pick<Bindings, 'placeholders'>,
): BoundCommand['env'] =>
  Object.fromEntries(
    Object.entries(env).filter(([name]) => {
      const bound = placeholders[name];
      return typeof bound === 'string' || (bound !== undefined && !('secret' in bound));
    }),
  );

/** The worst first, as each of them has it. */
const together = (all: readonly [Classification, ...Classification[]]): Classification => {
  const byClass = all.toSorted((a, b) => byWorst(a.commandClass, b.commandClass));
  const classes = worstFirst(all.flatMap((one) => one.classes));
  return {
    commandClass: worst(classes),
    classes,
    reasons: [...new Set(byClass.flatMap(({ reasons }) => reasons))],
    escapes: [...new Set(all.flatMap(({ escapes }) => escapes))],
    inverse: all[0].inverse,
  };
};

const worstFirst = (classes: readonly CommandClass[]): readonly CommandClass[] =>
  [...new Set(classes)].toSorted(byWorst);

export const bindingFor = (
  { commands }: Pick<Bindings, 'commands'>,
  command: string,
  section: Section,
): CommandBinding | null =>
  commands.find((one) => normalised(one.command) === normalised(command) && isIn(section, one.section)) ??
  null;

const isIn = (section: Section, wanted: string | undefined): boolean =>
  wanted === undefined || pathText(section).toLowerCase().includes(wanted.trim().toLowerCase());

/** A review says what nobody can tell without it; what gameday can tell stays beside it. */
export const reviewed = (
  found: readonly CommandClass[],
  given: CommandClass | undefined,
): readonly CommandClass[] =>
  given === undefined ? found : worstFirst(found.map((one) => (one === 'U' ? given : one)));

/** A review counts for the very line that was reviewed. */
const isReviewed = ({ command }: Command | WaitUntil, binding: CommandBinding | null): boolean =>
  binding?.hash === commandHash(command);

/** What a variable, a substitution or a placeholder makes of a line nobody has reviewed with it. */
export const isFixed = (action: Place & { readonly command: string }, { placeholders }: Runbook): boolean =>
  !/[$`]/.test(action.command) && placeholdersOf(placeholders, action).length === 0;
