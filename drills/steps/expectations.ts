// What is promised for a runbook's commands, beside the exit code 0 that every command owes.
import type { StepStage } from '../../core/journal/events.ts';
import type { Section } from '../../runbooks/model.ts';
import { commandOf } from './moment.ts';

export interface Promised {
  readonly exitCode?: number | 'nonzero' | undefined;
  /** Text, or `/regular expression/`, that its output must have; `not`: must not have. */
  readonly shows?: string | undefined;
  readonly not?: string | undefined;
  /** Values by path (`$.status`) in output that is JSON. */
  readonly json?: Readonly<Record<string, string | number | boolean | null>> | undefined;
  /** Its output is not what it was before the fault. */
  readonly differs?: 'before-fault' | undefined;
}

/** A promise of scenario.yaml, for one drill. */
export interface Expectation extends Promised {
  /** A part of the command as the runbook writes it. */
  readonly command: string;
  /** In which stage it counts; in every one unless given. `verify` also says that the command is a check. */
  readonly stage?: StepStage | undefined;
}

/** The first expectation for this command in this stage; null when nothing is promised. */
export const expectationFor = (
  expectations: readonly Expectation[],
  command: string,
  stage: StepStage,
): Expectation | null =>
  expectations.find((one) => command.includes(one.command) && (one.stage ?? stage) === stage) ?? null;

/** More than the exit code 0 that nobody need promise. */
export const asserts = (promised: Promised | null): boolean =>
  promised !== null &&
  [promised.exitCode, promised.shows, promised.not, promised.json, promised.differs].some(
    (one) => one !== undefined,
  );

/**
 * Expectations that no step of these sections meets: a promise about nothing is a mistake in the file. `diagnosis`: the one that is
 * played as such, in which alone what is promised of a diagnosis can be met.
 */
export const unmatchedExpectations = (
  expectations: readonly Expectation[],
  sections: readonly Section[],
  diagnosis: Section | null,
): readonly Expectation[] => {
  const isMet = ({ command, stage }: Expectation): boolean =>
    (stage !== 'diagnose' ? sections : diagnosis === null ? [] : [diagnosis]).some(({ actions }) =>
      actions.some((action) => commandOf(action).includes(command)),
    );
  return expectations.filter((one) => !isMet(one));
};

/** Text is looked for as it stands, `/…/` (flags i, m, s) as a regular expression; null when that doesn't compile. */
export const readPattern = (text: string): RegExp | null => {
  const [, source, flags] = /^\/(.+)\/([ims]*)$/s.exec(text) ?? [];
  try {
    return source === undefined
      ? new RegExp(text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      : new RegExp(source, flags);
  } catch {
    // Not an expression: whoever reads the file says so, with its place.
    return null;
  }
};
