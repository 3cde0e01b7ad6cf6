// `--fail-fast`: whether a drill that was just played ends the game day.
import type { JournalEvent } from '../../core/journal/events.ts';
import { foldDrill } from '../../reports/fold/drill.ts';
import { sortRecords } from '../../reports/fold/records.ts';

/** Why no further drill is played; null: go on. What is known to fail ends nothing. */
export const endsGameDay = (events: readonly JournalEvent[], id: string, attempt: number): string | null => {
  const records = sortRecords({ events, torn: false }).drills.find(
    (drill) => drill.id === id && drill.attempt === attempt,
  );
  if (records === undefined) return null;
  const { verdict, reason, expectedFailure } = foldDrill(records);
  if (verdict === 'pass' || verdict === 'skipped' || expectedFailure?.state === 'expected') return null;
  return `--fail-fast: ${id} ended as ${verdict}: ${reason}`;
};
