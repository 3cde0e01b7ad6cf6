// From the drills that somebody named to those that are played, in order: grep, then shard, then repeat, then budget.
import { formatDuration } from '../../core/duration.ts';
import { withinBudget, type Planned } from './budget.ts';
import type { Candidate, PastPlay } from './candidate.ts';
import { expectedMs } from './expected-length.ts';
import { byRisk, riskOf } from './risk.ts';
import { ofShard, type Shard } from './shard.ts';
import { spread } from './spread.ts';

export interface Criteria {
  readonly grep: RegExp | null;
  readonly shard: Shard | null;
  readonly repeat: number;
  readonly budgetMs: number | null;
  /** Of the stack, on which drills are played side by side. */
  readonly copies: number;
}

export interface Choice {
  /** In the order in which they are played; one that is played again stands there again. */
  readonly drills: readonly string[];
  /** For each copy of the stack the places in that list which it plays, in order, and about how long they take. */
  readonly shares: readonly Share[];
  /** What the budget had no room for. */
  readonly leftOut: readonly LeftOut[];
  /** With a budget: why each drill stands where it does. */
  readonly order: readonly { readonly drill: string; readonly why: string; readonly expectedMs: number }[];
}

export interface LeftOut {
  readonly drill: string;
  readonly reason: string;
}

export interface Share {
  readonly places: readonly number[];
  readonly expectedMs: number;
}

/** What was played here before, and at which pace the drills will be. */
export interface Experience {
  readonly past: readonly PastPlay[];
  readonly pace: number;
}

export const choose = (
  candidates: readonly Candidate[],
  { grep, shard, repeat, budgetMs, copies }: Criteria,
  { past, pace }: Experience,
): Choice => {
  const found = grep === null ? candidates : candidates.filter((one) => isFound(one, grep));
  const mine = shard === null ? found : ofShard(found, shard);
  // The whole list again and again, not each drill in a row: a game day keeps its order.
  const times = Array.from({ length: repeat }, () => mine).flat();
  const asPlanned = (one: Candidate): Planned => ({
    drill: one.drill,
    expectedMs: expectedMs(one, past, pace),
  });
  if (budgetMs === null) return { ...played(times.map(asPlanned), copies), leftOut: [], order: [] };
  const ordered = Array.from({ length: repeat }, () => byRisk(mine, past)).flat();
  const within = withinBudget(ordered.map(asPlanned), budgetMs, copies);
  return {
    ...played(within.played, copies),
    leftOut: within.leftOut.map(({ one, leftMs }) => ({
      drill: one.drill,
      reason: `about ${rounded(one.expectedMs)}, and ${rounded(leftMs)} of ${rounded(budgetMs)} were left (${riskOf(one.drill, past).why})`,
    })),
    order: within.played.map((one) => ({ ...one, why: riskOf(one.drill, past).why })),
  };
};

const played = (planned: readonly Planned[], copies: number): Pick<Choice, 'drills' | 'shares'> => {
  const { doneBy, loads } = spread(
    planned.map(({ expectedMs }) => expectedMs),
    copies,
  );
  const places = [...planned.keys()];
  return {
    drills: planned.map(({ drill }) => drill),
    shares: loads.map((load, copy) => ({
      places: places.filter((place) => doneBy[place] === copy),
      expectedMs: load,
    })),
  };
};

/** The expression is looked for in what a person knows a drill by. */
const isFound = ({ drill, title, procedures }: Candidate, grep: RegExp): boolean =>
  [drill, title, ...procedures].some((text) => grep.test(text));

const rounded = (ms: number): string => formatDuration(Math.round(ms / 1000) * 1000);
