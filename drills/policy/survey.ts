// Every command of a drill's sections as it stands before anything runs: for validate, --plan and approvals.
import { runbookStages, type RunbookStage } from '../../core/journal/plan.ts';
import type { Action, Command, Runbook, Section, WaitUntil } from '../../runbooks/model.ts';
import { findSection } from '../../runbooks/find-section.ts';
import type { Bindings } from '../bindings/schema.ts';
import { expectedValues } from '../bindings/values.ts';
import type { DrillSpec } from '../scenario/drill-schema.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { notTakenIn } from '../steps/branches.ts';
import { decide, type Permit, type Refusal } from './decide.ts';
import { examine, type Examined } from './examine.ts';
import { createTerminal } from './terminal.ts';

export interface Surveyed {
  readonly stage: RunbookStage;
  readonly section: Section;
  readonly action: Command | WaitUntil;
  readonly examined: Examined;
  readonly refusal: Refusal | null;
  /** Why this drill leaves it out: a branch or an alternative that it doesn't name. Null: it takes it. */
  readonly notTaken: string | null;
}

/** What a drill's steps are taken from. */
export interface StepsSource {
  readonly runbook: Runbook;
  readonly bindings: Bindings;
  /** The folder of the operator. */
  readonly home: string;
}

export const stepsSource = ({
  runbook,
  bindings,
  spec,
}: Pick<Scenario, 'runbook' | 'bindings' | 'spec'>): StepsSource => ({
  runbook,
  bindings,
  home: spec.operator.cwd,
});

export const surveyDrill = (
  spec: Pick<DrillSpec, 'runbook'>,
  { runbook, bindings, home }: StepsSource,
  permit: Permit,
): readonly Surveyed[] => {
  const values = expectedValues(bindings);
  const terminal = createTerminal(home);
  return runbookStages.flatMap((stage) => {
    const path = spec.runbook?.[stage];
    const section = path === undefined ? null : findSection(runbook, path).section;
    if (section === null) return [];
    const notTaken = notTakenIn(section, spec.runbook?.take ?? []);
    return section.actions.filter(isCommand).map((action) => {
      const examined = examine(action, section, { runbook, bindings, values, terminal });
      const refusal = decide(examined, permit);
      const left = notTaken.get(action) ?? null;
      // What somebody may yet approve runs, and leaves its variables to those behind it.
      const mayRun = refusal === null || refusal.needs.length > 0;
      if (mayRun && left === null) terminal.ran(examined);
      return { stage, section, action, examined, refusal, notTaken: left };
    });
  });
};

const isCommand = (action: Action): action is Command | WaitUntil => action.kind !== 'wait';
