// gameday run --plan: what a run would do, and whether its alerts can be detected. Touches nothing.
import { invalidInput, type Problem } from '../../core/errors.ts';
import type { RunbookStage } from '../../core/journal/events.ts';
import { exitCodes } from '../../core/verdicts.ts';
import { drainMs } from '../../drills/bind-drill.ts';
import { longestMs } from '../../drills/select/longest.ts';
import { planDrill, type PlannedDrill } from '../../drills/scenario/plan.ts';
import { visibleLine } from '../../core/visible.ts';
import { approverOf, type Permit } from '../../drills/policy/decide.ts';
import { secretMask } from '../../drills/policy/runbook-secrets.ts';
import { stepsSource, surveyDrill, type Surveyed } from '../../drills/policy/survey.ts';
import { courseText, msText, paceText } from '../../reports/text.ts';
import { hanging, print, printJson } from '../output.ts';
import type { GameDaySelection } from '../scenarios.ts';

/** What is played, what of it somebody has approved, and which of the system's images the engine lacks. */
export type PlanSelection = GameDaySelection & {
  readonly permit: Permit;
  readonly missing: readonly Problem[];
};

export const printPlan = (selection: PlanSelection, asJson: boolean): number => {
  const { paced, drills, name } = selection;
  const planned = drills.map((drill) => planDrill(paced.scenario, drill, paced));
  // A script gets the error alone; a person the plan too.
  if (selection.missing.length > 0) {
    if (!asJson) print(planText(selection, planned));
    throw invalidInput(selection.missing);
  }
  if (asJson) printJson(planJson(name, paced.pace, planned, selection));
  else print(planText(selection, planned));
  return planExitCode(planned);
};

/** 4 as the run itself: a signal could not be judged, and no other drill would inject anything. A placebo doesn't. */
export const planExitCode = (planned: readonly Pick<PlannedDrill, 'plan' | 'undetectable'>[]): number => {
  const refused = planned.filter(({ undetectable }) => undetectable.length > 0);
  const injecting = planned.filter((one) => !refused.includes(one) && one.plan.faults.length > 0);
  return refused.length > 0 && injecting.length === 0 ? exitCodes.notInjected : exitCodes.pass;
};

/** What people read of it. */
export const planText = (selection: PlanSelection, planned: readonly PlannedDrill[]): string => {
  const { paced, name } = selection;
  const title = visibleLine(
    `game day ${name} on ${paced.scenario.name}, ${paceText(paced.pace)}; nothing is touched`,
  );
  return [title, ...planned.map((drill) => drillText(drill, selection))].join('\n\n');
};

const drillText = (drill: PlannedDrill, selection: PlanSelection): string => {
  const { plan, undetectable } = drill;
  const mask = secretMask(selection.paced.scenario.runbook);
  const signals = plan.signals.map(({ name, kind, fault, within, predictedMs }) => {
    const band =
      predictedMs === null ? '' : `, predicted ${msText(predictedMs[0])} to ${msText(predictedMs[1])}`;
    return row(
      'detect',
      `${kind} ${name}${fault === undefined ? '' : ` of ${fault}`} within ${msText(within.pacedMs)} (nominal ${msText(within.nominalMs)})${band}`,
    );
  });
  return [
    hanging(
      '',
      `${plan.id}: ${plan.title}${plan.procedures.length === 0 ? '' : ` [${plan.procedures.join(', ')}]`}`,
    ),
    ...plan.faults.map((fault) =>
      row('fault', [fault.summary, courseText(fault)].filter((text) => text !== '').join(', ')),
    ),
    ...(plan.faults.length === 0 ? [row('fault', 'none')] : []),
    ...signals,
    ...undetectable.map(({ signal, reason }) => row('REFUSED', `${signal} can't be judged: ${reason}`)),
    ...commandsOf(drill, selection).map((one) => commandText(one, mask)),
    ...(plan.recover === null
      ? []
      : [
          row(
            'recover',
            `within ${msText(plan.recover.pacedMs)} (nominal ${msText(plan.recover.nominalMs)})`,
          ),
        ]),
    ...(plan.invariants.length === 0 ? [] : [row('verify', verifyText(plan.invariants))]),
    row(
      'duration',
      `up to ${msText(longestMs(drill, selection.paced))}, start-up of the stack and draining not counted`,
    ),
  ].join('\n');
};

const verifyText = (invariants: readonly string[]): string =>
  `${invariants.join(', ')}: the load off, the queues drained, for which they have ${msText(drainMs)}`;

const row = (name: string, text: string): string => hanging(`  ${name.padEnd(10)} `, text);

interface PlannedCommand {
  readonly stage: RunbookStage;
  readonly line: number;
  readonly command: string;
  readonly class: string;
  /** Why it would not be run; null: it would. */
  readonly held: string | null;
  /** Who lets it through; null: nobody has to, or nobody does. */
  readonly approvedBy: string | null;
  /** False for a branch or an alternative that the drill doesn't name: a person's choice. */
  readonly taken: boolean;
}

const commandsOf = ({ spec }: PlannedDrill, { paced, permit }: PlanSelection): readonly PlannedCommand[] => {
  return surveyDrill(spec, stepsSource(paced.scenario), permit).map((step) => ({
    stage: step.stage,
    line: step.action.line,
    command: step.examined.command,
    class: step.examined.commandClass,
    held: heldText(step),
    approvedBy: step.refusal === null ? approverOf(step.examined, permit) : null,
    taken: step.notTaken === null,
  }));
};

const heldText = ({ refusal, notTaken }: Surveyed): string | null => {
  const held = refusal === null ? null : `${refusal.held}: ${refusal.reason}`;
  if (notTaken === null) return held;
  return `not taken, only by hand: ${notTaken}${held === null ? '' : `; ${held}`}`;
};

const commandText = (
  { stage, line, command, class: commandClass, held, approvedBy, taken }: PlannedCommand,
  mask: (text: string) => string,
): string => {
  const notes = [
    ...(held === null ? [] : [`${taken ? 'not run, ' : ''}${held}`]),
    ...(approvedBy === null ? [] : [`approved by ${approvedBy}`]),
  ];
  return [
    hanging(`  ${stage.padEnd(10)} ${commandClass.padEnd(2)} `, mask(command)),
    ...notes.map((note) => hanging(' '.repeat(16), `line ${line}, ${mask(note)}`)),
  ].join('\n');
};

const planJson = (
  name: string,
  pace: number,
  planned: readonly PlannedDrill[],
  selection: PlanSelection,
) => ({
  schema: 1,
  gameDay: name,
  pace,
  drills: planned.map((drill) => ({
    ...drill.plan,
    undetectable: drill.undetectable,
    commands: commandsOf(drill, selection),
    longestMs: longestMs(drill, selection.paced),
  })),
});
