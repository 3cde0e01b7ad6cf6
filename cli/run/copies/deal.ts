// The drills of a game day dealt to the copies of the stack.
import type { ChosenGameDay } from '../choice/choose-drills.ts';
import type { OwnCopy } from './own-copy.ts';

/** A drill that several copies play is played with changed steps by the first of them only. */
export const deal = ({ paced, drills, chosen, shares }: ChosenGameDay, seed: number): readonly OwnCopy[] => {
  const varied = new Set<string>();
  const firstOnly = (drill: string): boolean => !varied.has(drill) && varied.add(drill).has(drill);
  return shares.map(({ places }, at) => ({
    index: at + 1,
    count: shares.length,
    gameDay: drills.map((drill) => `${paced.scenario.name}/${drill}`),
    places,
    // What was left out is told once.
    chosen: at === 0 ? chosen : { ...chosen, leftOut: [] },
    seed,
    varied: [...new Set(places.flatMap((place) => drills[place] ?? []))].filter(firstOnly),
  }));
};
