// One finding for one cause: what repeats in the same section is told once, with the others beside it.
import type { LintDocument } from '../rule.ts';
import type { Call } from './calls.ts';
import { procedureOf } from './sections.ts';

export interface Group {
  readonly first: Call;
  readonly more: readonly Call[];
}

/** Calls by the procedure that they stand in. */
export const firstOfEachSection = (document: LintDocument, calls: readonly Call[]): readonly Group[] =>
  [
    ...Map.groupBy(calls, ({ command }) => procedureOf(document, command.section)?.index ?? -1).values(),
  ].flatMap(([first, ...more]) => (first === undefined ? [] : [{ first, more }]));
