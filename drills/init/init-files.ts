// From a Compose file and runbooks to the files of a scenario's folder, by name.
import { firstBindings } from '../bindings/first-bindings.ts';
import { parseRunbook } from '../../runbooks/parse.ts';
import { alertsText, initAlerts } from './init-alerts.ts';
import { initCompose } from './init-compose.ts';
import { monitoringText } from './init-monitoring.ts';
import { initProbes } from './init-probes.ts';
import { scenarioText } from './init-scenario.ts';
import { workloadText } from './init-workload.ts';

export interface InitSources {
  readonly system: string;
  readonly compose: string;
  /** Several become one document, in their order. */
  readonly runbooks: readonly string[];
  /** Rules that are there already: then none are made from the runbook. */
  readonly rules: string | null;
}

export interface InitResult {
  readonly files: Readonly<Record<string, string>>;
  /** What was changed or left out, for people. */
  readonly notes: readonly string[];
}

export const initFiles = ({ system, compose, runbooks, rules }: InitSources): InitResult => {
  const adapted = initCompose(compose, system);
  const runbookText = runbooks.map((text) => text.trimEnd()).join('\n\n');
  const runbook = parseRunbook(runbookText);
  const alerts = initAlerts(runbook);
  const probes = initProbes(runbook, adapted.services);
  const { services } = adapted;
  const [published] = services.flatMap(({ name, ports }) =>
    ports.map(({ container }) => `http://${name}:${container}/`),
  );
  return {
    files: {
      'compose.yaml': adapted.text,
      'monitoring.yaml': monitoringText(system, services),
      'alerts.yaml': rules ?? alertsText(system, alerts),
      'runbook.md': `${runbookText}\n`,
      'bindings.yaml': firstBindings(runbook, 'runbook.md'),
      'scenario.yaml': scenarioText({ system, runbook, services, alerts, probes }),
      'workload.ts': workloadText(probes[0]?.url ?? published ?? 'http://TODO:80/'),
    },
    notes: adapted.notes,
  };
};
