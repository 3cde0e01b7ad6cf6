// One game day from the journals of its shards: as if one machine had played them all.
import type { ReadJournal } from '../../core/journal/read.ts';
import { foldPart, gameDayOf, type GameDay, type Part } from '../fold/game-day.ts';
import type { Report } from '../schema.ts';
import { checkShards, type Allowed } from './check.ts';

export interface Shard {
  /** What the person calls it. */
  readonly name: string;
  readonly journal: ReadJournal;
}

/** `run`: the name of the whole. Throws invalidInput (64) where the shards are not one game day. */
export const mergeShards = (
  shards: readonly [Shard, ...(readonly Shard[])],
  run: string,
  allowed: Allowed,
): GameDay => {
  const parts = shards.map(({ name, journal }) => ({ name, part: foldPart(journal) }));
  const notes = checkShards(parts, allowed);
  const ordered = parts.map(({ part }) => part).toSorted((a, b) => placeOf(a) - placeOf(b));
  const [first = foldPart(shards[0].journal), ...rest] = ordered;
  const day = gameDayOf(numbered([first, ...rest]));
  return {
    ...day,
    report: { ...day.report, ...whole(ordered), run, notes: [...notes, ...day.report.notes] },
  };
};

const placeOf = ({ records }: Part): number => records.start.selection?.shard?.index ?? 0;

/** Each machine counted from one; a drill and its number name one play. */
const numbered = (parts: readonly [Part, ...(readonly Part[])]): readonly [Part, ...(readonly Part[])] => {
  let played = 0;
  const renumbered = (part: Part): Part => ({
    ...part,
    drills: part.drills.map(({ report, charts }) => ({
      report: { ...report, attempt: report.attempt === 0 ? 0 : ++played },
      charts,
    })),
  });
  const [first, ...rest] = parts;
  return [renumbered(first), ...rest.map(renumbered)];
};

const whole = (parts: readonly Part[]): Pick<Report, 'startedAt' | 'selection' | 'brief'> => {
  const days = parts.map((part) => gameDayOf([part]).report);
  const [selection = null] = days.map((day) => day.selection).filter((one) => one !== null);
  const briefs = days.map(({ brief }) => brief).filter((one) => one !== null);
  const unique = (pick: 'objectives' | 'participants' | 'notes'): string[] => [
    ...new Set(briefs.flatMap((brief) => brief[pick])),
  ];
  return {
    startedAt: days.map(({ startedAt }) => startedAt).toSorted()[0] ?? '',
    selection:
      selection === null
        ? null
        : { ...selection, shard: null, leftOut: days.flatMap((day) => day.selection?.leftOut ?? []) },
    brief:
      briefs.length === 0
        ? null
        : {
            objectives: unique('objectives'),
            hypothesis: briefs.find(({ hypothesis }) => hypothesis !== null)?.hypothesis ?? null,
            participants: unique('participants'),
            notes: unique('notes'),
          },
  };
};
