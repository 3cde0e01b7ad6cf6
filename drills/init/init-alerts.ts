// The alerts that a runbook names, as Prometheus rules: whole where it gives an expression, with a TODO where it only describes one.
import { formatDuration } from '../../core/duration.ts';
import { parsePromql } from '../../core/promql/parse.ts';
import { writeYaml } from '../../core/yaml/write.ts';
import { countedUnit } from '../../runbooks/alerts/amounts.ts';
import type { Alert, Condition, Runbook } from '../../runbooks/model.ts';
import { incidentOf, withoutKind } from './init-sections.ts';

export interface InitAlert {
  /** Unique, as Prometheus and Alertmanager show it, e.g. `CircuitBreakerOpen`. */
  readonly name: string;
  /** Wherever the runbook speaks of it. */
  readonly said: readonly Alert[];
  /** Null where the runbook has none that parses. */
  readonly expression: string | null;
  readonly holdMs: number;
  /** How often its group is evaluated; null: as often as all others. */
  readonly intervalMs: number | null;
  /** Of a rule that is there already: its runbook_url leads to a section. */
  readonly annotations: Readonly<Record<string, string>>;
}

const defaultHoldMs = 60_000;

/** What is said twice (in a table and in a section, as an alert and as a symptom) is one rule. */
export const initAlerts = (runbook: Runbook): readonly InitAlert[] => {
  const groups = Map.groupBy(
    runbook.alerts,
    (alert) => `${wishedName(runbook, alert)}/${tierOf(alert) ?? ''}`,
  );
  const merged = withoutTierless([...groups.values()], runbook);
  const names = new Map<string, number>();
  for (const [first] of merged) {
    const name = wishedName(runbook, first);
    names.set(name, (names.get(name) ?? 0) + 1);
  }
  const taken = new Set<string>();
  return merged.map((said) => {
    const [first] = said;
    const name = wishedName(runbook, first);
    const tier = (names.get(name) ?? 0) > 1 ? capital(tierOf(first) ?? '') : '';
    const conditions = said.flatMap((alert) => alert.conditions);
    return {
      name: free(`${name}${tier}`, taken),
      said,
      expression: conditions.map(expressionOf).find((text) => text !== null) ?? null,
      holdMs: conditions.find((one) => one.holdMs !== null)?.holdMs ?? defaultHoldMs,
      intervalMs: null,
      annotations: {},
    };
  });
};

type Said = readonly [Alert, ...Alert[]];

/** Who names no severity says more about the alert of that name, unless it has several tiers. */
const withoutTierless = (groups: readonly (readonly Alert[])[], runbook: Runbook): readonly Said[] => {
  const said: [Alert, ...Alert[]][] = [];
  for (const [first, ...rest] of groups) {
    if (first === undefined) continue;
    const same = said.filter(([other]) => wishedName(runbook, other) === wishedName(runbook, first));
    const [host] = same;
    const isLoose = tierOf(first) === null || (host !== undefined && tierOf(host[0]) === null);
    if (host !== undefined && same.length === 1 && isLoose) host.push(first, ...rest);
    else said.push([first, ...rest]);
  }
  return said;
};

const tierOf = ({ severity }: Alert): string | null => severity;

/** Its own name (as it is where Prometheus takes it), else that of its incident, else that of what it measures. */
const wishedName = (runbook: Runbook, alert: Alert): string => {
  const [condition] = alert.conditions;
  const measured = condition?.metric ?? condition?.text ?? '';
  const incident = incidentOf(runbook, alert)?.title ?? runbook.title ?? '';
  const isSymptom = alert.origin === 'symptom' || (alert.origin === 'prose' && condition?.metric === null);
  if (alert.name !== null && /^[A-Za-z_]\w*$/.test(alert.name)) return alert.name;
  const wishes = alert.name !== null ? [alert.name] : isSymptom ? [incident, measured] : [measured, incident];
  return wishes.map(ruleName).find((name) => name !== '') ?? 'Unnamed';
};

/** Letters and digits of each word, its first letter large. */
const ruleName = (text: string): string => {
  const words = withoutKind(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  const name = words.slice(0, mostWords).map(capital).join('');
  return /^\p{N}/u.test(name) ? `Alert${name}` : name;
};

const mostWords = 8;

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const free = (wished: string, taken: Set<string>): string => {
  let name = wished;
  for (let count = 2; taken.has(name); count++) name = `${wished}${count}`;
  taken.add(name);
  return name;
};

/** As written where it parses; a metric with a comparator and a plain number makes one too. */
const expressionOf = ({
  promql,
  metric,
  isMetricName,
  comparator,
  value,
  unit,
  quantile,
  windowMs,
}: Condition) => {
  if (promql !== null) return parsePromql(promql).problem === null ? promql.trim() : null;
  if (!isMetricName || metric === null || comparator === null || value === null) return null;
  if ((unit !== null && countedUnit(unit) === null) || quantile !== null) return null;
  const measured = windowMs === null ? metric : `increase(${metric}[${formatDuration(windowMs)}])`;
  const expression = `${measured} ${comparator} ${value}`;
  return parsePromql(expression).problem === null ? expression : null;
};

export const alertsText = (system: string, alerts: readonly InitAlert[]): string =>
  [
    '# Prometheus rules with nominal durations, found in the runbook. What it only describes has to be written as PromQL (TODO);',
    '# delete what is no alert of yours.',
    writeYaml({ groups: [{ name: system, rules: alerts.map(ruleOf) }] }),
  ].join('\n');

const ruleOf = ({ name, said, expression, holdMs }: InitAlert) => {
  const texts = [...new Set(said.flatMap(({ conditions }) => conditions.map(conditionText)))];
  const lines = [...new Set(said.map(({ line }) => line))];
  return {
    alert: name,
    expr: expression ?? `TODO: ${texts.join('; ')}`,
    for: formatDuration(holdMs),
    labels: { severity: said.map(tierOf).find((tier) => tier !== null) ?? 'warning' },
    // Prometheus takes {{ }} for a template.
    annotations: {
      summary: texts.join('; ').replaceAll('{{', '{ {').replaceAll('}}', '} }'),
      runbook: `runbook.md, line ${lines.join(', ')}`,
    },
  };
};

/** `> 10%` says nothing without what is measured. */
const conditionText = ({ text, metric }: Condition): string => {
  const folded = text.replace(/\s+/g, ' ').trim();
  return metric !== null && /^[<>=≥≤!]/.test(folded) ? `${metric} ${folded}` : folded;
};
