// The one reading of a journal: records → report, with what its charts are drawn from.
import type { ReadJournal } from '../../core/journal/read.ts';
import type { DrillReport, Report } from '../schema.ts';
import { foldActions } from './actions.ts';
import { foldBrief } from './brief.ts';
import { foldCharts, type DrillCharts } from './charts.ts';
import { foldCoverage, type RunbookPage } from './coverage.ts';
import { foldDrill, neverStarted } from './drill.ts';
import { foldExit, type RunEnd } from './exit.ts';
import { foldProcedures } from './procedures.ts';
import { lastOf, ofType, sortRecords, type DrillRecords, type RunRecords } from './records.ts';
import { foldCounterfactuals, foldMutants } from './variants.ts';

export interface GameDay {
  readonly report: Report;
  /** Beside report.drills, by index; null for a drill that never began. */
  readonly charts: readonly (DrillCharts | null)[];
  /** Beside report.coverage, by index: the runbook's text. */
  readonly runbooks: readonly RunbookPage[];
}

export const foldGameDay = (journal: ReadJournal): GameDay => {
  const records = sortRecords(journal);
  const { start } = records;
  const end = runEnd(records);
  const [own, varied] = [records.drills.filter(isOwn), records.drills.filter((drill) => !isOwn(drill))];
  const played = own.map((drill) => ({ report: foldDrill(drill), charts: foldCharts(drill) }));
  const variants = varied.flatMap((drill) =>
    drill.plan.variant === undefined ? [] : [{ variant: drill.plan.variant, report: foldDrill(drill) }],
  );
  const missing = start.drills
    .filter((id) => !records.drills.some((drill) => drill.id === id))
    .map((id) => ({ report: neverStarted(id, whyNever(end)), charts: null }));
  const drills: DrillReport[] = [...played, ...missing].map(({ report }) => report);
  const coverage = foldCoverage(records, drills);
  const mutants = foldMutants(variants);
  const report: Report = {
    schema: 1,
    run: start.run,
    gameDay: start.gameDay,
    version: start.version,
    startedAt: start.at,
    finishedAt: records.finished?.at ?? null,
    engine: { ...start.engine },
    substitutes: [...start.substitutes],
    pace: start.pace,
    seed: start.seed,
    ...beforehand(records),
    ...foldExit(
      drills,
      end,
      variants.map(({ report: { cleanup } }) => cleanup),
    ),
    stopped: stoppedAt(records),
    drills,
    procedures: foldProcedures(records, drills),
    coverage: coverage.map(({ text: _, ...told }) => told),
    counterfactuals: foldCounterfactuals(variants, drills),
    mutants,
    actions: foldActions(drills, mutants),
    notes: ofType(records.events, 'note')
      .filter(({ drill }) => drill === null)
      .map(({ message }) => message),
  };
  return {
    report,
    charts: [...played, ...missing].map(({ charts }) => charts),
    runbooks: coverage.map(({ runbook, text }) => ({ runbook, text })),
  };
};

/** What was known and wanted before the first drill. */
const beforehand = ({ start, events }: RunRecords): Pick<Report, 'source' | 'selection' | 'brief'> => ({
  source: start.source === undefined ? null : { ...start.source },
  selection:
    start.selection === undefined
      ? null
      : { ...start.selection, leftOut: start.selection.leftOut.map((one) => ({ ...one })) },
  brief: foldBrief(ofType(events, 'run.briefed')),
});

/** A drill with changed steps says something of the steps, nothing of the system. */
const isOwn = ({ plan }: DrillRecords): boolean => plan.variant === undefined;

const runEnd = (records: RunRecords): RunEnd => ({
  finished: records.finished !== null,
  failed: lastOf(records.events, 'run.failed')?.message ?? null,
  interrupted: lastOf(records.events, 'run.interrupted')?.by ?? null,
});

const whyNever = ({ finished, failed, interrupted }: RunEnd): string => {
  if (failed !== null) return `not played: ${failed}`;
  if (interrupted !== null) return `not played: the run was interrupted by ${interrupted}`;
  return finished ? 'not played, and the journal does not say why' : 'not played: the run stopped before it';
};

/** Where a run without an end stopped: its own last record, not what a healer wrote later. */
const stoppedAt = ({ finished, ownLast, events, torn }: RunRecords): Report['stopped'] => {
  if (finished !== null) return null;
  const open = ofType(events, 'drill.started').at(-1);
  const ended = open !== undefined && ofType(events, 'drill.finished').some(({ t }) => t >= open.t);
  const phase = lastOf(events, 'phase.started');
  return {
    drill: ended ? null : (open?.plan.id ?? null),
    phase: ended || open === undefined || (phase?.t ?? 0) < open.t ? null : (phase?.phase ?? null),
    lastRecord: ownLast.type,
    at: ownLast.at,
    torn,
  };
};
