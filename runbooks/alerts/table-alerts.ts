// Alerts and objectives in tables: each cell of a threshold column is a condition, a row of an SLO table an objective.
import type { ReadCell, ReadTable } from '../blocks/tables.ts';
import { guardedPattern } from '../guarded-pattern.ts';
import { severityOf } from '../markdown/severities.ts';
import { amountOf, durationMs, numberPattern, unitPattern } from './amounts.ts';
import { isMachineName, nameOfTitle } from './alert-names.ts';
import { saysObjective } from './objectives.ts';
import type { AlertDraft } from './draft.ts';
import { readConditions } from './read-conditions.ts';
import { conditionAt, isMetricName, quantileIn, wholeOf, type FoundCondition } from './statement.ts';
import { columnsOf, type TableColumns } from './table-columns.ts';
import { isCondition, isTrend, worded } from './wordings.ts';

export interface ObjectiveDraft {
  readonly name: string;
  readonly section: number | null;
  readonly target: FoundCondition;
  readonly windowMs: number | null;
  readonly alert: FoundCondition | null;
  readonly from: number;
  readonly to: number;
}

export interface TableFinds {
  readonly alerts: readonly AlertDraft[];
  readonly objectives: readonly ObjectiveDraft[];
}

const nothing: TableFinds = { alerts: [], objectives: [] };

export interface TableContext {
  readonly section: number | null;
  /** The section's title speaks of alerts or thresholds. */
  readonly listsAlerts: boolean;
  /** The section's title speaks of objectives. */
  readonly listsObjectives: boolean;
  readonly severity: string | null;
  offsetOf(cell: ReadCell): number;
}

export const tableFinds = (table: ReadTable, context: TableContext): TableFinds => {
  const columns = columnsOf(table);
  const isObjectives =
    columns.target !== null &&
    (context.listsObjectives || columns.saysObjectives || columns.conditions.length > 0) &&
    table.rows.some((row) => amountIn(row[columns.target ?? -1]) !== null);
  if (isObjectives) {
    const objectives = table.rows.flatMap((row) => objectiveOf(row, columns, context));
    const named = table.rows.flatMap((row) => namedBesideObjective(row, columns, context));
    return { objectives, alerts: [...objectives.flatMap(alertOfObjective), ...named] };
  }
  const saysAlerts = columns.isSure || context.listsAlerts;
  if (!saysAlerts || (columns.conditions.length === 0 && columns.name === null)) return nothing;
  return { alerts: table.rows.flatMap((row) => alertsOfRow(row, columns, context)), objectives: [] };
};

const alertsOfRow = (
  row: readonly ReadCell[],
  columns: TableColumns,
  context: TableContext,
): readonly AlertDraft[] => {
  const subject = subjectOf(row, columns);
  const name = columns.name === null ? null : textAt(row, columns.name);
  if (saysObjective(name ?? subject ?? '')) return [];
  const named = name === null ? null : nameOfTitle(name);
  const ownSeverity = columns.severity === null ? null : severityOf(textAt(row, columns.severity) ?? '');
  const found = columns.conditions.flatMap(({ column, severity, takesAmounts }): readonly AlertDraft[] => {
    const cell = row[column];
    if (cell?.inline === undefined || cell.inline === null) return [];
    const conditions = conditionsIn(cell, subject, takesAmounts).map((one) => ({
      ...one,
      holdMs: one.holdMs ?? timeAt(row, columns.hold),
      windowMs: one.windowMs ?? (columns.hold === columns.window ? null : timeAt(row, columns.window)),
    }));
    if (conditions.length === 0) return [];
    const from = context.offsetOf(cell);
    const last = conditions.reduce((end, { to }) => Math.max(end, to), from);
    return [
      {
        name: named === null || named.name === '' ? null : named.name,
        severity: severity ?? ownSeverity ?? named?.severity ?? context.severity,
        origin: 'table',
        section: context.section,
        conditions,
        from,
        to: last,
      },
    ];
  });
  const cell = row[columns.name ?? -1];
  if (found.length > 0 || named === null || cell === undefined || !isMachineName(named.name)) return found;
  const severity = ownSeverity ?? named.severity ?? context.severity;
  return namedAlert(named.name, severity, cell, row[columns.conditions[0]?.column ?? -1], context);
};

/** "| Latency | < 2s | `DbSlow` |": the alert that watches it. */
const namedBesideObjective = (
  row: readonly ReadCell[],
  columns: TableColumns,
  context: TableContext,
): readonly AlertDraft[] =>
  columns.conditions.flatMap(({ column }) => {
    const cell = row[column];
    const name = cell?.inline ? nameOfTitle(cell.text).name : '';
    return cell !== undefined && isMachineName(name) ? namedAlert(name, null, cell, undefined, context) : [];
  });

