// What several journals say of one game day as such: when it began, how it was chosen, what people wanted of it.
import { beforehand, type Part } from '../fold/game-day.ts';
import type { Report } from '../schema.ts';

export const together = (parts: readonly Part[]): Pick<Report, 'startedAt' | 'selection' | 'brief'> => {
  const told = parts.map(({ records }) => ({ startedAt: records.start.at, ...beforehand(records) }));
  const [selection = null] = told.flatMap((one) => one.selection ?? []);
  const briefs = told.flatMap(({ brief }) => brief ?? []);
  const unique = (pick: 'objectives' | 'participants' | 'notes'): string[] => [
    ...new Set(briefs.flatMap((brief) => brief[pick])),
  ];
  return {
    startedAt: told.map(({ startedAt }) => startedAt).toSorted()[0] ?? '',
    selection:
      selection === null
        ? null
        : { ...selection, leftOut: told.flatMap((one) => one.selection?.leftOut ?? []) },
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
