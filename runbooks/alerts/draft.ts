// An alert as it is found: offsets instead of lines.
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

/** The same condition found in two ways counts once. */
export const distinct = (conditions: readonly FoundCondition[]): readonly FoundCondition[] =>
  conditions.filter(
    (one, at) => conditions.findIndex(({ from, to }) => from === one.from && to === one.to) === at,
  );
