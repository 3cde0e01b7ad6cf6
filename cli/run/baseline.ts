// `--baseline report.json --max-regression 20%`: what an earlier run measured, as a promise of this one.
import { readFileSync } from 'node:fs';
import type { BaselinePlan } from '../../core/journal/events.ts';
import { GamedayError, messageOf } from '../../core/errors.ts';
import { demandOnePace } from '../../reports/compare/compare.ts';
import { factsOf, type DrillFacts, type TimeFacts } from '../../reports/compare/facts.ts';
import { readTold, type ToldReport } from '../../reports/compare/told.ts';
import { usageError } from '../errors.ts';
import { demandPercent } from '../percent.ts';
import type { GameDaySelection } from '../scenarios.ts';

export interface BaselineArgs {
  readonly baseline?: string;
  readonly maxRegression?: string;
}

export interface Baseline {
  readonly run: string;
  /** By `scenario/drill`. A drill that the baseline lacks, or did not measure, is not in it. */
  readonly plans: ReadonlyMap<string, BaselinePlan>;
}

const usualRegression = '20%';

/** Null: none is wanted. Throws (64) for a file that is no report, another system, or another pace. */
export const readBaseline = (
  { baseline: file, maxRegression }: BaselineArgs,
  { paced, drills }: GameDaySelection,
): Baseline | null => {
  if (file === undefined) {
    if (maxRegression === undefined) return null;
    throw usageError(
      '--max-regression: expected --baseline FILE beside it',
      'the report.json of an earlier run',
    );
  }
  const limit = demandPercent('max-regression', maxRegression ?? usualRegression);
  const report = readTold(textOf(file), file);
  demandOnePace(report, { run: 'to be played', pace: paced.pace });
  const ids = [...new Set(drills.map((name) => `${paced.scenario.name}/${name}`))];
  const known = factsOf(report).filter(({ drill }) => ids.includes(drill));
  if (known.length === 0) throw nothingInCommon(file, report, paced.scenario.name);
  const plans = known.map((facts) => [facts.drill, planOf(facts, report.run, limit)] as const);
  return { run: report.run, plans: new Map(plans) };
};

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new GamedayError({
      code: 'no-baseline',
      exitCode: 64,
      message: `--baseline ${file}: ${messageOf(error)}`,
      hint: 'give the report.json of an earlier run of these drills',
    });
  }
};

const planOf = ({ signals, recovery }: DrillFacts, run: string, maxRegression: number): BaselinePlan => ({
  run,
  maxRegression,
  signals: signals.flatMap(({ name, kind, ...time }) =>
    measured(time).map((one) => ({ name, kind, ...one })),
  ),
  recovery: recovery === null ? null : (measured(recovery)[0] ?? null),
});

const measured = ({ verdict, afterMs, samplingMs }: TimeFacts) =>
  verdict === 'unknown' || afterMs === null ? [] : [{ afterMs, samplingMs }];

const nothingInCommon = (file: string, { run, drills }: ToldReport, system: string): GamedayError =>
  new GamedayError({
    code: 'other-drills',
    exitCode: 64,
    message: `--baseline ${file}: run ${run} played none of these drills of ${system}`,
    hint: `it played ${[...new Set(drills.map(({ id }) => id))].join(', ') || 'nothing'}`,
  });
