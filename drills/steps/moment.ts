// The moments of a section at which something else may happen: before and after each of its steps.
import type { FaultMoment } from '../../core/journal/events.ts';
import type { Action } from '../../runbooks/model.ts';

export type Side = 'before' | 'after';

/** Called at each moment, also of steps that are not run; the section goes on when it is done. `number` counts from 1. */
export type AtMoment = (side: Side, action: Action, number: number) => Promise<void>;

/** The steps that a part of a command line, or a number, means. */
export const actionsAt = (
  actions: readonly Action[],
  step: Extract<FaultMoment, { kind: 'step' }>['step'],
): readonly Action[] => actions.filter((action, index) => isStep(action, index + 1, step));

export const isStep = (action: Action, number: number, step: string | number): boolean =>
  typeof step === 'number' ? number === step : commandOf(action).includes(step);

/** A wait has none. */
export const commandOf = (action: Action): string => (action.kind === 'wait' ? '' : action.command);
