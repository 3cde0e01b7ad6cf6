// One drill for each section that an alert leads to and that has something to do; what breaks there, only a person knows.
import { yamlText } from '../../core/yaml/write.ts';
import { formatDuration } from '../../core/duration.ts';
import { foldedLine } from '../../core/visible.ts';
import type { Selector } from '../../core/promql/facts.ts';
import type { Runbook, Section } from '../../runbooks/model.ts';
import type { InitAlert } from './init-alerts.ts';
import type { Leads } from './init-leads.ts';
import { answersOf, drilledSections, withoutKind, type DrilledSections } from './init-sections.ts';
import { recoverWithin } from './init-recover.ts';
import { firingSpread, histogramOf, notSimulated } from './init-simulated.ts';
import { firingLevel, usesIn, type Use } from './init-steady.ts';
import { effectMs, withinOf } from './init-within.ts';
import { healthyLabels, seriesText, takenBy } from './series-labels.ts';

export interface InitDrill {
  readonly name: string;
  readonly sections: DrilledSections;
  readonly alerts: readonly InitAlert[];
  readonly recover: string;
}

export interface InitDrills {
  readonly drills: readonly InitDrill[];
  /** Alerts that got none, each with the reason. */
  readonly undrilled: readonly string[];
}

/** `lines`: of the runbook's text. */
export const initDrills = (
  runbook: Runbook,
  lines: readonly string[],
  alerts: readonly InitAlert[],
  leads: Leads,
): InitDrills => {
  const found = new Map<string, { readonly sections: DrilledSections; readonly alerts: InitAlert[] }>();
  const undrilled: string[] = [];
  for (const alert of alerts) {
    const answers = answersOf(runbook, alert, leads);
    const sections = drilledSections(runbook, answers);
    if (sections === null) {
      undrilled.push(`${alert.name} (${whyNone(answers)})`);
      continue;
    }
    const key = `${sections.diagnose ?? ''}\n${sections.remediate ?? ''}\n${sections.incident.line}`;
    const drill = found.get(key) ?? { sections, alerts: [] };
    drill.alerts.push(alert);
    found.set(key, drill);
  }
  const taken = new Set(['placebo']);
  const drills = [...found.values()].map(({ sections, alerts: own }) => ({
    name: free(drillName(sections.incident.title, own), taken),
    sections,
    alerts: own,
    recover: recoverWithin(lines, sections.incident),
  }));
  return { drills, undrilled };
};

const whyNone = ([answer]: readonly Section[]): string =>
  answer === undefined
    ? 'no section of the runbook'
    : `no command in line ${answer.line}, "${foldedLine(answer.title)}"`;

export const drillLines = (drills: readonly InitDrill[]): readonly string[] =>
  drills.flatMap((drill) => ['', ...drillOf(drill)]);

const drillOf = ({ name, sections, alerts, recover }: InitDrill): readonly string[] => {
  const { incident, diagnose, remediate, verify } = sections;
  const stages = Object.entries({ diagnose, remediate, verify }).flatMap(([stage, path]) =>
    path === null ? [] : [`      ${stage}: ${yamlText(foldedLine(path))}`],
  );
  return [
    `  ${yamlText(name)}:`,
    `    title: ${yamlText(foldedLine(incident.title) || name)}`,
    '    faults:',
    "      - kill: { service: 'TODO: what breaks here? gameday’s docs/own-system.md lists the faults' }",
    ...effectLines(alerts),
    '    detect:',
    ...alerts.map(detectLine),
    ...(stages.length === 0 ? [] : ['    runbook:', ...stages, ...expectLines]),
    `    endedBy: ${remediate === null ? 'outside # the runbook has no command that changes anything here' : 'steps'}`,
    `    recover: { within: ${recover} }`,
  ];
};

const expectLines = [
  '      # A command counts as observed when it is said what it has to show (here, or as expect in bindings.yaml), e.g.',
  '      # expect: [{ command: docker compose ps, stage: diagnose, shows: Exited }]',
];

