// All runs of a folder as series by drill: verdict, time to detect, time to recover, coverage. What is broken is listed as such.
import type { CheckVerdict, DrillVerdict } from '../../core/verdicts.ts';
import type { Change } from '../compare/change.ts';
import { compareReports, systemsOf } from '../compare/compare.ts';
import { recoveredMs } from '../recovered.ts';
import type { ToldDrill, ToldReport } from '../compare/told.ts';
import { worstSignal } from '../worst-signal.ts';
import type { RunEntry } from './read-runs.ts';

export interface History {
  readonly schema: 1;
  /** Oldest first. */
  readonly runs: readonly HistoryRun[];
  readonly drills: readonly DrillSeries[];
  readonly coverage: readonly CoverageSeries[];
  /** By system: the newest run against the one before it of the same pace. */
  readonly latest: readonly {
    readonly system: string;
    readonly run: string;
    readonly before: string;
    readonly changes: readonly Change[];
  }[];
}

export interface HistoryRun {
  readonly name: string;
  /** Null: nothing could be read of it. */
  readonly told: Omit<ToldReport, 'drills' | 'coverage' | 'schema'> | null;
  readonly drills: { readonly passed: number; readonly played: number };
  readonly trouble: string | null;
  readonly page: boolean;
}

export interface DrillSeries {
  readonly drill: string;
  readonly title: string;
  readonly points: readonly DrillPoint[];
}

export interface DrillPoint {
  /** The run's folder. */
  readonly name: string;
  /** The run has a report.html. */
  readonly page: boolean;
  readonly startedAt: string;
  readonly pace: number;
  readonly verdict: DrillVerdict;
  readonly reasonCode: string;
  /** The slowest promised signal. */
  readonly detect: Time | null;
  readonly recover: Time | null;
  /** Of the commands of its sections the share that was observed; null: it has none. */
  readonly coverage: number | null;
}

export interface Time {
  /** Null: never; or not measured, where the verdict is `unknown`. */
  readonly ms: number | null;
  readonly withinMs: number;
  readonly verdict: CheckVerdict;
}

export interface CoverageSeries {
  readonly runbook: string;
  readonly points: readonly { readonly name: string; readonly startedAt: string; readonly share: number }[];
}

export const foldHistory = (entries: readonly RunEntry[]): History => {
  const whole = entries.flatMap(({ name, report, page }) =>
    report === null ? [] : [{ name, report, page }],
  );
  return {
    schema: 1,
    runs: entries.map(runOf),
    drills: drillSeries(whole),
    coverage: coverageSeries(whole),
    latest: latestChanges(whole.map(({ report }) => report)),
  };
};

interface Whole {
  readonly name: string;
  readonly report: ToldReport;
  readonly page: boolean;
}

const runOf = ({ name, report, trouble, page }: RunEntry): HistoryRun => {
  if (report === null) return { name, told: null, drills: { passed: 0, played: 0 }, trouble, page };
  const { drills, coverage: _, schema: __, ...told } = report;
  const played = drills.filter(({ verdict }) => verdict !== 'skipped');
  const passed = played.filter(({ verdict }) => verdict === 'pass').length;
  return { name, told, drills: { passed, played: played.length }, trouble, page };
};

const drillSeries = (whole: readonly Whole[]): readonly DrillSeries[] => {
  const plays = whole.flatMap((run) =>
    run.report.drills
      .filter(({ verdict }) => verdict !== 'skipped')
      .map((drill) => ({ drill, point: pointOf(run, drill) })),
  );
  return [...Map.groupBy(plays, ({ drill }) => drill.id)].map(([id, of]) => ({
    drill: id,
    title: of.at(-1)?.drill.title ?? id,
    points: of.map(({ point }) => point),
  }));
};

const pointOf = ({ name, page, report: { startedAt, pace } }: Whole, drill: ToldDrill): DrillPoint => {
  const slowest = worstSignal(drill);
  const shown = drill.steps.filter(({ colour }) => colour !== null && !apart.has(colour));
  const observed = shown.filter(({ colour }) => colour === 'observed').length;
  return {
    name,
    page,
    startedAt: drill.startedAt ?? startedAt,
    pace,
    verdict: drill.verdict,
    reasonCode: drill.reasonCode,
    detect:
      slowest === null
        ? null
        : { ms: slowest.deliveredAfterMs, withinMs: slowest.withinMs, verdict: slowest.verdict },
    recover:
      drill.recovery === null || drill.reasonCode === 'rehearsed'
        ? null
        : {
            ms: recoveredMs(drill),
            withinMs: drill.recovery.withinMs,
            verdict: drill.recovery.verdict,
          },
    coverage: shown.length === 0 ? null : observed / shown.length,
  };
};

/** Left out on purpose. */
const apart: ReadonlySet<string> = new Set(['not-taken', 'waived']);

const coverageSeries = (whole: readonly Whole[]): readonly CoverageSeries[] => {
  const all = whole.flatMap(({ name, report }) =>
    report.coverage.map(({ runbook, commands, observed }) => {
      const share = commands === 0 ? 0 : observed / commands;
      const [system = ''] = systemsOf(report);
      return { runbook: `${system} ${runbook}`, point: { name, startedAt: report.startedAt, share } };
    }),
  );
  return [...Map.groupBy(all, ({ runbook }) => runbook)].map(([runbook, of]) => ({
    runbook,
    points: of.map(({ point }) => point),
  }));
};

const latestChanges = (reports: readonly ToldReport[]): History['latest'] =>
  [...new Set(reports.flatMap(systemsOf))].flatMap((system) => {
    const own = reports.filter((report) => systemsOf(report).includes(system));
    const last = own.at(-1);
    const before = own.slice(0, -1).findLast((report) => report.pace === last?.pace && shares(report, last));
    if (last === undefined || before === undefined) return [];
    const { regressions, improvements, others } = compareReports(before, last);
    return [
      { system, run: last.run, before: before.run, changes: [...regressions, ...improvements, ...others] },
    ];
  });

/** A run that played nothing of it is nothing to compare with. */
const shares = (one: ToldReport, other: ToldReport): boolean =>
  one.drills.some(
    ({ id, verdict }) =>
      verdict !== 'skipped' && other.drills.some((drill) => drill.id === id && drill.verdict !== 'skipped'),
  );
