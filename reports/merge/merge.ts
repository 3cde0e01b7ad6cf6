// One game day from the journals of its shards: as if one machine had played them all.
import type { ReadJournal } from '../../core/journal/read.ts';
import type { Several } from '../../core/several.ts';
import { gameDayOf, type GameDay, type Part } from '../fold/game-day.ts';
import { checkShards, type Allowed } from './check.ts';
import { inOrder, numbered, partsOf } from './copies.ts';
import { together } from './together.ts';

export interface Shard {
  /** What the person calls it. */
  readonly name: string;
  /** One, or one for each copy of the stack on which it was played. */
  readonly journals: Several<ReadJournal>;
}

/** `run`: the name of the whole. Throws invalidInput (64) where the shards are not one game day. */
export const mergeShards = (shards: Several<Shard>, run: string, allowed: Allowed): GameDay => {
  const runs = shards
    .map(({ name, journals }) => ({ name, parts: partsOf(journals) }))
    .toSorted((a, b) => placeOf(a.parts) - placeOf(b.parts));
  const notes = checkShards(
    runs.flatMap(({ name, parts }) => parts.map((part) => ({ name, part }))),
    allowed,
  );
  const [first = partsOf(shards[0].journals)[0], ...rest] = runs.flatMap(({ parts }) => parts);
  const day = gameDayOf([first, ...rest], numbered(runs.flatMap(({ parts }) => inOrder(parts))));
  const { selection, ...whole } = together([first, ...rest]);
  return {
    ...day,
    report: {
      ...day.report,
      ...whole,
      selection: selection === null ? null : { ...selection, shard: null },
      run,
      notes: [...notes, ...day.report.notes],
    },
  };
};

const placeOf = ([{ records }]: Several<Part>): number => records.start.selection?.shard?.index ?? 0;
