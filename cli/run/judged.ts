// A drill that has just been played, judged from the records that there are so far.
import type { JournalEvent } from '../../core/journal/events.ts';
import { foldDrill } from '../../reports/fold/drill.ts';
import { sortRecords } from '../../reports/fold/records.ts';
import type { DrillReport } from '../../reports/schema.ts';

/** Null for a drill that was not begun. */
export const judgedSoFar = (
  events: readonly JournalEvent[],
  id: string,
  attempt: number,
): DrillReport | null => {
  const records = sortRecords({ events, torn: false }).drills.find(
    (drill) => drill.id === id && drill.attempt === attempt,
  );
  return records === undefined ? null : foldDrill(records);
};
