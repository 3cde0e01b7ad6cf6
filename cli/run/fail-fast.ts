// `--fail-fast`: whether a drill that was just played ends the game day.
import type { JournalEvent } from '../../core/journal/events.ts';
import { judgedSoFar } from './judged.ts';

/** Why no further drill is played; null: go on. What is known to fail ends nothing. */
export const endsGameDay = (events: readonly JournalEvent[], id: string, attempt: number): string | null => {
  const judged = judgedSoFar(events, id, attempt);
  if (judged === null) return null;
  const { verdict, reason, expectedFailure } = judged;
  if (verdict === 'pass' || verdict === 'skipped' || expectedFailure?.state === 'expected') return null;
  return `--fail-fast: ${id} ended as ${verdict}: ${reason}`;
};
