// A drill ready to be played: its plan bound to fault objects, runbook sections and paced times.
import { bindSteps, type RunSteps } from './bind-steps.ts';
import type { DrillTimes } from './engine/drill-run.ts';
import type { BoundDrill } from './engine/play-game-day.ts';
import type { PacedScenario } from './scenario/pace-scenario.ts';
import { planDrill, type PlannedDrill } from './scenario/plan.ts';
import type { Variation } from './variations.ts';

export const bindDrill = (
  paced: PacedScenario,
  name: string,
  setting: RunSteps,
  variation: Variation | null = null,
): BoundDrill => {
  const planned = planDrill(paced.scenario, name, paced);
  const plan = variation === null ? planned.plan : { ...planned.plan, variant: variation.variant };
  const { spec, undetectable, logSignals, stopAfter } = planned;
  const faults = spec.faults.map(({ kind, config }, index) => {
    const known = paced.scenario.kinds.faults[kind];
    if (known === undefined) throw new TypeError(`the schema let an unknown fault pass: ${kind}`);
    const { id = kind, comes, stays } = plan.faults[index] ?? {};
    return {
      id,
      kind,
      fault: known.create(config),
      healing: known,
      comes: comes ?? null,
      staysMs: stays?.pacedMs ?? null,
    };
  });
  return {
    plan,
    undetectable,
    logSignals,
    times: timesOf(paced, planned),
    faults,
    stopAfterMs: stopAfter?.pacedMs ?? null,
    steps: bindSteps(paced, planned, setting, variation),
  };
};

/** Real time, never paced: how long queues may take to drain once the load is off. */
export const drainMs = 60_000;
/** Real time: the least that a gate waits for services that are starting. */
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
