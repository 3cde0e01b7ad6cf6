// Alerts in fences: rules of Prometheus, and lists such as "- Name: expression" where the text says that alerts follow.
import type { FenceUse } from '../model.ts';
import type { CodeText, SourceLine } from '../markdown/code-text.ts';
import type { PlacedExpression } from '../promql/find-expressions.ts';
import { isMachineName } from './alert-names.ts';
import type { AlertDraft } from './draft.ts';
import { readConditions } from './read-conditions.ts';
import { oldRuleAlerts, ruleAlerts } from './rule-alerts.ts';
import type { Statement } from './statement.ts';

export interface FenceFinds {
  readonly alerts: readonly AlertDraft[];
  readonly expressions: readonly PlacedExpression[];
}

const nothing: FenceFinds = { alerts: [], expressions: [] };

export interface FencePlace {
  readonly section: number | null;
  readonly use: FenceUse | undefined;
  /** The section, or the text above it, says that alerts stand here. */
  readonly listsAlerts: boolean;
  readonly severity: string | null;
}

export const fenceAlerts = (code: CodeText, place: FencePlace): FenceFinds => {
  const { use, section } = place;
  if (use !== 'data' && use !== 'text' && use !== 'promql') return nothing;
  if (code.lines.some(({ text }) => text.includes('alert:'))) return ruleAlerts(code, section);
  if (code.lines.some(({ text }) => /^\s*ALERT\s+\w/.test(text))) return oldRuleAlerts(code, section);
  return place.listsAlerts ? listed(code, place) : nothing;
};

// A list of alerts is short: what is longer is data.
const mostLines = 200;
const entry =
  /^(\s*(?:[-*•]\s+|\d+[.)]\s+)?["'`]?([A-Za-z][\w.-]*(?:\s[\w.-]+){0,5})["'`]?\s*(?::|=>|->|→|—|–|\||\s-\s)\s*)(\S.*?)\s*$/;

const listed = ({ lines }: CodeText, { section, severity }: FencePlace): FenceFinds => {
  if (lines.length > mostLines) return nothing;
  const alerts: AlertDraft[] = [];
  const expressions: PlacedExpression[] = [];
  for (const line of lines) {
    const found = entryOf(line, section, severity);
    if (found === null) continue;
    alerts.push(found);
    for (const { promql, from, to } of found.conditions)
      if (promql !== null)
        expressions.push({ expression: promql, origin: 'fence', section, label: found.name, from, to });
  }
  return { alerts, expressions };
};

/** Whether a fence is told here: its lines are no conditions of what stands around it. */
export const holdsAlerts = ({ lines }: CodeText): boolean =>
  lines.some(({ text }) => /^\s*(?:(?:-\s+)?alert:|ALERT\s+\w)/.test(text)) ||
  lines.every(({ text }) => text.trim() === '' || isMachineName(entry.exec(text)?.[2] ?? ''));

const entryOf = (line: SourceLine, section: number | null, severity: string | null): AlertDraft | null => {
  const [, lead = '', name = '', value = ''] = entry.exec(line.text) ?? [];
  if (value === '' || value.length > 1000) return null;
  const inline = { plain: value, codes: [], sourceOf: (offset: number) => line.from + lead.length + offset };
  const statement: Statement = { inline, from: 0, to: value.length, subject: null };
  const conditions = readConditions(statement).filter(
    ({ promql, comparator, value }) => promql !== null || (comparator !== null && value !== null),
  );
  // One plain word is a key, "Since: > 5 minutes", if not in front of an expression.
  if (!isMachineName(name) && !/[\s_-]/.test(name) && conditions.some(({ promql }) => promql === null))
    return null;
  if (conditions.length === 0) return null;
  const from = line.from + line.text.length - line.text.trimStart().length;
  const to = line.from + line.text.trimEnd().length;
  return { name, severity, origin: 'list', section, conditions, from, to };
};
