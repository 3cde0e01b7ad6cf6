// How the drills went in the runs of this folder: what a budget's order and lengths are made from.
import { join } from 'node:path';
import type { PastPlay } from '../../../drills/select/candidate.ts';
import type { ToldDrill } from '../../../reports/compare/told.ts';
import { readRuns } from '../../../reports/history/read-runs.ts';
import { recoveredMs } from '../../../reports/recovered.ts';

export const pastPlays = (folder = join('reports', 'runs')): readonly PastPlay[] =>
  readRuns(folder, { journals: false }).flatMap(({ report }) =>
    (report?.drills ?? []).flatMap((drill) =>
      // Somebody was waited for: neither its length nor its times say anything.
      drill.startedAt === null || drill.reasonCode === 'rehearsed'
        ? []
        : [playOf(drill, drill.startedAt, report?.pace ?? 1)],
    ),
  );

const playOf = (drill: ToldDrill, startedAt: string, pace: number): PastPlay => ({
  drill: drill.id,
  startedAt,
  pace,
  verdict: drill.verdict,
  tookMs: drill.timeLedger.totalMs,
  leftShare: leftShare(drill),
});

const leftShare = (drill: ToldDrill): number | null => {
  const measured = [
    ...drill.signals.map(({ deliveredAfterMs, withinMs }) => ({ ms: deliveredAfterMs, withinMs })),
    ...(drill.recovery === null ? [] : [{ ms: recoveredMs(drill), withinMs: drill.recovery.withinMs }]),
  ];
  const shares = measured.flatMap(({ ms, withinMs }) =>
    ms === null || withinMs === 0 ? [] : [1 - ms / withinMs],
  );
  return shares.length === 0 ? null : Math.min(...shares);
};