/** Without a word on what the metrics do, nobody can say beforehand whether an alert can fire. */
const effectLines = (all: readonly InitAlert[]): readonly string[] => {
  // Of the others nothing is computed from effects: when they turn true is said beside them.
  const alerts = all.filter((alert) => crossesOf(alert) === null);
  if (alerts.length === 0) return [];
  const uses = alerts.flatMap(({ expression }) => (expression === null ? [] : usesIn(expression)));
  const selectors = uses.map(({ selector }) => selector);
  // What an alert divides by is the load, which goes on.
  const levels = uses
    .filter(({ divides }) => !divides)
    .map((use): [string, Firing] => [affected(use, selectors), firingOf(use)]);
  const described = alerts
    .filter(({ expression }) => expression === null)
    .flatMap(({ said }) => said.flatMap(({ conditions }) => conditions))
    .flatMap(({ isMetricName, metric }): [string, null][] =>
      isMetricName && metric !== null ? [[metric, null]] : [],
    );
  const series = new Map<string, Firing | null>([...described, ...levels]);
  if (selectors.length > 0 && described.length === 0 && selectors.every(isUp))
    return [
      '    effects:',
      ...[...series.keys()].map((one) => `      ${yamlText(one)}: { to: 0, after: ${after} }`),
    ];
  const named = [...series].map(
    ([name, firing]) => `${name}${firing === null ? '' : ` (it fires ${firing.told})`}`,
  );
  const seen =
    named.length === 0
      ? 'what the alert looks at, which alerts.yaml has yet to say'
      : foldedLine(named.join(', '));
  const [first] = series.values();
  return [
    `    # What the fault does to ${seen}: a level, e.g. 1, or a counter's rate, e.g. 5/s.`,
    ...(uses.some((use) => histogramOf(use) !== null) ? histogramLines : []),
    '    effects:',
    `      TODO: { to: ${first?.to ?? '1'}, after: ${after} }`,
  ];
};

/** When an alert fires: for people, and as `to`. */
interface Firing {
  readonly told: string;
  readonly to: string;
}

const histogramLines = [
  '    # Of a histogram: its name without _bucket, how long all of its requests take, and the buckets of your service around the limit.',
];

const firingOf = (use: Use): Firing => {
  if (histogramOf(use) === null) {
    const level = firingLevel(use, loadRate);
    return { told: `at ${level}`, to: level };
  }
  const { seconds, buckets } = firingSpread(use);
  const { compared } = use;
  return {
    told: compared === null ? 'by a quantile' : `when a quantile is ${compared.comparator} ${compared.limit}`,
    to: `{ seconds: ${seconds}, rate: ${loadRate}, buckets: [${buckets.join(', ')}] }`,
  };
};

const loadRate = '5/s';

/** What only a person can say, since no effects do; null for an alert that is computed, or not written yet. */
const crossesOf = ({ expression }: InitAlert): string | null => {
  const reason = expression === null ? null : notSimulated(expression);
  return reason === null
    ? null
    : foldedLine(
        `TODO: it can not be computed (${reason}): when the expression turns true after the injection, e.g. [0ms, ${formatDuration(effectMs)}]`,
      );
};

const detectLine = (alert: InitAlert): string => {
  const crosses = crossesOf(alert);
  const stated = crosses === null ? '' : `, crosses: ${JSON.stringify(crosses)}`;
  return `      - { alert: ${yamlText(alert.name)}, within: ${withinOf(alert)}${stated} }`;
};

const after = `[0ms, ${formatDuration(effectMs)}]`;

/** What it means that a service is gone needs nobody's word. */
const isUp = ({ metric, matchers }: Selector): boolean =>
  metric === 'up' && matchers.every(({ op }) => op === '=');

/** As a key of `effects`: one series, each label by its value, so that it is taken for no other one. */
const affected = (use: Use, all: readonly Selector[]): string => {
  const { selector } = use;
  const { metric, matchers } = selector;
  const asked = [...Map.groupBy(matchers, ({ label }) => label)].map(([label, given]) => ({
    label,
    value: takenBy(given),
  }));
  const labels = [...asked, ...healthyLabels(selector, all)].flatMap(({ label, value }) =>
    value === null ? [] : [{ label, value }],
  );
  return seriesText(histogramOf(use) ?? metric ?? '', labels);
};

const drillName = (title: string, alerts: readonly InitAlert[]): string =>
  [withoutKind(title), ...alerts.map(({ name }) => name)].map(slug).find((name) => name !== '') ?? 'incident';

const slug = (text: string): string =>
  text
    .replace(/(\p{Ll})(?=\p{Lu})|(\p{Lu})(?=\p{Lu}\p{Ll})/gu, '$1$2-')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');

const free = (wished: string, taken: Set<string>): string => {
  let name = wished;
  for (let count = 2; taken.has(name); count++) name = `${wished}-${count}`;
  taken.add(name);
  return name;
};
