// A drill at a pace as the journal wants it: everything promised, bound and paced, with what can't be judged and why.
import type { DrillPlan, PacedMs, SignalPlan } from '../../core/journal/events.ts';
import { GamedayError } from '../../core/errors.ts';
import { formatDuration } from '../../core/duration.ts';
import { withRealTime, type Pacer } from '../../core/pace.ts';
import { suggestion } from '../../core/suggest.ts';
import { predictAlert, type Prediction } from '../detectability/predict.ts';
import type { DrillSpec } from './drill-schema.ts';
import { effectsFor } from './fault-effects.ts';
import { paceScenario, type PacedScenario } from './pace-scenario.ts';
import { faultTimings, planFaults } from './plan-faults.ts';
import type { Scenario } from './scenario.ts';
import { resolveTerm } from './term.ts';

export interface PlannedDrill {
  readonly plan: DrillPlan;
  readonly spec: DrillSpec;
  /** Signals that can't be judged within their promise: then nothing may be injected. */
  readonly undetectable: readonly Undetectable[];
  /** How long a placebo looks; null for others. */
  readonly watch: PacedMs | null;
  /** The longest that the drill may take; null: no limit of its own. */
  readonly stopAfter: PacedMs | null;
  /** The pace of its steps and of its recovery: real time is on top. */
  readonly pacer: Pacer;
  /** The limit of each runbook command: real time, since commands take as long as they take. */
  readonly stepTimeoutMs: number;
  /** Where promised log lines are looked for, by the signal's name. */
  readonly logSignals: ReadonlyMap<string, LogSignal>;
}

export interface LogSignal {
  readonly service: string;
  /** Text, or /a regular expression/. */
  readonly shows: string;
}

export interface Undetectable {
  readonly signal: string;
  /** In numbers, e.g. `… reaches 0.06, the alert needs > 0.1`. */
  readonly reason: string;
}

export const planDrill = (scenario: Scenario, drill: string, paced: PacedScenario): PlannedDrill => {
  const spec = scenario.spec.drills[drill];
  if (spec === undefined) throw unknownDrill(scenario, drill);
  const { pacer } = paced;
  const signals = spec.detect.map((detect) => planSignal(detect, spec, paced));
  const watch = spec.watch === undefined ? null : pacer.pacedMs(spec.watch, 'target');
  return {
    plan: planOf(scenario, drill, spec, paced, signals, watch),
    spec,
    undetectable: signals.flatMap(({ signal, undetectable }) =>
      undetectable === null ? [] : [{ signal: signal.name, reason: undetectable }],
    ),
    watch,
    pacer: drillPacer(spec, paced),
    stopAfter: spec.stop === undefined ? null : pacer.pacedMs(spec.stop.after, 'target'),
    stepTimeoutMs: spec.runbook?.timeout ?? 60_000,
    logSignals: new Map(
      spec.detect.flatMap(({ kind, config }) =>
        kind === 'log' ? [[logName(config), config as LogSignal]] : [],
      ),
    ),
  };
};

const planOf = (
  scenario: Scenario,
  drill: string,
  spec: DrillSpec,
  paced: PacedScenario,
  signals: readonly PlannedSignal[],
  watch: PacedMs | null,
): DrillPlan => {
  const recover =
    spec.recover === undefined ? null : drillPacer(spec, paced).pacedMs(spec.recover.within, 'target');
  const faults = planFaults(scenario.kinds, spec.faults, paced.pacer);
  return {
    id: `${scenario.name}/${drill}`,
    scenario: scenario.name,
    drill,
    title: spec.title,
    type: spec.type,
    procedures: spec.procedures,
    signals: signals.map(({ signal }) => signal),
    alsoFires: spec.alsoFires,
    faults,
    probes: Object.entries(paced.probes).map(([name, { kind, every, timeout }]) => ({
      name,
      kind,
      every,
      timeout,
    })),
    gateProbes: paced.gateProbes,
    endedBy: spec.endedBy ?? null,
    recover,
    invariants: spec.invariants,
    timings: {
      ...paced.timings,
      ...Object.fromEntries(signals.map(({ signal }) => [`${signal.name} within`, signal.within])),
      ...(recover !== null && { 'recover within': recover }),
      ...(watch !== null && { watch }),
      ...faultTimings(faults),
    },
    unpaced: [
      ...paced.unpaced,
      ...Object.entries(spec.realTime).map(([what, ms]) => `${what}: ${formatDuration(ms)}`),
    ],
  };
};

