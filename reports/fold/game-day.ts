// The one reading of a journal: records → report, with what its charts are drawn from.
import type { ReadJournal } from '../../core/journal/read.ts';
import type { Several } from '../../core/several.ts';
import type { DrillReport, Report } from '../schema.ts';
import { foldActions } from './actions.ts';
import { foldBrief } from './brief.ts';
import { foldCharts, type DrillCharts } from './charts.ts';
import { foldCoverage, type RunbookPage } from './coverage.ts';
import { foldDrill, neverStarted } from './drill.ts';
import { foldExit, type RunEnd } from './exit.ts';
import { foldProcedures } from './procedures.ts';
import { lastOf, ofType, sortRecords, type DrillRecords, type RunRecords } from './records.ts';
import { foldCounterfactuals, foldMutants, type PlayedVariant } from './variants.ts';

export interface GameDay {
  readonly report: Report;
  /** Beside report.drills, by index; null for a drill that never began. */
  readonly charts: readonly (DrillCharts | null)[];
  /** Beside report.coverage, by index: the runbook's text. */
  readonly runbooks: readonly RunbookPage[];
}

export const foldGameDay = (journal: ReadJournal): GameDay => gameDayOf([foldPart(journal)]);

export interface PlayedDrill {
  readonly report: DrillReport;
  readonly charts: DrillCharts | null;
}

/** What one journal tells: a whole game day, or a part of it. */
export interface Part {
  readonly records: RunRecords;
  readonly end: RunEnd;
  readonly drills: readonly PlayedDrill[];
  readonly variants: readonly PlayedVariant[];
}

export const foldPart = (journal: ReadJournal): Part => {
  const records = sortRecords(journal);
  const end = runEnd(records);
  const [own, varied] = [records.drills.filter(isOwn), records.drills.filter((drill) => !isOwn(drill))];
  const played = own.map((drill) => ({ report: foldDrill(drill), charts: foldCharts(drill) }));
  const missing = records.start.drills
    .filter((id) => !records.drills.some((drill) => drill.id === id))
    .map((id) => ({ report: neverStarted(id, whyNever(end)), charts: null }));
  const variants = varied.flatMap((drill) =>
    drill.plan.variant === undefined ? [] : [{ variant: drill.plan.variant, report: foldDrill(drill) }],
  );
  return { records, end, drills: [...played, ...missing], variants };
};

/** What is told of the run as such comes from the first part. `played`: the drills of all parts, in the order in which they are told. */
export const gameDayOf = (
  parts: Several<Part>,
  played: readonly PlayedDrill[] = parts.flatMap((part) => part.drills),
): GameDay => {
  const [{ records }] = parts;
  const drills = played.map(({ report }) => report);
  const coverage = foldCoverage(records, drills);
  const report: Report = {
    schema: 1,
    ...identity(records.start, finishedAtOf(parts)),
    ...beforehand(records),
    ...ending(parts, drills),
    drills,
    procedures: foldProcedures(records, drills),
    coverage: coverage.map(({ text: _, ...told }) => told),
    ...worth(parts, drills),
    notes: parts.flatMap((part) => ownNotes(part.records)),
  };
  return {
    report,
    charts: played.map(({ charts }) => charts),
    runbooks: coverage.map(({ runbook, text }) => ({ runbook, text })),
  };
};

/** The last of them; null while one has not finished. */
const finishedAtOf = (parts: readonly Part[]): string | null => {
  const ends = parts.map(({ records }) => records.finished?.at ?? null);
  return ends.includes(null)
    ? null
    : (ends
        .flatMap((end) => end ?? [])
        .toSorted()
        .at(-1) ?? null);
};

const identity = (start: RunRecords['start'], finishedAt: string | null) => ({
  run: start.run,
  gameDay: start.gameDay,
  version: start.version,
  startedAt: start.at,
  finishedAt,
  engine: { ...start.engine },
  substitutes: [...start.substitutes],
  pace: start.pace,
  seed: start.seed,
  copies: start.copy?.count ?? 1,
});

const ending = (parts: readonly Part[], drills: readonly DrillReport[]) => {
  const ends = parts.map(({ end }) => end);
  const end: RunEnd = {
    finished: ends.every(({ finished }) => finished),
    failed: ends.find(({ failed }) => failed !== null)?.failed ?? null,
    interrupted: ends.find(({ interrupted }) => interrupted !== null)?.interrupted ?? null,
  };
  const cleanups = parts.flatMap(({ variants }) => variants.map(({ report: { cleanup } }) => cleanup));
  return {
    ...foldExit(drills, end, cleanups),
    stopped: parts.map(({ records }) => stoppedAt(records)).find((one) => one !== null) ?? null,
  };
};

const worth = (parts: readonly Part[], drills: readonly DrillReport[]) => {
  const variants = parts.flatMap((part) => part.variants);
  const mutants = foldMutants(variants);
  return {
    counterfactuals: foldCounterfactuals(variants, drills),
    mutants,
    actions: foldActions(drills, mutants),
  };
};

const ownNotes = ({ events }: RunRecords): string[] =>
  ofType(events, 'note')
    .filter(({ drill }) => drill === null)
    .map(({ message }) => message);

/** What was known and wanted before the first drill. */
export const beforehand = ({
  start,
  events,
}: RunRecords): Pick<Report, 'source' | 'selection' | 'brief'> => ({
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
