// Rules that are there already: each alert with what the runbook says about it.
import { alertRules, readRules } from '../../core/rules.ts';
import { parseYaml } from '../../core/yaml/yaml-file.ts';
import type { Runbook } from '../../runbooks/model.ts';
import type { InitAlert } from './init-alerts.ts';
import { sameWords } from './init-sections.ts';

/** `text` has passed `readRules`. An alert with several rules is one, with the longest hold. */
export const alertsOfRules = (text: string, runbook: Runbook): readonly InitAlert[] => {
  const rules = readRules(parseYaml('alerts.yaml', text)).value;
  const byName = Map.groupBy(rules === null ? [] : alertRules(rules), ({ name }) => name);
  return [...byName].map(([name, found]) => ({
    name,
    said: runbook.alerts.filter((alert) => sameWords(alert.name ?? '', name)),
    expression: found[0]?.expr ?? null,
    holdMs: Math.max(...found.map(({ forMs }) => forMs)),
    intervalMs: Math.max(...found.map(({ intervalMs }) => intervalMs ?? 0)) || null,
    annotations: Object.assign(
      {},
      ...found.map(({ annotations }) => annotations),
    ) as InitAlert['annotations'],
  }));
};