const drillPacer = ({ realTime }: DrillSpec, { pacer }: PacedScenario): Pacer =>
  withRealTime(
    pacer,
    Object.values(realTime).reduce((sum, ms) => sum + ms, 0),
  );

const logName = (config: unknown): string => {
  const { service, shows } = config as LogSignal;
  return `${service} log: ${shows}`;
};

const unknownDrill = ({ name, spec }: Scenario, drill: string): GamedayError =>
  new GamedayError({
    code: 'unknown-drill',
    exitCode: 64,
    message: `${name} has no drill "${drill}"`,
    hint: suggestion(drill, Object.keys(spec.drills), 'drills'),
  });

interface PlannedSignal {
  readonly signal: SignalPlan;
  readonly undetectable: string | null;
}

const planSignal = (
  detect: DrillSpec['detect'][number],
  spec: DrillSpec,
  paced: PacedScenario,
): PlannedSignal => {
  const within = paced.pacer.pacedMs(detect.withinMs, 'target');
  const promised = { within, ...(detect.fault !== null && { fault: detect.fault }) };
  if (detect.kind === 'alert') {
    const name = String(detect.config);
    const prediction = predict(name, within.pacedMs, detect, spec, paced);
    const samplingMs = Math.max(paced.scrapeMs, paced.evaluationMs);
    const { predictedMs, parts, undetectable } = prediction;
    return {
      signal: { name, kind: 'alert', ...promised, predictedMs, prediction: parts, samplingMs },
      undetectable: undetectable ?? hiddenByPace(name, detect, spec, paced),
    };
  }
  const unpredicted = { ...promised, predictedMs: null, prediction: {} };
  if (detect.kind === 'probe') {
    const name = String(detect.config);
    const samplingMs = paced.probes[name]?.every.pacedMs ?? 0;
    return { signal: { ...unpredicted, name, kind: 'probe', samplingMs }, undetectable: null };
  }
  const name = logSignalName(detect.config as { readonly service: string; readonly shows: string });
  const samplingMs = paced.pacer.floors.interval;
  return { signal: { ...unpredicted, name, kind: 'log', samplingMs }, undetectable: null };
};

/** The floor under paced targets would let a promise pass that nobody can keep in real time. */
const hiddenByPace = (
  alert: string,
  detect: DrillSpec['detect'][number],
  spec: DrillSpec,
  { scenario, pace }: PacedScenario,
): string | null => {
  if (pace === 1) return null;
  const nominal = nominalOf.get(scenario) ?? paceScenario(scenario, 1);
  nominalOf.set(scenario, nominal);
  const { undetectable } = predict(alert, detect.withinMs, detect, spec, nominal);
  return undetectable === null ? null : `at pace 1: ${undetectable}`;
};

const nominalOf = new WeakMap<Scenario, PacedScenario>();

/** A log line has no name of its own. */
export const logSignalName = ({
  service,
  shows,
}: {
  readonly service: string;
  readonly shows: string;
}): string => `${service} log: ${shows}`;

const predict = (
  alert: string,
  budgetMs: number,
  { crosses, fault }: Pick<DrillSpec['detect'][number], 'crosses' | 'fault'>,
  spec: DrillSpec,
  paced: PacedScenario,
): Prediction => {
  const rule = paced.alerts.find(({ name }) => name === alert);
  if (rule === undefined)
    return { predictedMs: null, parts: {}, undetectable: `alerts.yaml has no ${alert}` };
  const named = paced.environment;
  return predictAlert({
    expression: rule.expr,
    forMs: rule.forMs,
    budgetMs,
    scrapeMs: paced.scrapeMs,
    evaluationMs: rule.intervalMs ?? paced.evaluationMs,
    behaviour: {
      steady: paced.scenario.spec.steady,
      effects: effectsFor(paced.scenario.kinds, spec, fault),
      named,
    },
    routes: paced.routes,
    statedMs:
      crosses === null ? null : [resolveTerm(crosses[0], named) ?? 0, resolveTerm(crosses[1], named) ?? 0],
  });
};
