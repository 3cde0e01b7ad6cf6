// The traffic while the drill ran: each operation counts for the drill in which it began.
import type { Operation, Outcome } from '../../core/workload.ts';
import type { DrillReport } from '../schema.ts';
import { ofType, type DrillRecords } from './records.ts';

export const operationsOf = ({ events, start, endT }: DrillRecords): Operation[] =>
  ofType(events, 'operations.recorded').flatMap(({ operations }) =>
    operations.filter(({ startedMs }) => startedMs >= start.t && startedMs <= endT),
  );

export const foldOperations = (drill: DrillRecords): DrillReport['operations'] => {
  const counts: Record<Outcome, number> = { ok: 0, refused: 0, unknown: 0 };
  for (const { outcome } of operationsOf(drill)) counts[outcome] += 1;
  const missed = ofType(drill.events, 'operations.recorded').reduce((sum, record) => sum + record.missed, 0);
  return { ...counts, missed };
};
