// Two reports of one system side by side: what is worse, what is better, what only one of them has.
import { GamedayError } from '../../core/errors.ts';
import { listed, paceText } from '../text.ts';
import type { Change } from './change.ts';
import { changesOf } from './changes.ts';
import { coverageChanges, coverageFacts, type CoverageFacts } from './coverage-changes.ts';
import { factsOf, type DrillFacts } from './facts.ts';
import { leastMs, leastShare } from './noise.ts';
import type { ToldReport } from './told.ts';

export interface Comparison {
  readonly schema: 1;
  readonly from: RunFacts;
  readonly to: RunFacts;
  /** False at different paces: then verdicts, invariants and coverage are compared, times are not. */
  readonly timesCompared: boolean;
  readonly noise: { readonly share: number; readonly ms: number; readonly samplingIntervals: number };
  readonly drills: readonly DrillPair[];
  readonly coverage: readonly CoverageFacts[];
  readonly regressions: readonly Change[];
  readonly improvements: readonly Change[];
  /** Neither worse nor better. */
  readonly others: readonly Change[];
}

/** `null`: only the other run has the drill. */
export interface DrillPair {
  readonly drill: string;
  readonly from: DrillFacts | null;
  readonly to: DrillFacts | null;
}

export type RunFacts = Pick<
  ToldReport,
  'run' | 'gameDay' | 'version' | 'startedAt' | 'pace' | 'verdict' | 'reason' | 'exitCode'
>;

/** `share`: what a time must differ by at least. Throws GamedayError `other-system` (64): nothing of different systems can be compared. */
export const compareReports = (from: ToldReport, to: ToldReport, share = leastShare): Comparison => {
  demandOneSystem(from, to);
  const [before, after] = [factsOf(from), factsOf(to)];
  const ids = [...new Set([...before, ...after].map(({ drill }) => drill))];
  const drills = ids.map((drill) => ({ drill, from: factsIn(before, drill), to: factsIn(after, drill) }));
  const runs = { from: from.run, sameTime: from.pace === to.pace, leastShare: share };
  const coverage = coverageFacts(from, to);
  const changes = [
    ...drills.flatMap((pair) =>
      pair.from === null || pair.to === null ? [] : changesOf(pair.from, pair.to, runs),
    ),
    ...coverageChanges(
      coverage,
      from.run,
      drills.every((pair) => isPlayed(pair.from) === isPlayed(pair.to)),
    ),
  ];
  return {
    schema: 1,
    from: runFacts(from),
    to: runFacts(to),
    timesCompared: runs.sameTime,
    noise: { share, ms: leastMs, samplingIntervals: 2 },
    drills,
    coverage,
    regressions: changes.filter(({ trend }) => trend === 'worse'),
    improvements: changes.filter(({ trend }) => trend === 'better'),
    others: changes.filter(({ trend }) => trend === 'changed'),
  };
};

const factsIn = (all: readonly DrillFacts[], id: string): DrillFacts | null =>
  all.find(({ drill }) => drill === id) ?? null;

const isPlayed = (facts: DrillFacts | null): boolean => facts !== null && facts.played > 0;

const runFacts = (report: ToldReport): RunFacts => {
  const { run, gameDay, version, startedAt, pace, verdict, reason, exitCode } = report;
  return { run, gameDay, version, startedAt, pace, verdict, reason, exitCode };
};

export const systemsOf = ({ drills }: Pick<ToldReport, 'drills'>): readonly string[] =>
  [...new Set(drills.map(({ scenario }) => scenario))].sort();

const demandOneSystem = (from: ToldReport, to: ToldReport): void => {
  const [before, after] = [systemsOf(from), systemsOf(to)];
  if (before.some((system) => after.includes(system)) || before.length * after.length === 0) return;
  throw new GamedayError({
    code: 'other-system',
    exitCode: 64,
    message: `run ${from.run} drilled ${listed(before)}, run ${to.run} ${listed(after)}: different systems can't be compared`,
    hint: 'give two runs of the same system; ls reports/runs shows the runs',
  });
};

/** Throws GamedayError `other-pace` (64): slower and faster mean nothing between different paces. */
export const demandOnePace = (
  from: Pick<ToldReport, 'run' | 'pace'>,
  to: Pick<ToldReport, 'run' | 'pace'>,
): void => {
  if (from.pace === to.pace) return;
  throw new GamedayError({
    code: 'other-pace',
    exitCode: 64,
    message: `run ${from.run} was ${paceText(from.pace)}, run ${to.run} ${paceText(to.pace)}: their times can't be compared`,
    hint: `compare runs of one pace: gameday run --pace ${from.pace}`,
  });
};
