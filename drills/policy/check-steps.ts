// What a drill could not run as its scenario stands: told before anything starts, at the runbook's own lines.
import type { Problem } from '../../core/errors.ts';
import { hashInYaml } from '../bindings/command-key.ts';
import type { DrillSpec } from '../scenario/drill-schema.ts';
import type { Runbook } from '../../runbooks/model.ts';
import { approvable } from './gates.ts';
import { secretMask } from './runbook-secrets.ts';
import { surveyDrill, type StepsSource, type Surveyed } from './survey.ts';

/** `file` as people see it. Approvals are not asked for here: they belong to a run. */
export const checkSteps = (
  file: string,
  drills: Readonly<Record<string, Pick<DrillSpec, 'runbook'>>>,
  source: StepsSource,
): readonly Problem[] => {
  const taken = surveyAll(drills, source).filter(({ notTaken }) => notTaken === null);
  return masked(once(taken.flatMap((step) => problemOf(file, step))), source.runbook);
};

/** Commands of drilled sections that no drill takes, with what would hold them if somebody did: nothing runs them, nothing proves them. */
export const leftOut = (
  file: string,
  drills: Readonly<Record<string, Pick<DrillSpec, 'runbook'>>>,
  source: StepsSource,
): readonly Problem[] => {
  const steps = surveyAll(drills, source);
  const taken = new Set(steps.flatMap(({ action, notTaken }) => (notTaken === null ? [action] : [])));
  const problems = once(
    steps.flatMap((step) => {
      if (step.notTaken === null || taken.has(step.action)) return [];
      const [held] = problemOf(file, step);
      const { line, column, command } = step.action;
      const message = `${firstLine(command)}: no drill takes it (${step.notTaken})`;
      return held === undefined
        ? [{ file, line, column, message, hint: null }]
        : [
            {
              ...held,
              message: `${message}; as it stands it could not be run: ${step.refusal?.reason ?? ''}`,
            },
          ];
    }),
  );
  return masked(problems, source.runbook);
};

/** What stands in the document's commands as a secret is not said again. */
const masked = (problems: readonly Problem[], runbook: Runbook): readonly Problem[] => {
  const mask = secretMask(runbook);
  return problems.map((one) => ({ ...one, message: mask(one.message) }));
};

const surveyAll = (
  drills: Readonly<Record<string, Pick<DrillSpec, 'runbook'>>>,
  source: StepsSource,
): readonly Surveyed[] =>
  Object.values(drills).flatMap((spec) =>
    surveyDrill(spec, source, { approved: approvable, commands: new Set() }),
  );

const once = (problems: readonly Problem[]): readonly Problem[] =>
  problems.filter((one, index) => problems.findIndex((other) => sameText(one, other)) === index);

const problemOf = (file: string, { action, examined, refusal }: Surveyed): readonly Problem[] => {
  if (refusal === null || refusal.held === 'waived') return [];
  return [
    {
      file,
      line: action.line,
      column: action.column,
      message: `${firstLine(action.command)}: ${refusal.reason}`,
      hint: hintFor(examined.commandClass, refusal.held, action.command),
    },
  ];
};

const hintFor = (commandClass: string, held: string, command: string): string => {
  if (held === 'unbound')
    return 'give it a value under placeholders in bindings.yaml (gameday bind writes a first version)';
  if (commandClass !== 'U')
    return 'take it out of the drilled section, or waive it in bindings.yaml with a reason';
  return `review it, then say under commands in bindings.yaml: class, reason, hash: ${hashInYaml(command)}`;
};

const firstLine = (command: string): string => command.split('\n')[0] ?? '';

const sameText = (one: Problem, other: Problem): boolean =>
  one.line === other.line && one.message === other.message;
