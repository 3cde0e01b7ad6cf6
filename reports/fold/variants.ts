// What the steps are worth: the same drill without its remediation, and with one step changed at a time.
import { recoveredMs } from '../recovered.ts';
import type { CounterfactualReport, DrillReport, MutantReport } from '../schema.ts';
import { msText } from '../text.ts';
import type { DrillVariant } from '../../core/journal/events.ts';

export interface PlayedVariant {
  readonly variant: DrillVariant;
  readonly report: DrillReport;
}

export const foldCounterfactuals = (
  variants: readonly PlayedVariant[],
  drills: readonly DrillReport[],
): CounterfactualReport[] =>
  variants
    .filter(({ variant }) => variant.kind === 'counterfactual')
    .map(({ report }) => counterfactual(report, drills.find(({ id }) => id === report.id) ?? null));

const counterfactual = (report: DrillReport, twin: DrillReport | null): CounterfactualReport => {
  const recoveredAfterMs = recoveredMs(report);
  const withStepsMs = twin === null ? null : recoveredMs(twin);
  const withinMs = report.recovery?.withinMs ?? null;
  const needed = judge(report, recoveredAfterMs, withinMs);
  return {
    drill: report.id,
    attempt: report.attempt,
    needed,
    recoveredAfterMs,
    withStepsMs,
    withinMs,
    savesMs: recoveredAfterMs === null || withStepsMs === null ? null : recoveredAfterMs - withStepsMs,
    cleanup: report.cleanup,
    reason: reasonOf(needed, recoveredAfterMs, withStepsMs, report),
  };
};

/** Null: nobody could tell, since the drill was not played to its recovery. */
const judge = (report: DrillReport, afterMs: number | null, withinMs: number | null): boolean | null => {
  if (report.injection !== 'confirmed' || report.recovery === null || withinMs === null) return null;
  if (report.recovery.verdict === 'unknown') return null;
  return afterMs === null || afterMs > withinMs;
};

const reasonOf = (
  needed: boolean | null,
  afterMs: number | null,
  withStepsMs: number | null,
  report: DrillReport,
): string => {
  if (needed === null) return `could not be judged: ${report.reason}`;
  const withSteps =
    withStepsMs === null ? 'it did not recover with them either' : `with them after ${msText(withStepsMs)}`;
  if (afterMs === null) return `without the steps it did not recover; ${withSteps}`;
  return `without the steps it recovered by itself after ${msText(afterMs)}; ${withSteps}`;
};

export const foldMutants = (variants: readonly PlayedVariant[]): MutantReport[] =>
  variants.flatMap(({ variant, report }) => {
    if (variant.kind !== 'mutant') return [];
    const { change, line, command, commandClass } = variant;
    const noticed = report.verdict === 'pass' ? false : report.verdict === 'fail' ? true : null;
    return [
      {
        drill: report.id,
        attempt: report.attempt,
        change,
        line,
        command,
        noticed,
        verdict: report.verdict,
        reasonCode: report.reasonCode,
        cleanup: report.cleanup,
        reason: noticed === false ? unnoticed(change, commandClass) : report.reason,
      },
    ];
  });

const unnoticed = (change: string, commandClass: string | null): string => {
  if (change !== 'left out') return 'the order of these two changes nothing';
  return commandClass === 'R0' || commandClass === 'R1'
    ? 'leaving it out changes nothing for the system: it only looks'
    : 'leaving it out changes nothing: the drill passes without it';
};
