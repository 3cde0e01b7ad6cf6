// The traffic's outcomes, counted while the drill ran.
import type { Outcome } from '../../core/workload.ts';
import type { DrillReport } from '../schema.ts';
import { ofType, type DrillRecords } from './records.ts';

export const foldOperations = ({ events, operations }: DrillRecords): DrillReport['operations'] => {
  const counts: Record<Outcome, number> = { ok: 0, refused: 0, unknown: 0 };
  for (const { outcome } of operations) counts[outcome] += 1;
  const missed = ofType(events, 'operations.recorded').reduce((sum, record) => sum + record.missed, 0);
  return { ...counts, missed };
};
