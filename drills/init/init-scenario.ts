// scenario.yaml for somebody's own system: what compose file and runbook tell, and TODO where only a person knows.
import { pathText } from '../../runbooks/find-section.ts';
import type { Runbook, Section } from '../../runbooks/model.ts';
import type { InitAlert } from './init-alerts.ts';
import type { InitService } from './init-compose.ts';
import type { InitProbe } from './init-probes.ts';

export interface InitFacts {
  readonly system: string;
  readonly runbook: Runbook;
  readonly services: readonly InitService[];
  readonly alerts: readonly InitAlert[];
  readonly probes: readonly InitProbe[];
}

export const scenarioText = (facts: InitFacts): string =>
  [
    `# What gameday does with ${facts.system}: how it looks at it, what it breaks, and what has to happen then.`,
    '# gameday validate says what is still missing; docs/scenario.schema.json says what else can be written.',
    `system: ${facts.system}`,
    `title: ${facts.system}`,
    '',
    'operator:',
    `  cwd: /srv/${facts.system}`,
    ...portLines(facts.services),
    '',
    'probes:',
    ...probeLines(facts.probes),
    '',
    'load:',
    '  workload: ./workload.ts',
    '  rate: 5/s',
    '  timeout: 10s',
    '',
    '# What Prometheus sees under this load when nothing is broken, by series: what the alerts’ expressions look at.',
    'steady: {}',
    '',
    'drills:',
    '  placebo:',
    '    title: Nothing is broken, nothing may fire',
    '    type: placebo',
    '    watch: 5m',
    ...drillLines(facts),
    '',
  ].join('\n');

const portLines = (services: readonly InitService[]): readonly string[] => {
  const ports = services.flatMap(({ name, ports: own }) =>
    own.map(({ host, container }) => `    ${host}: ${name}:${container}`),
  );
  return ports.length === 0 ? [] : ['  ports:', ...ports];
};

const probeLines = (probes: readonly InitProbe[]): readonly string[] =>
  probes.length === 0
    ? [
        '  # No health endpoint was found in the runbook.',
        "  health: { http: { url: 'TODO: http://service:port/health' } }",
      ]
    : probes.map(({ name, url }) => `  ${name}: { http: { url: '${url}' } }`);

/** One drill for each section that an alert leads to and that has something to do. */
const drillLines = ({ runbook, alerts }: InitFacts): readonly string[] => {
  const drilled = new Map<Section, string[]>();
  for (const { name, alert } of alerts) {
    const section = sectionFor(runbook, alert.section, alert.name);
    if (section !== null) drilled.set(section, [...(drilled.get(section) ?? []), name]);
  }
  return [...drilled].flatMap(([section, names]) => drillOf(runbook, section, names));
};

const sectionFor = (runbook: Runbook, index: number | null, name: string | null): Section | null => {
  const own = index === null ? undefined : runbook.sections[index];
  const named = runbook.sections.find((section) => name !== null && sameWords(section.title, name));
  return (
    [own, named].find(
      (section) => section !== undefined && partOf(runbook, section, 'remediation') !== null,
    ) ?? null
  );
};

const words = (text: string): string =>
  text
    .toLowerCase()
    .replace(/^(?:issue|alert|incident(?: \d+)?|scenario)\s*:\s*/, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
const sameWords = (one: string, other: string): boolean => words(one) === words(other);

const partOf = ({ sections }: Runbook, around: Section, role: 'diagnosis' | 'remediation'): Section | null =>
  sections.find(
    (section) =>
      section.role === role &&
      section.line >= around.line &&
      section.endLine <= around.endLine &&
      section.actions.length > 0,
  ) ?? null;

const drillOf = (runbook: Runbook, section: Section, alerts: readonly string[]): readonly string[] => {
  const diagnosis = partOf(runbook, section, 'diagnosis');
  const remediation = partOf(runbook, section, 'remediation');
  const quoted = (text: string): string => JSON.stringify(text);
  return [
    '',
    `  ${drillName(section.title)}:`,
    `    title: ${quoted(section.title)}`,
    '    faults:',
    "      - kill: { service: 'TODO: what breaks here? (CONTRIBUTING.md lists the faults)' }",
    '    detect:',
    ...alerts.map((alert) => `      - { alert: ${alert}, within: 3m }`),
    '    runbook:',
    ...(diagnosis === null ? [] : [`      diagnose: ${quoted(pathText(diagnosis))}`]),
    ...(remediation === null ? [] : [`      remediate: ${quoted(pathText(remediation))}`]),
    '    endedBy: steps',
    '    recover: { within: 10m }',
  ];
};

const drillName = (title: string): string => {
  const name = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return name === '' ? 'incident' : name.slice(0, 60);
};
