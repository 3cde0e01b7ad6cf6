// An alert as it is found: offsets instead of lines.
import { severityInBrackets } from '../markdown/severities.ts';
import type { LineIndex } from '../markdown/lines.ts';
import type { Alert, Condition } from '../model.ts';
import type { FoundCondition } from './statement.ts';

export interface AlertDraft {
  readonly name: string | null;
  readonly severity: string | null;
  readonly origin: Alert['origin'];
  readonly section: number | null;
  readonly conditions: readonly FoundCondition[];
  readonly from: number;
  readonly to: number;
}

export const alertOf = (draft: AlertDraft, lines: LineIndex): Alert => ({
  name: draft.name,
  severity: draft.severity,
  origin: draft.origin,
  section: draft.section,
  conditions: draft.conditions.map((condition) => placed(condition, lines)),
  ...lines.spanOf(draft.from, draft.to),
});

export const placed = ({ from, to, ...condition }: FoundCondition, lines: LineIndex): Condition => ({
  ...condition,
  ...lines.spanOf(from, to),
});

/** "CPU > 90 % (warning), > 80 % (critical)": an alert for each severity, as a table has a column for each. */
export const bySeverity = (draft: AlertDraft, source: string): readonly AlertDraft[] => {
  const own = draft.conditions.map((condition) => severityAt(condition, source));
  const given = [...new Set(own)].filter((severity) => severity !== null);
  if (given.length < 2) return [draft];
  return given.map((severity, at) => ({
    ...draft,
    severity,
    // What gives none stands with the first.
    conditions: draft.conditions.filter((_, index) => (own[index] ?? given[0]) === given[at]),
  }));
};

const severityAt = ({ text, to }: FoundCondition, source: string): string | null => {
  const said = atEnd.exec(text)?.[0] ?? behind.exec(source.slice(to, to + 40))?.[1];
  return said === undefined ? null : severityInBrackets(said);
};

const atEnd = /[[(][^()[\]]{1,25}[)\]]$/;
const behind = /^[\s`*_]*([[(][^()[\]]{1,25}[)\]])/;

/** The same condition found in two ways counts once. */
export const distinct = (conditions: readonly FoundCondition[]): readonly FoundCondition[] =>
  conditions.filter(
    (one, at) => conditions.findIndex(({ from, to }) => from === one.from && to === one.to) === at,
  );
