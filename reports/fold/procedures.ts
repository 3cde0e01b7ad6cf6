// The matrix procedure → drill → verdict: all that the scenario lists, and what drills name beside it.
import type { DrillVerdict } from '../../core/verdicts.ts';
import type { DrillReport, ProcedureReport } from '../schema.ts';
import { lastOf, type RunRecords } from './records.ts';

/** In the order of exit codes: the first that one of its drills got is the procedure's. */
const worstFirst: readonly DrillVerdict[] = ['error', 'aborted', 'fail', 'inconclusive', 'skipped', 'pass'];

export const foldProcedures = (
  { events }: Pick<RunRecords, 'events'>,
  drills: readonly DrillReport[],
): ProcedureReport[] => {
  const listed = lastOf(events, 'procedures.read')?.procedures ?? [];
  const others = new Set(drills.flatMap(({ procedures }) => procedures));
  for (const { id } of listed) others.delete(id);
  return [
    ...listed.map(({ id, title, drills: known }) => foldOne(id, title, known, drills)),
    ...[...others].map((id) => foldOne(id, null, [], drills)),
  ];
};

const foldOne = (
  id: string,
  title: string | null,
  known: readonly string[],
  drills: readonly DrillReport[],
): ProcedureReport => {
  const played = drills
    .filter((drill) => drill.procedures.includes(id) || (drill.type === null && known.includes(drill.id)))
    .map((drill) => ({
      id: drill.id,
      attempt: drill.attempt,
      verdict: drill.verdict,
      reasonCode: drill.reasonCode,
    }));
  const left = known
    .filter((drill) => !played.some((one) => one.id === drill))
    .map((drill) => ({ id: drill, attempt: null, verdict: null, reasonCode: null }));
  const verdict = worstFirst.find((one) => played.some((drill) => drill.verdict === one)) ?? null;
  return { id, title, verdict, drills: [...played, ...left] };
};
