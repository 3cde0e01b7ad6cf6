// From a game day and the flags to the drills of this run. Reads past runs; decides nothing itself (drills/select does).
import { formatDuration } from '../../../core/duration.ts';
import type { RunSelection } from '../../../core/journal/events.ts';
import { planDrill } from '../../../drills/scenario/plan.ts';
import { choose, type Choice, type Criteria, type Share } from '../../../drills/select/choose.ts';
import type { Candidate } from '../../../drills/select/candidate.ts';
import { longestMs } from '../../../drills/select/longest.ts';
import { shardText } from '../../../drills/select/shard.ts';
import { counted } from '../../../reports/text.ts';
import { usageError } from '../../errors.ts';
import type { GameDaySelection } from '../../scenarios.ts';
import { criteriaOf, type CriteriaArgs } from './criteria.ts';
import { pastPlays } from './past-plays.ts';

export interface ChoiceArgs extends CriteriaArgs {
  readonly failFast?: boolean;
}

export interface ChosenGameDay extends GameDaySelection {
  readonly chosen: RunSelection;
  /** What each copy of the stack plays; as many as there are copies. */
  readonly shares: readonly Share[];
  /** What a person should know of the choice. */
  readonly told: readonly string[];
}

/** Throws a usage error (64) where nothing is left to play. */
export const chooseDrills = (named: GameDaySelection, args: ChoiceArgs, copies = 1): ChosenGameDay => {
  const criteria = criteriaOf(args, copies);
  const { paced } = named;
  const candidates = [...new Set(named.drills)].map((name) => candidateOf(named, name));
  // A game day that names a drill twice wants it twice.
  const wanted = named.drills.map((name) => candidates.find(({ drill }) => drill === idOf(named, name)));
  const all = wanted.filter((one) => one !== undefined);
  const past = criteria.budgetMs === null && copies === 1 ? [] : pastPlays();
  const choice = withoutIdle(choose(all, criteria, { past, pace: paced.pace }));
  if (choice.drills.length === 0) throw nothingLeft(all, criteria, args, choice);
  const { shard, repeat, budgetMs } = criteria;
  return {
    ...named,
    drills: choice.drills.map((id) => id.slice(paced.scenario.name.length + 1)),
    chosen: {
      grep: args.grep ?? null,
      shard,
      repeat,
      budgetMs,
      failFast: args.failFast ?? false,
      leftOut: choice.leftOut,
    },
    shares: choice.shares,
    told: toldOf(all.length, criteria, choice),
  };
};

/** No copy of the stack is started for nothing. */
const withoutIdle = (choice: Choice): Choice => ({
  ...choice,
  shares: choice.shares.filter(({ places }) => places.length > 0),
});

const idOf = ({ paced }: GameDaySelection, name: string): string => `${paced.scenario.name}/${name}`;

const candidateOf = ({ paced }: GameDaySelection, name: string): Candidate => {
  const planned = planDrill(paced.scenario, name, paced);
  const { id, title, procedures } = planned.plan;
  return { drill: id, title, procedures, longestMs: longestMs(planned, paced) };
};

const nothingLeft = (
  all: readonly Candidate[],
  { shard, budgetMs }: Criteria,
  { grep }: ChoiceArgs,
  { leftOut }: Choice,
) => {
  const names = all.map(({ drill }) => drill).join(', ');
  if (leftOut[0] !== undefined && budgetMs !== null)
    return usageError(
      `--budget ${formatDuration(budgetMs)}: no drill fits`,
      `${leftOut[0].drill} takes ${leftOut[0].reason}`,
    );
  if (shard !== null && grep === undefined)
    return usageError(
      `--shard ${shardText(shard)}: there ${all.length === 1 ? 'is' : 'are'} only ${counted(all.length, 'drill')}`,
      `${counted(all.length, 'shard')} would do: ${names}`,
    );
  const of = shard === null ? '' : ` in shard ${shardText(shard)}`;
  return usageError(`--grep ${grep ?? ''}: no drill is found${of}`, `the drills: ${names}`);
};

const toldOf = (
  named: number,
  { grep, shard, budgetMs }: Criteria,
  { drills, leftOut, order, shares }: Choice,
): readonly string[] => [
  ...(grep === null && shard === null
    ? []
    : [
        `${shard === null ? '' : `shard ${shardText(shard)}: `}${drills.length} of ${counted(named, 'drill')}`,
      ]),
  ...(budgetMs === null
    ? []
    : [
        `budget ${formatDuration(budgetMs)}, most at risk first:`,
        ...order.map(({ drill, why, expectedMs }) => `  ${drill}, about ${seconds(expectedMs)}: ${why}`),
        ...leftOut.map(({ drill, reason }) => `  left out: ${drill}, ${reason}`),
      ]),
  ...(shares.length === 1
    ? []
    : [`side by side on ${shares.length} copies of the stack: ${shares.map(shareText).join('; ')}`]),
];

const shareText = ({ places, expectedMs }: Share): string =>
  `${counted(places.length, 'drill')}, about ${seconds(expectedMs)}`;

const seconds = (ms: number): string => formatDuration(Math.round(ms / 1000) * 1000);
