// What is known of a runbook's command before it runs: its bound text, its class, what is promised of it.
import { order, worst } from '../../runbooks/classes/class-table.ts';
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

export interface Examined extends BoundCommand {
  readonly read: ReadCommand;
  readonly classification: Classification;
  /** The worst of all. */
  readonly commandClass: CommandClass;
  /** Those that gameday can tell, and the reviewed one in place of what it can't; the worst first. */
  readonly classes: readonly CommandClass[];
  /** The classes that bindings.yaml approves for this very line. */
  readonly approvals: readonly Approvable[];
  /** What bindings.yaml says of it. */
  readonly binding: CommandBinding | null;
}

export interface Reviewed {
  readonly runbook: Runbook;
  readonly bindings: Bindings;
  readonly values: Values;
}

export const examine = (
  action: Command | WaitUntil,
  section: Section,
  { runbook, bindings, values }: Reviewed,
): Examined => {
  const bound = bindCommand(action.command, placeholdersOf(runbook.placeholders, action), values);
  const read = readCommand(bound.command, { bound: bound.unbound.length === 0 });
  const classification = classify(read);
  const binding = bindingFor(bindings, action.command, section);
  const classes = reviewed(classification.classes, isReviewed(action, binding) ? binding?.class : undefined);
  return {
    ...bound,
    read,
    classification,
    commandClass: worst(classes),
    classes,
    approvals: isReviewed(action, binding) && isFixed(action, runbook) ? (binding?.approve ?? []) : [],
    binding,
  };
};

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
  given === undefined
    ? found
    : [...new Set(found.map((one) => (one === 'U' ? given : one)))].toSorted(
        (a, b) => order.indexOf(b) - order.indexOf(a),
      );

/** A review counts for the very line that was reviewed. */
const isReviewed = ({ command }: Command | WaitUntil, binding: CommandBinding | null): boolean =>
  binding?.hash === commandHash(command);

/** What a variable, a substitution or a placeholder makes of a line nobody has reviewed with it. */
export const isFixed = (action: Place & { readonly command: string }, { placeholders }: Runbook): boolean =>
  !/[$`]/.test(action.command) && placeholdersOf(placeholders, action).length === 0;
