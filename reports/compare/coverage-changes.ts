// How much more or less of a runbook was observed than in an earlier run.
import { shareText } from '../text.ts';
import type { Change } from './change.ts';
import type { ToldReport } from './told.ts';

export interface CoverageFacts {
  readonly runbook: string;
  readonly from: CoverageCount | null;
  readonly to: CoverageCount | null;
}

export interface CoverageCount {
  readonly commands: number;
  readonly observed: number;
}

export const coverageFacts = (from: ToldReport, to: ToldReport): readonly CoverageFacts[] => {
  const names = [...new Set([...from.coverage, ...to.coverage].map(({ runbook }) => runbook))];
  return names.map((runbook) => ({ runbook, from: countOf(from, runbook), to: countOf(to, runbook) }));
};

const countOf = ({ coverage }: ToldReport, name: string): CoverageCount | null => {
  const found = coverage.find(({ runbook }) => runbook === name);
  return found === undefined ? null : { commands: found.commands, observed: found.observed };
};

/** Other drills play other sections: then less coverage is no loss. */
export const coverageChanges = (
  facts: readonly CoverageFacts[],
  run: string,
  sameDrills: boolean,
): readonly Change[] =>
  facts.flatMap(({ runbook, from, to }) => {
    if (from === null || to === null) return [];
    const [before, after] = [shareOf(from), shareOf(to)];
    if (before === after) return [];
    const trend = !sameDrills ? 'changed' : after < before ? 'worse' : 'better';
    const text = `${runbook}: ${textOf(to)} observed, ${textOf(from)} in run ${run}`;
    const share = before === 0 ? null : (before - after) / before;
    return [
      { drill: null, what: 'coverage' as const, name: runbook, trend, from: before, to: after, share, text },
    ];
  });

const shareOf = ({ commands, observed }: CoverageCount): number => (commands === 0 ? 0 : observed / commands);

const textOf = ({ commands, observed }: CoverageCount): string =>
  `${shareText(observed, commands)} (${observed} of ${commands} commands)`;
