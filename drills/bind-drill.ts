// A drill ready to be played: its plan bound to fault objects, runbook sections and paced times.
import { findSection } from '../runbooks/find-section.ts';
import type { Section } from '../runbooks/model.ts';
import type { DrillRun, DrillTimes } from './engine/drill-run.ts';
import type { BoundDrill } from './engine/play-game-day.ts';
import type { PacedScenario } from './scenario/pace-scenario.ts';
import { planDrill, type PlannedDrill } from './scenario/plan.ts';
import { checkVerifyFails } from './steps/check-verify-fails.ts';
import { runSteps } from './steps/run-steps.ts';
import type { StepSetting } from './steps/step.ts';

export const bindDrill = (paced: PacedScenario, name: string): BoundDrill => {
  const planned = planDrill(paced.scenario, name, paced);
  const { plan, spec, undetectable, logSignals, stopAfter } = planned;
  const faults = spec.faults.map(({ kind, config }, index) => {
    const known = paced.scenario.kinds.faults[kind];
    if (known === undefined) throw new TypeError(`the schema let an unknown fault pass: ${kind}`);
    return { id: plan.faults[index]?.id ?? kind, kind, fault: known.create(config), healing: known };
  });
  return {
    plan,
    undetectable,
    logSignals,
    times: timesOf(paced, planned),
    faults,
    stopAfterMs: stopAfter?.pacedMs ?? null,
    steps: {
      diagnose: (run) => diagnose(run, paced, planned),
      remediate: (run) => remediate(run, paced, planned),
      verify: (run) => verify(run, paced, planned),
    },
  };
};

/** Real time, never paced: how long queues may take to drain, and the least that a gate waits for services that are starting. */
const drainMs = 60_000;
const leastGateMs = 45_000;
const nominalGateMs = 10 * 60_000;
const nominalWatchMs = 5 * 60_000;

const timesOf = (paced: PacedScenario, { spec, watch }: PlannedDrill): DrillTimes => {
  const { pacer, windowMs, evaluationMs, gateHold } = paced;
  const longestForMs = Math.max(0, ...paced.alerts.map(({ forMs }) => forMs));
  return {
    windowMs,
    evaluationMs,
    stableMs: gateHold.pacedMs,
    realMs: Object.values(spec.realTime).reduce((sum, ms) => sum + ms, 0),
    watchMs: Math.max(watch?.pacedMs ?? pacer.pacedMs(nominalWatchMs, 'window').pacedMs, longestForMs),
    gateMs: Math.max(leastGateMs, pacer.pacedMs(nominalGateMs, 'target').pacedMs + longestForMs),
    drainMs,
  };
};

const diagnose = async (run: DrillRun, paced: PacedScenario, planned: PlannedDrill): Promise<void> => {
  const { runbook } = planned.spec;
  const ctx = { clock: run.clock, signal: run.signal };
  const common = setting(run, planned);
  const diagnosis = sectionOf(paced, runbook?.diagnose);
  if (diagnosis !== null) await runSteps({ ...common, section: diagnosis, stage: 'diagnose' }, ctx);
  const remedy = sectionOf(paced, runbook?.remediate);
  if (remedy !== null) await checkVerifyFails({ ...common, section: remedy }, ctx);
  const checks = sectionOf(paced, runbook?.verify);
  if (checks !== null) await checkVerifyFails({ ...common, section: checks, allCommands: true }, ctx);
};

const remediate = async (run: DrillRun, paced: PacedScenario, planned: PlannedDrill): Promise<void> => {
  const section = sectionOf(paced, planned.spec.runbook?.remediate);
  if (section === null) return;
  const ctx = { clock: run.clock, signal: run.signal };
  await runSteps({ ...setting(run, planned), section, stage: 'remediate' }, ctx);
};

const verify = async (run: DrillRun, paced: PacedScenario, planned: PlannedDrill): Promise<void> => {
  const section = sectionOf(paced, planned.spec.runbook?.verify);
  if (section === null) return;
  const ctx = { clock: run.clock, signal: run.signal };
  await runSteps({ ...setting(run, planned), section, stage: 'verify' }, ctx);
};

const sectionOf = (paced: PacedScenario, path: string | undefined): Section | null => {
  if (path === undefined) return null;
  const found = findSection(paced.scenario.runbook, path);
  if (found.section === null) throw new TypeError(`the checks let a missing section pass: ${path}`);
  return found.section;
};

const setting = (
  run: DrillRun,
  { spec, pacer, stepTimeoutMs }: PlannedDrill,
): Omit<StepSetting, 'section' | 'stage'> => ({
  runbook: 'runbook.md',
  expectations: spec.runbook?.expect ?? [],
  operator: run.stack.operator,
  pacer,
  timeoutMs: stepTimeoutMs,
  append: (body) => {
    // A step acts on the stack: not when somebody else has healed it meanwhile.
    if (body.type === 'step.started') run.lease.check();
    return run.log(body);
  },
});
