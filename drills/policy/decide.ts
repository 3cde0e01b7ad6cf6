// May this command run? Default deny. What the runbook says can't change it; only bindings.yaml and the person who starts the run can.
import type { SkipColour } from '../../core/journal/events.ts';
import type { CommandClass } from '../../runbooks/model.ts';
import { commandHash } from '../bindings/command-key.ts';
import type { Examined } from './examine.ts';
import { gatesOf } from './gates.ts';

export interface Permit {
  /** Classes that the person who started the run has approved. */
  readonly approved: ReadonlySet<CommandClass>;
  /** Hashes of single commands that somebody has approved at the terminal. */
  readonly commands: ReadonlySet<string>;
}

export interface Refusal {
  readonly held: SkipColour;
  readonly reason: string;
  /** The approvals that are missing; empty where none would help. */
  readonly needs: readonly CommandClass[];
}

/** Null: it may run. */
export const decide = (examined: Examined, { approved, commands }: Permit): Refusal | null => {
  const { binding, approvals, unbound, classification, classes, command, commandClass, read } = examined;
  const refused = (held: SkipColour, reason: string, needs: readonly CommandClass[] = []): Refusal => ({
    held,
    reason,
    needs,
  });
  if (binding?.waive === true) return refused('waived', binding.reason ?? 'bindings.yaml waives it');
  if (unbound.length > 0)
    return refused(
      'unbound',
      `${unbound.join(', ')} ${unbound.length === 1 ? 'has' : 'have'} no value in bindings.yaml`,
    );
  if (classification.escapes.length > 0)
    return refused('blocked', `it would leave the stack: ${classification.escapes.join('; ')}`);
  const reasons = reasonsText(classification.reasons);
  if (commandClass === 'U')
    return refused('blocked', `its class can't be told: ${whyUnknown(read.problem, reasons)}`);
  if (classes.includes('X3'))
    return refused('blocked', `it acts on the outside world (${reasons}): recorded, never sent`);
  if (commands.has(commandHash(command))) return null;
  const needs = gatesOf(classes).filter((one) => !approvals.includes(one) && !approved.has(one));
  if (needs.length === 0) return null;
  const reason = `class ${needs.join(' and ')} (${reasons}) needs an approval: --approve ${needs.join(',')}`;
  return refused('blocked', reason, needs);
};

/** Of a command that may run: who has let it through. Null: nobody had to. */
export const approverOf = (
  { approvals, binding, classes, command }: Examined,
  { commands }: Permit,
): string | null => {
  const gates = gatesOf(classes);
  if (gates.length === 0) return null;
  const left = gates.filter((one) => !approvals.includes(one));
  if (left.length > 0 && commands.has(commandHash(command))) return 'the person at the terminal';
  return [
    ...(left.length === gates.length ? [] : [`bindings.yaml: ${binding?.reason ?? 'no reason given'}`]),
    ...(left.length === 0 ? [] : [`--approve ${left.join(',')}`]),
  ].join('; ');
};

const reasonsText = (reasons: readonly string[]): string =>
  reasons.slice(0, 3).join('; ') || 'no reason given';

const whyUnknown = (problem: string | null, reasons: string): string =>
  problem === null ? reasons : `it does not parse: ${problem}`;
