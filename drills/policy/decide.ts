// May this command run? Default deny. What the runbook says can't change it; only bindings.yaml and the person who starts the run can.
import type { SkipColour } from '../../core/journal/events.ts';
import type { CommandClass } from '../../runbooks/model.ts';
import type { Examined } from './examine.ts';
import { answerKey, gatesOf } from './gates.ts';

export interface Permit {
  /** Classes that the person who started the run has approved. */
  readonly approved: ReadonlySet<CommandClass>;
  /** Single commands that somebody has approved at the terminal, each by its `answerKey`. */
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
  const { binding, approvals, unbound, classification, classes, commandClass, read } = examined;
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
  if (commands.has(answerKey(examined))) return null;
  const needs = gatesOf(classes).filter((one) => !approvals.includes(one) && !approved.has(one));
  if (needs.length === 0) return null;
  const idle = approvals.length === 0 && binding?.approve !== undefined ? idleText : '';
  const reason = `class ${needs.join(' and ')} (${reasons}) needs an approval: --approve ${needs.join(',')}${idle}`;
  return refused('blocked', reason, needs);
};

const idleText =
  '; the one in bindings.yaml is for this line as it stands, not for what variables or another folder make of it';

/** Of a command that may run: who has let it through. Null: nobody had to. */
export const approverOf = (examined: Examined, { commands }: Permit): string | null => {
  const { approvals, binding, classes } = examined;
  const gates = gatesOf(classes);
  if (gates.length === 0) return null;
  const left = gates.filter((one) => !approvals.includes(one));
  if (left.length > 0 && commands.has(answerKey(examined))) return 'the person at the terminal';
  return [
    ...(left.length === gates.length ? [] : [`bindings.yaml: ${binding?.reason ?? 'no reason given'}`]),
    ...(left.length === 0 ? [] : [`--approve ${left.join(',')}`]),
  ].join('; ');
};

const reasonsText = (reasons: readonly string[]): string =>
  reasons.slice(0, 3).join('; ') || 'no reason given';

const whyUnknown = (problem: string | null, reasons: string): string =>
  problem === null ? reasons : `it can't be read: ${problem}`;
