// The traffic's outcomes, counted while the drill ran.
import type { Outcome } from '../../core/workload.ts';
import type { DrillReport } from '../schema.ts';
import { ofType, type DrillRecords } from './records.ts';

export const foldOperations = ({ events }: DrillRecords): DrillReport['operations'] => {
  const records = ofType(events, 'operations.recorded');
  const counts: Record<Outcome, number> = { ok: 0, refused: 0, unknown: 0 };
  for (const { operations } of records) for (const { outcome } of operations) counts[outcome] += 1;
  return { ...counts, missed: records.reduce((sum, { missed }) => sum + missed, 0) };
};
