// The same drill with changed steps: without its remediation, or with one step left out or swapped. What changes nothing is not needed.
import type { DrillVariant } from '../core/journal/events.ts';
import { classify } from '../runbooks/classes/classify.ts';
import { findSection } from '../runbooks/find-section.ts';
import type { Action } from '../runbooks/model.ts';
import { readCommand } from '../runbooks/shell/read-command.ts';
import type { Scenario } from './scenario/scenario.ts';
import { notTakenIn } from './steps/branches.ts';

export interface Variation {
  readonly variant: DrillVariant;
  /** The remediation as it is played. */
  readonly actions: readonly Action[];
}

/** What to vary, as somebody asked for it. */
export interface Vary {
  readonly counterfactual: boolean;
  readonly mutate: boolean;
}

/** Empty for drills that have no remediation to vary. */
export const variationsOf = (
  { spec, runbook }: Pick<Scenario, 'spec' | 'runbook'>,
  drill: string,
  { counterfactual, mutate }: Vary,
): readonly Variation[] => {
  const steps = spec.drills[drill]?.runbook;
  const section = steps?.remediate === undefined ? null : findSection(runbook, steps.remediate).section;
  if (section === null) return [];
  const notTaken = notTakenIn(section, steps?.take ?? []);
  const actions = section.actions.filter((action) => !notTaken.has(action));
  return [
    ...(counterfactual ? [{ variant: { kind: 'counterfactual' as const }, actions: [] }] : []),
    ...(mutate
      ? [...actions.map((_, at) => without(actions, at)), ...actions.flatMap((_, at) => swapped(actions, at))]
      : []),
  ];
};

const without = (actions: readonly Action[], at: number): Variation => ({
  variant: mutant('left out', actions[at]),
  actions: actions.filter((_, index) => index !== at),
});

const swapped = (actions: readonly Action[], at: number): readonly Variation[] => {
  const [one, other] = [actions[at], actions[at + 1]];
  if (one === undefined || other === undefined) return [];
  const changed = [...actions.slice(0, at), other, one, ...actions.slice(at + 2)];
  return [{ variant: mutant('swapped with the next', one), actions: changed }];
};

const mutant = (change: 'left out' | 'swapped with the next', action: Action | undefined): DrillVariant => {
  const command = action === undefined || action.kind === 'wait' ? 'wait' : action.command;
  return {
    kind: 'mutant',
    change,
    line: action?.line ?? 0,
    command,
    commandClass: command === 'wait' ? null : classify(readCommand(command)).commandClass,
  };
};
