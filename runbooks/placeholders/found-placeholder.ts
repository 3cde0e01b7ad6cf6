// A placeholder in a piece of text: offsets in that text.
import type { PlaceholderForm } from '../model.ts';

export interface FoundPlaceholder {
  readonly form: PlaceholderForm;
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** In order, and each character in one only: what begins first, and of two the longer one. */
export const withoutOverlap = (found: readonly FoundPlaceholder[]): readonly FoundPlaceholder[] => {
  const kept: FoundPlaceholder[] = [];
  for (const one of [...found].sort((a, b) => a.from - b.from || b.to - a.to))
    if (one.from >= (kept.at(-1)?.to ?? 0)) kept.push(one);
  return kept;
};
