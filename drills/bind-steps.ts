// The runbook's part in a drill: its sections, run in the operator with bindings, policy and promises.
import type { Context } from '../core/clock.ts';
import type { CheckVerdict } from '../core/verdicts.ts';
import { findSection } from '../runbooks/find-section.ts';
import type { Section } from '../runbooks/model.ts';
import { createValues } from './bindings/values.ts';
import type { DrillRun, DrillSteps } from './engine/drill-run.ts';
import { createClearance } from './policy/create-clearance.ts';
import { createTerminal } from './policy/terminal.ts';
import type { Permit } from './policy/decide.ts';
import type { PacedScenario } from './scenario/pace-scenario.ts';
import type { PlannedDrill } from './scenario/plan.ts';
import { notTakenIn } from './steps/branches.ts';
import { checkVerifyFails } from './steps/check-verify-fails.ts';
import type { AtMoment } from './steps/moment.ts';
import { beforeFault, runBaseline } from './steps/run-baseline.ts';
import { runSteps } from './steps/run-steps.ts';
import type { StepSetting } from './steps/step.ts';
import type { NamedStore } from './stores/watch-stores.ts';
import type { Variation } from './variations.ts';

/** What a run says about the steps of all its drills. */
export interface RunSteps {
  /** The runbook's file, as reports name it. */
  readonly runbook: string;
  /** Somebody else's runbook: sections that it lacks are no defect of the scenario. */
  readonly lenient: boolean;
  readonly permit: Permit;
  /** Made-up values of placeholders that are secrets. */
  readonly secrets: ReadonlyMap<string, string>;
}

export const bindSteps = (
  paced: PacedScenario,
  planned: PlannedDrill,
  setting: RunSteps,
  variation: Variation | null = null,
): DrillSteps => {
  const { runbook } = planned.spec;
  const section = (path: string | undefined): Section | null => sectionOf(paced, path, setting.lenient);
  const sections = {
    prepare: section(runbook?.prepare),
    diagnose: section(runbook?.diagnose),
    remediate: section(runbook?.remediate),
    verify: section(runbook?.verify),
    after: section(runbook?.after),
  };
  const common = terminalOf(paced, planned, setting);
  const play = async (
    run: DrillRun,
    stage: keyof typeof sections,
    atMoment?: AtMoment,
  ): Promise<CheckVerdict | null> => {
    const found = sections[stage];
    const actions = stage === 'remediate' ? variation?.actions : undefined;
    if (found === null) return tellMissing(run, setting.runbook, runbook?.[stage]);
    const atMoments = atMoment === undefined ? {} : { atMoment };
    const own = { ...common(run, found), section: found, stage, ...atMoments };
    return (await runSteps(own, contextOf(run), actions)).verdict;
  };
  return {
    prepare: (run) => play(run, 'prepare'),
    baseline: async (run) => {
      if (sections.diagnose !== null)
        await runBaseline({ ...common(run, sections.diagnose), section: sections.diagnose }, contextOf(run));
    },
    diagnose: async (run) => {
      await play(run, 'diagnose');
      // Where nothing is broken, a check has nothing to fail for; a procedure's fault is the weather in which it is done.
      if (planned.plan.type !== 'incident') return;
      const { remediate, verify } = sections;
      if (remediate !== null)
        await checkVerifyFails({ ...common(run, remediate), section: remediate }, contextOf(run));
      if (verify !== null)
        await checkVerifyFails(
          { ...common(run, verify), section: verify, allCommands: true },
          contextOf(run),
        );
    },
    remediate: async (run, atMoment) => {
      await play(run, 'remediate', atMoment);
      return runbook?.remediate !== undefined;
    },
    verify: async (run) => void (await play(run, 'verify')),
    after: runbook?.after === undefined ? null : async (run) => void (await play(run, 'after')),
    close: async (run) => {
      for (const terminal of terminalsOf(planned.plan.drill))
        await run.stack.operator.endSession(terminal, contextOf(run));
    },
  };
};

/** Only of somebody else's runbook: a scenario's own is checked when it is loaded. */
const tellMissing = (run: DrillRun, runbook: string, section: string | undefined): null => {
  if (section !== undefined)
    run.log({ type: 'note', message: `${runbook} has no section "${section}": nothing of it was run` });
  return null;
};

const contextOf = ({ clock, signal }: DrillRun): Context => ({ clock, signal });

const sectionOf = (paced: PacedScenario, path: string | undefined, lenient: boolean): Section | null => {
  if (path === undefined) return null;
  const found = findSection(paced.scenario.runbook, path);
  if (found.section === null && !lenient)
    throw new TypeError(`the checks let a missing section pass: ${path}`);
  return found.section;
};

/** The one in which the drill's commands run, and the one that looked before the fault. */
const terminalsOf = (drill: string): readonly [string, string] => [drill, beforeFault(drill)];

/** One terminal for the whole drill, and what has been seen in it. */
const terminalOf = (
  paced: PacedScenario,
  { plan, spec, pacer, stepTimeoutMs }: PlannedDrill,
  setting: RunSteps,
) => {
  const { runbook, bindings } = paced.scenario;
  const values = createValues(bindings, setting.secrets);
  const before = new Map<string, string>();
  const terminal = createTerminal(paced.scenario.spec.operator.cwd);
  return (run: DrillRun, section: Section): Omit<StepSetting, 'section' | 'stage'> => ({
    runbook: setting.runbook,
    expectations: spec.runbook?.expect ?? [],
    operator: run.stack.operator,
    terminal: terminalsOf(plan.drill)[0],
    clearance: createClearance({
      runbook,
      bindings,
      values,
      terminal,
      permit: setting.permit,
      stack: run.stack,
      stores: storesOf(paced, run.stack),
    }),
    notTaken: notTakenIn(section, spec.runbook?.take ?? []),
    before,
    pacer,
    timeoutMs: stepTimeoutMs,
    append: (body) => {
      // A step acts on the stack: not when somebody else has healed it meanwhile.
      if (body.type === 'step.started') run.lease.check();
      return run.log(body);
    },
  });
};

const storesOf = ({ scenario }: PacedScenario, { dialer }: DrillRun['stack']): readonly NamedStore[] =>
  Object.entries(scenario.spec.stores).map(([name, { kind, config }]) => {
    const known = scenario.kinds.stores[kind];
    if (known === undefined) throw new TypeError(`the schema let an unknown kind of store pass: ${kind}`);
    return { name, store: known.create(config, { dialer }) };
  });
