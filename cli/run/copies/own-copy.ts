// What one process of a run plays, when its drills are played side by side: told by the one that started it.
import type { RunCopy, RunSelection } from '../../../core/journal/events.ts';
import type { ChosenGameDay } from '../choice/choose-drills.ts';
import type { GameDaySelection } from '../../scenarios.ts';

export interface OwnCopy extends RunCopy {
  readonly chosen: RunSelection;
  readonly seed: number;
  /** The drills that this copy plays again with changed steps (`--mutate`), should somebody want that. */
  readonly varied: readonly string[];
}

const marker = 'GAMEDAY_COPY';

export const copyEnv = (copy: OwnCopy): Readonly<Record<string, string>> => ({
  [marker]: JSON.stringify(copy),
});

/** Null: this process plays the whole run, or is the one that starts the copies. */
export const ownCopy = (env: Readonly<Record<string, string | undefined>>): OwnCopy | null => {
  const text = env[marker];
  return text === undefined || text === '' ? null : (JSON.parse(text) as OwnCopy);
};

/** As the journal tells it. */
export const placeOf = ({ index, count, gameDay, places }: OwnCopy): RunCopy => ({
  index,
  count,
  gameDay,
  places,
});

/** The whole game day as it was chosen, of which this copy plays a part. */
export const wholeOf = (named: GameDaySelection, { gameDay, chosen }: OwnCopy): ChosenGameDay => ({
  ...named,
  drills: gameDay.map(nameOf),
  chosen,
  shares: [],
  told: [],
});

export const partOf = (whole: ChosenGameDay, { gameDay, places }: OwnCopy): ChosenGameDay => ({
  ...whole,
  drills: places.flatMap((place) => gameDay[place] ?? []).map(nameOf),
});

/** The drill's name without its system. */
export const nameOf = (id: string): string => id.slice(id.indexOf('/') + 1);
