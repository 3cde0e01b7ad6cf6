// From a Compose file and runbooks to the files of a scenario's folder, by name.
import { firstBindings } from '../bindings/first-bindings.ts';
import { parseRunbook } from '../../runbooks/parse.ts';
import { alertsText, initAlerts } from './init-alerts.ts';
import { initCompose } from './init-compose.ts';
import { initDrills } from './init-drills.ts';
import { leadsOf } from './init-leads.ts';
import { monitoringText, scrapeTargets } from './init-monitoring.ts';
import { endpointsIn, initProbes, urlOf } from './init-probes.ts';
import { alertsOfRules, joinRules } from './init-rules.ts';
import { joinRunbooks } from './init-runbook.ts';
import { scenarioText } from './init-scenario.ts';
import { workloadText } from './init-workload.ts';

export interface InitSources {
  readonly system: string;
  /** It has passed `checkCompose`. */
  readonly compose: string;
  /** Small text beside the Compose file, by a path relative to it; null for everything else. */
  readonly readBeside: (path: string) => string | null;
  /** Several become one document, in their order. `uri`: as links name it. */
  readonly runbooks: readonly { readonly uri: string; readonly text: string }[];
  /** Files of rules that are there already; where there are any, none are made from the runbook. */
  readonly rules: readonly string[];
}

export interface InitResult {
  readonly files: Readonly<Record<string, string>>;
  /** What was changed or left out, for people. */
  readonly notes: readonly string[];
  /** Alerts without a drill, each with the reason. */
  readonly undrilled: readonly string[];
}

export const initFiles = (sources: InitSources): InitResult => {
  const { system } = sources;
  const rules = sources.rules.length === 0 ? null : joinRules(sources.rules);
  const { text, services, network, notes } = initCompose(sources.compose, system, sources.readBeside);
  const { text: runbookText, books } = joinRunbooks(sources.runbooks);
  const runbook = parseRunbook(runbookText);
  const endpoints = endpointsIn(runbookText, services);
  const probes = initProbes(endpoints);
  const targets = scrapeTargets(endpoints, services);
  const alerts = rules === null ? initAlerts(runbook) : alertsOfRules(rules, runbook);
  const { drills, undrilled } = initDrills(
    runbook,
    runbookText.split('\n'),
    alerts,
    leadsOf(alerts, runbook, books),
  );
  const [first] = targets;
  const asked = probes.find(({ endpoint }) => !endpoint.secure)?.endpoint;
  const from = asked ?? (first === undefined ? null : { ...first, path: '/' });
  const url = from === null ? 'http://TODO:80/' : urlOf(from);
  const jobs = targets.map(({ service }) => service);
  return {
    files: {
      'compose.yaml': text,
      'monitoring.yaml': monitoringText(system, network, targets),
      'alerts.yaml': rules ?? alertsText(system, alerts),
      'runbook.md': runbookText,
      'bindings.yaml': firstBindings(runbook, 'runbook.md'),
      'scenario.yaml': scenarioText({ system, runbook, services, alerts, drills, probes, jobs }),
      'workload.ts': workloadText(url),
    },
    notes,
    undrilled,
  };
};
