// scenario.yaml for somebody's own system: what compose file and runbook tell, and TODO where only a person knows.
import { yamlText } from '../../core/yaml/write.ts';
import type { Runbook } from '../../runbooks/model.ts';
import type { InitAlert } from './init-alerts.ts';
import type { InitService } from './init-compose.ts';
import { drillLines, type InitDrill } from './init-drills.ts';
import { urlOf, type Endpoint, type InitProbe } from './init-probes.ts';
import { guessedSteady } from './init-steady.ts';

export interface InitFacts {
  readonly system: string;
  readonly runbook: Runbook;
  readonly services: readonly InitService[];
  readonly alerts: readonly InitAlert[];
  readonly drills: readonly InitDrill[];
  readonly probes: readonly InitProbe[];
  /** Services that Prometheus scrapes. */
  readonly jobs: readonly string[];
}

const loadRate = '5/s';

export const scenarioText = (facts: InitFacts): string =>
  [
    `# What gameday does with ${facts.system}: how it looks at it, what it breaks, and what has to happen then.`,
    '# gameday validate says what is still missing; gameday’s docs/scenario.schema.json what else can be written.',
    `system: ${yamlText(facts.system)}`,
    `title: ${yamlText(facts.runbook.title ?? facts.system)}`,
    '',
    '# The terminal in which the runbook’s commands run: its folder, and what its localhost answers.',
    'operator:',
    `  cwd: /srv/${facts.system}`,
    ...portLines(facts.services),
    '',
    '# Whether the system is well: before a fault is injected, and when it counts as recovered.',
    'probes:',
    ...probeLines(facts.probes),
    '',
    'load:',
    '  workload: ./workload.ts',
    `  rate: ${loadRate}`,
    '  timeout: 10s',
    '',
    '# What Prometheus sees under this load when nothing is broken, by series, e.g. api_requests_total: 5/s',
    ...steadyLines(facts),
    '',
    'drills:',
    '  placebo:',
    '    title: Nothing is broken, nothing may fire',
    '    type: placebo',
    '    watch: 5m',
    ...drillLines(facts.drills),
    '',
  ].join('\n');

/** A port that two services have published is the first one's. */
const portLines = (services: readonly InitService[]): readonly string[] => {
  const ports = new Map<number, string>();
  for (const { name, ports: own } of services)
    for (const { host, container } of own)
      if (host !== null && !ports.has(host)) ports.set(host, `${name}:${container}`);
  return ports.size === 0
    ? []
    : ['  ports:', ...[...ports].map(([host, address]) => `    ${host}: ${yamlText(address)}`)];
};

const probeLines = (probes: readonly InitProbe[]): readonly string[] =>
  probes.length === 0
    ? [
        '  # No health endpoint was found in the runbook: service, port and path of one. gameday’s docs/scenario.schema.json has other kinds.',
        "  health: { http: { url: 'http://TODO:80/health' } }",
      ]
    : probes.flatMap(({ name, endpoint }) => probeOf(name, endpoint));

const probeOf = (name: string, endpoint: Endpoint): readonly string[] => {
  const { service, port, path, secure } = endpoint;
  if (!secure) return [`  ${yamlText(name)}: { http: { url: ${yamlText(urlOf(endpoint))} } }`];
  return [
    `  # The runbook asks https://${service}:${port}${path}: gameday's probes speak no TLS, so this one only sees whether it takes connections.`,
    `  ${yamlText(name)}: { tcp: { address: ${yamlText(`${service}:${port}`)} } }`,
  ];
};

const steadyLines = ({ jobs, alerts }: Pick<InitFacts, 'jobs' | 'alerts'>): readonly string[] => {
  const up = jobs.map((job) => [`up{job="${job}"}`, '1'] as const);
  const guessed = [...guessedSteady(alerts, new Set(up.map(([name]) => name)), loadRate)];
  if (up.length + guessed.length === 0) return ['steady: {}'];
  const line = ([name, level]: readonly [string, string]): string => `  ${yamlText(name)}: ${level}`;
  return [
    'steady:',
    ...up.map(line),
    ...(guessed.length === 0
      ? []
      : ['  # Guessed from the alerts: look them up in Prometheus, and correct them.']),
    ...guessed.map(line),
  ];
};