/** What it says of its condition in words, else its name, is all that is known of it. */
const namedAlert = (
  name: string,
  severity: string | null,
  cell: ReadCell,
  words: ReadCell | undefined,
  context: TableContext,
): readonly AlertDraft[] => {
  const said = words?.inline && /\p{L}{2}.*\s/u.test(words.text) ? words : cell;
  if (said.inline === null) return [];
  const condition = worded(wholeOf(said.inline));
  const { from, to } = condition;
  return [{ name, severity, origin: 'table', section: context.section, conditions: [condition], from, to }];
};

/** Thresholds, else an event or a trend; "-" and "n/a" say nothing. */
const conditionsIn = (
  cell: ReadCell,
  subject: string | null,
  takesAmounts: boolean,
): readonly FoundCondition[] => {
  if (cell.inline === null) return [];
  const statement = wholeOf(cell.inline, subject);
  const found = readConditions(statement);
  if (found.length > 0) return found.map((one) => ({ ...one, form: one.form === 'T5' ? 'T1' : one.form }));
  const amount = takesAmounts ? amountIn(cell, subject) : null;
  if (amount !== null) return [amount];
  return isCondition(cell.text) || (isTrend(cell.text) && cell.text.split(' ').length > 1)
    ? [worded(statement)]
    : [];
};

const objectiveOf = (
  row: readonly ReadCell[],
  columns: TableColumns,
  context: TableContext,
): readonly ObjectiveDraft[] => {
  const subject = subjectOf(row, columns);
  const cell = columns.target === null ? undefined : row[columns.target];
  const target = amountIn(cell, subject);
  const [first, last] = [
    row.find(({ inline }) => inline !== null),
    row.findLast(({ inline }) => inline !== null),
  ];
  if (target === null || first === undefined || last === undefined) return [];
  const limits = columns.conditions.flatMap(({ column }) => {
    const limit = row[column];
    return limit === undefined ? [] : [...conditionsIn(limit, subject, true)].slice(0, 1);
  });
  return [
    {
      name: subject ?? first.text,
      section: context.section,
      target: { ...target, form: 'T7' },
      windowMs: timeAt(row, columns.window) ?? target.windowMs,
      alert: limits[0] ?? null,
      from: context.offsetOf(first),
      to: context.offsetOf(last) + Math.max(0, last.endColumn - last.column),
    },
  ];
};

const alertOfObjective = ({ alert, section }: ObjectiveDraft): readonly AlertDraft[] =>
  alert === null
    ? []
    : [
        {
          name: null,
          severity: null,
          origin: 'objective',
          section,
          conditions: [alert],
          from: alert.from,
          to: alert.to,
        },
      ];

const plainAmount = guardedPattern(
  /\d/,
  String.raw`(?<![\p{L}\p{N}.])(${numberPattern})(${unitPattern})?(?![\p{L}\p{N}])`,
  'u',
);

/** A target or a limit, also without a comparator: "99.9%". */
export const amountIn = (
  cell: ReadCell | undefined,
  subject: string | null = null,
): FoundCondition | null => {
  if (cell?.inline === undefined || cell.inline === null) return null;
  const statement = wholeOf(cell.inline, subject);
  const [found] = readConditions(statement);
  if (found !== undefined) return { ...found, form: 'T1' };
  const match = plainAmount.exec(cell.inline.plain);
  if (match === null) return null;
  const isName = subject !== null && isMetricName(subject) && /[_:]/.test(subject);
  return conditionAt(statement, match.index, match.index + match[0].length, {
    form: 'T1',
    metric: subject,
    isMetricName: isName,
    ...amountOf(match[1], match[2]),
    quantile: quantileIn(subject ?? ''),
  });
};

const subjectOf = (row: readonly ReadCell[], { metric, name }: TableColumns): string | null =>
  textAt(row, metric) ?? (name === null ? null : textAt(row, name));

const textAt = (row: readonly ReadCell[], column: number): string | null => {
  const text = row[column]?.text ?? '';
  return text === '' ? null : text;
};

const timeAt = (row: readonly ReadCell[], column: number | null): number | null => {
  const text = column === null ? null : textAt(row, column);
  return text === null
    ? null
    : durationMs(
        text.replace(/^(?:rolling|over|for|last|per|>=?|≥)\s*/i, '').replace(/\s+(?:rolling|window)$/i, ''),
      );
};
