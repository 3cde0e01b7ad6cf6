// The alerts that a runbook names, as Prometheus rules: whole where it gives an expression, with a TODO where it only describes one.
import { formatDuration } from '../../core/duration.ts';
import { writeYaml } from '../../core/yaml/write.ts';
import type { Alert, Condition, Runbook } from '../../runbooks/model.ts';

export interface InitAlert {
  /** A name that Prometheus and Alertmanager show, e.g. `CircuitBreakerOpen`. */
  readonly name: string;
  readonly alert: Alert;
}

export const initAlerts = ({ alerts }: Runbook): readonly InitAlert[] => {
  const taken = new Set<string>();
  return alerts.flatMap((alert) => {
    const name = ruleName(alert);
    if (name === null || taken.has(name)) return [];
    taken.add(name);
    return [{ name, alert }];
  });
};

/** Letters and digits of each word, its first letter large. */
const ruleName = ({ name }: Alert): string | null => {
  const words = name?.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length === 0
    ? null
    : words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
};

export const alertsText = (system: string, alerts: readonly InitAlert[]): string =>
  [
    '# Prometheus rules with nominal durations, found in the runbook. TODO: what it only describes has to be written as PromQL.',
    writeYaml({
      groups: [{ name: system, rules: alerts.map(ruleOf) }],
    }),
  ].join('\n');

const ruleOf = ({ name, alert }: InitAlert) => {
  const [condition] = alert.conditions;
  const holdMs = alert.conditions.find((one) => one.holdMs !== null)?.holdMs;
  return {
    alert: name,
    expr: expressionOf(condition),
    for: formatDuration(holdMs ?? 60_000),
    labels: { severity: alert.severity ?? 'warning' },
    annotations: { summary: condition?.text ?? name, runbook: `runbook.md line ${alert.line}` },
  };
};

const expressionOf = (condition: Condition | undefined): string =>
  condition?.promql ?? `TODO: ${condition?.text.replace(/\s+/g, ' ') ?? 'when does it fire?'}`;
