// From a line to the block that it belongs to, for many questions about one document.
import type { Place } from '../../model.ts';

export const linesOf = <T extends Place>(places: readonly T[]): ReadonlyMap<number, T> => {
  const map = new Map<number, T>();
  for (const place of places) for (let line = place.line; line <= place.endLine; line++) map.set(line, place);
  return map;
};
