// Finds what stands on some lines among things that are in the order of the document, without going through all of them.
import type { Place } from '../../model.ts';

/** Those that begin and end within a place. */
export const within = <T extends Place>(items: readonly T[], place: Place): readonly T[] => {
  const found: T[] = [];
  for (let at = firstFrom(items, place.line); at < items.length; at += 1) {
    const item = items[at];
    if (item === undefined || item.line > place.endLine) break;
    if (item.endLine <= place.endLine) found.push(item);
  }
  return found;
};

/** The first that begins behind a line. */
export const firstBehind = <T extends Place>(items: readonly T[], line: number): T | null =>
  items[firstFrom(items, line + 1)] ?? null;

const firstFrom = (items: readonly Place[], line: number): number => {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.line ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low;
};
