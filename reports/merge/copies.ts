// One run from the journals of its copies: as if one stack had played all drills, one after the other.
import type { RunCopy } from '../../core/journal/events.ts';
import type { ReadJournal } from '../../core/journal/read.ts';
import type { Several } from '../../core/several.ts';
import { neverStarted } from '../fold/drill.ts';
import { foldPart, gameDayOf, type GameDay, type Part, type PlayedDrill } from '../fold/game-day.ts';
import { together } from './together.ts';

/** The journal of a run, or those of its copies, as far as they wrote any. */
export const foldRun = (journals: Several<ReadJournal>): GameDay => {
  const parts = partsOf(journals);
  if (parts.length === 1) return gameDayOf(parts);
  const day = gameDayOf(parts, numbered(inOrder(parts)));
  return { ...day, report: { ...day.report, ...together(parts) } };
};

/** What each journal tells; of a copy that wrote none, that its drills were not played. */
export const partsOf = ([first, ...rest]: Several<ReadJournal>): Several<Part> => {
  const parts: Several<Part> = [foldPart(first), ...rest.map(foldPart)];
  const { copy } = parts[0].records.start;
  if (copy === undefined) return parts;
  const missing = copy.count - parts.length;
  return missing <= 0 ? parts : [...parts, absent(copy, parts, missing)];
};

/** The drills of a run in the order of its game day, whichever copy played them. */
export const inOrder = (parts: readonly Part[]): readonly PlayedDrill[] =>
  parts
    .flatMap(placed)
    .toSorted((a, b) => a.place - b.place)
    .map(({ drill }) => drill);

/** Each copy, or machine, counts from one; a drill and its number name one play. */
export const numbered = (drills: readonly PlayedDrill[]): readonly PlayedDrill[] => {
  let played = 0;
  return drills.map(({ report, charts }) => ({
    report: { ...report, attempt: report.attempt === 0 ? 0 : ++played },
    charts,
  }));
};

const placed = ({ records: { start }, drills }: Part) => {
  // A drill that is played twice has two places.
  const free = start.drills.map((id, index) => ({ id, place: start.copy?.places[index] ?? index }));
  return drills.map((drill) => {
    const at = free.findIndex(({ id }) => id === drill.report.id);
    const [found] = at === -1 ? [] : free.splice(at, 1);
    return { drill, place: found?.place ?? Infinity };
  });
};

const absent = ({ gameDay, count }: RunCopy, parts: Several<Part>, missing: number): Part => {
  const taken = new Set(parts.flatMap(({ records }) => records.start.copy?.places ?? []));
  const open = [...gameDay.entries()].filter(([place]) => !taken.has(place));
  const { start } = parts[0].records;
  const interrupted = parts.find(({ end }) => end.interrupted !== null)?.end.interrupted ?? null;
  const why = `${missing} of ${count} copies of the stack ended before the first drill`;
  const reason = `not played: ${why}`;
  return {
    records: {
      ...parts[0].records,
      start: {
        ...start,
        drills: open.map(([, id]) => id),
        copy: { index: 0, count: 0, gameDay, places: open.map(([place]) => place) },
      },
      events: [],
    },
    // Whoever interrupts the others while this one starts has interrupted it too.
    end: { finished: false, failed: interrupted === null ? why : null, interrupted },
    drills: open.map(([, id]) => ({ report: neverStarted(id, reason), charts: null })),
    variants: [],
  };
};
