// A whole scenario at a pace: both Compose files as they are started, and every duration as nominal → paced with what limited it.
import { createHash } from 'node:crypto';
import { formatDuration } from '../../core/duration.ts';
import { createPacer, type Pacer } from '../../core/pace.ts';
import type { PacedMs } from '../../core/journal/events.ts';
import { reachMs, rewriteDurations } from '../../core/promql/durations.ts';
import { alertRules, paceRules, rulesText, type AlertRule, type Timings } from '../../core/rules.ts';
import { paceAlertmanager, type RouteTimes } from './pace-alertmanager.ts';
import { paceMonitoring, paceSystem, type PacedEnvironment } from './pace-compose.ts';
import { pacePrometheus } from './pace-prometheus.ts';
import { queryKey } from './probe-query.ts';
import type { Scenario } from './scenario.ts';

export interface PacedProbe {
  readonly kind: string;
  /** For `create` of its kind; PromQL inside is paced. */
  readonly config: unknown;
  readonly every: PacedMs;
  readonly timeout: PacedMs;
}

export interface PacedScenario {
  readonly scenario: Scenario;
  readonly pace: number;
  readonly pacer: Pacer;
  /** compose.yaml as it is started: paced environment, configs inlined. */
  readonly composeText: string;
  /** monitoring.yaml as it is started (without the operator): paced, configs inlined, its network external. */
  readonly monitoringText: string;
  /** The rules as they stand in the paced alerts.yaml. */
  readonly alerts: readonly AlertRule[];
  readonly scrapeMs: number;
  readonly evaluationMs: number;
  readonly routes: readonly RouteTimes[];
  /** Paced environment durations by `NAME` and `service.NAME`, ms. */
  readonly environment: PacedEnvironment;
  readonly probes: Readonly<Record<string, PacedProbe>>;
  /** Names of the probes that gate and recovery need. */
  readonly gateProbes: readonly string[];
  readonly gateHold: PacedMs;
  readonly slis: Readonly<Record<string, { readonly promql: string; readonly unit: string }>>;
  /** After it a client gives up and the outcome is unknown. */
  readonly loadTimeout: PacedMs;
  /** The longest window that an alert, an SLI or a probe looks through, paced: traffic has to run that long before the gate. */
  readonly windowMs: number;
  /** Every paced value by name, e.g. `CircuitBreakerOpen for`. */
  readonly timings: Readonly<Record<string, PacedMs>>;
  /** What pace never touches but bounds the times, for people. */
  readonly unpaced: readonly string[];
  /** Of both Compose texts: a stack with another one runs other files or another pace. */
  readonly hash: string;
}

export const paceScenario = (scenario: Scenario, pace: number): PacedScenario => {
  const { spec, texts, contents } = scenario;
  const pacer = createPacer(pace, spec.pace.floor);
  const timings: Timings = {};
  const rules = paceRules(scenario.rules, pacer, timings);
  const prometheus = pacePrometheus(contents.monitoring['prometheus'] ?? '', pacer, timings);
  const alertmanager = paceAlertmanager(contents.monitoring['alertmanager'] ?? '', pacer, timings);
  const system = paceSystem(texts['compose.yaml'] ?? '', contents.system, spec.pace.env, pacer, timings);
  const monitoringContents = {
    ...contents.monitoring,
    alerts: rulesText(rules),
    prometheus: prometheus.content,
    alertmanager: alertmanager.content,
  };
  const monitoringText = paceMonitoring(texts['monitoring.yaml'] ?? '', monitoringContents, pacer, timings);
  const probes = paceProbes(scenario, pacer, timings);
  const slis = paceSlis(scenario, pacer);
  const alerts = alertRules(rules);
  return {
    scenario,
    pace,
    pacer,
    composeText: system.text,
    monitoringText,
    alerts,
    scrapeMs: prometheus.scrapeMs,
    evaluationMs: prometheus.evaluationMs,
    routes: alertmanager.routes,
    environment: system.environment,
    probes,
    gateProbes: spec.gate.probes ?? Object.keys(probes),
    gateHold: noted(timings, 'gate holdFor', pacer.pacedMs(spec.gate.holdFor, 'window')),
    slis,
    loadTimeout: noted(timings, 'load timeout', pacer.pacedMs(spec.load.timeout, 'window')),
    windowMs: longestWindow(alerts, slis, probes),
    timings,
    unpaced: unpacedOf(scenario),
    hash: hashOf(system.text, monitoringText),
  };
};

const noted = (timings: Timings, name: string, value: PacedMs): PacedMs => {
  timings[name] = value;
  return value;
};

const pacePromql = (expression: string, pacer: Pacer): string =>
  rewriteDurations(expression, (ms) => pacer.pacedMs(ms, 'window').pacedMs);

const paceProbes = ({ spec }: Scenario, pacer: Pacer, timings: Timings): Record<string, PacedProbe> =>
  Object.fromEntries(
    Object.entries(spec.probes).map(([name, { kind, config, everyMs, timeoutMs }]) => {
      const query = queryKey(kind, config);
      const every = noted(timings, `probe ${name} every`, pacer.pacedMs(everyMs, 'interval'));
      // A look takes as long as it takes: a timeout is real time as far as the window floor reaches.
      const timeout = noted(timings, `probe ${name} timeout`, pacer.pacedMs(timeoutMs, 'window'));
      const changed =
        query === null ? {} : { [query.key]: pacePromql(query.text, pacer), ...pacedAge(config, pacer) };
      return [
        name,
        { kind, config: query === null ? config : { ...(config as object), ...changed }, every, timeout },
      ];
    }),
  );

const pacedAge = (config: unknown, pacer: Pacer): { readonly maxAge?: number } => {
  const maxAge = (config as { readonly maxAge?: number }).maxAge;
  return maxAge === undefined ? {} : { maxAge: pacer.pacedMs(maxAge, 'window').pacedMs };
};

const paceSlis = ({ spec }: Scenario, pacer: Pacer): PacedScenario['slis'] =>
  Object.fromEntries(
    Object.entries(spec.slis).map(([name, { promql, unit }]) => [
      name,
      { promql: pacePromql(promql, pacer), unit },
    ]),
  );

const longestWindow = (
  alerts: readonly AlertRule[],
  slis: PacedScenario['slis'],
  probes: PacedScenario['probes'],
): number =>
  Math.max(
    0,
    ...alerts.map(({ expr }) => reachMs(expr)),
    ...Object.values(slis).map(({ promql }) => reachMs(promql)),
    ...Object.values(probes).map(({ kind, config }) => reachMs(queryKey(kind, config)?.text ?? '0')),
  );

// Compose's own default where a service says nothing.
const defaultStopGraceMs = 10_000;

const unpacedOf = ({ compose }: Scenario): readonly string[] =>
  Object.entries(compose.services).map(
    ([name, service]) =>
      `${name} stop_grace_period: ${formatDuration(service.stop_grace_period ?? defaultStopGraceMs)}`,
  );

const hashOf = (...texts: readonly string[]): string =>
  createHash('sha256').update(texts.join('\0')).digest('hex').slice(0, 16);
