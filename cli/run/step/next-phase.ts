// What a phase will do, in a few lines, for a person who says go.
import type { DrillPlan, FaultPlan, RunbookStage } from '../../../core/journal/events.ts';
import type { Phase } from '../../../core/verdicts.ts';
import type { Permit } from '../../../drills/policy/decide.ts';
import { secretMask } from '../../../drills/policy/runbook-secrets.ts';
import { stepsSource, surveyDrill } from '../../../drills/policy/survey.ts';
import { counted, courseText, listed, msText } from '../../../reports/text.ts';
import type { GameDaySelection } from '../../scenarios.ts';

export type NextPhase = (phase: Phase, plan: DrillPlan) => readonly string[];

const mostCommands = 4;

export const nextPhase = (selection: Pick<GameDaySelection, 'paced'>, permit: Permit): NextPhase => {
  const { scenario } = selection.paced;
  const mask = secretMask(scenario.runbook);
  const commands = (plan: DrillPlan, stage: RunbookStage): readonly string[] => {
    const spec = scenario.spec.drills[plan.drill];
    if (spec === undefined) return [];
    return surveyDrill(spec, stepsSource(scenario), permit)
      .filter((step) => step.stage === stage && step.refusal === null && step.notTaken === null)
      .map(({ examined }) => mask(examined.command.split('\n')[0] ?? ''));
  };
  return (phase, plan) => linesOf(phase, plan, (stage) => commands(plan, stage));
};

type Commands = (stage: RunbookStage) => readonly string[];

const linesOf = (phase: Phase, plan: DrillPlan, commands: Commands): readonly string[] => {
  const [what, stage] = deeds[phase](plan);
  const all = stage === null ? [] : commands(stage);
  const shown = all.slice(0, mostCommands).map((command) => `  $ ${command}`);
  const more =
    all.length > shown.length ? [`  and ${counted(all.length - shown.length, 'more command')}`] : [];
  return [`next: ${phase}: ${what}`, ...shown, ...more];
};

type Deed = (plan: DrillPlan) => readonly [what: string, stage: RunbookStage | null];

const deeds: Readonly<Record<Phase, Deed>> = {
  prepare: ({ id, title }) => [`${id}, ${title}: nothing is touched yet`, null],
  'warm-up': () => ['traffic, until the longest alert window has passed', null],
  gate: () => ['every probe has to pass, every alert to be quiet', null],
  baseline: () => ['how it looks when all is well', 'prepare'],
  inject: ({ faults }) => [
    faults.length === 0
      ? 'nothing'
      : `${listed(faults.map(faultText))}. The way back is the runbook’s; in any case gameday undoes it, and proves it`,
    null,
  ],
  confirm: () => ['proof that it bites, as its victims see it', null],
  detect: (plan) => [detects(plan), null],
  diagnose: () => ['the runbook’s diagnosis', 'diagnose'],
  remediate: ({ variant }) => [
    variant?.kind === 'counterfactual'
      ? 'nothing: this time without its remediation'
      : `the runbook’s remediation${variant === undefined ? '' : `, line ${variant.line} ${variant.change}`}`,
    variant?.kind === 'counterfactual' ? null : 'remediate',
  ],
  recover: ({ recover }) => [
    recover === null
      ? 'probes and alerts are looked at'
      : `probes and alerts have to be good, promised within ${msText(recover.pacedMs)} of the injection`,
    'verify',
  ],
  heal: ({ faults }) => [
    faults.length === 0 ? 'the gate once more' : 'what is left of the fault is undone, and proved gone',
    'after',
  ],
  verify: ({ invariants }) => [
    invariants.length === 0 ? 'no invariants are promised' : `the queues drain, then ${listed(invariants)}`,
    null,
  ],
};

const faultText = (fault: FaultPlan): string =>
  [fault.summary, courseText(fault)].filter((text) => text !== '').join(', ');

const detects = ({ type, signals }: DrillPlan): string => {
  if (type === 'placebo') return 'a watch: nothing may fire';
  if (signals.length === 0) return 'no signal is promised';
  return `${listed(signals.map(({ name, within }) => `${name} within ${msText(within.pacedMs)}`))} of the injection`;
};
