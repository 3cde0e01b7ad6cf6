// The lines of a document that a pattern is found in; each pattern goes through a document once.
import type { Place } from '../../model.ts';
import { oncePer } from './once.ts';

const known = oncePer(() => new Map<RegExp, readonly Place[]>());

/** In order. The pattern has to be a constant: it is known again by itself. */
export const linesMatching = (document: Parameters<typeof known>[0], pattern: RegExp): readonly Place[] => {
  const patterns = known(document);
  const found =
    patterns.get(pattern) ??
    document.lines.flatMap((text, at) => (pattern.test(text) ? [{ line: at + 1, endLine: at + 1 }] : []));
  patterns.set(pattern, found);
  return found;
};
