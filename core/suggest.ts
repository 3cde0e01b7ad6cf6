// "Did you mean": the nearest of the known words, if one is near enough to be a slip of the finger.

/** The known word nearest to `word`, or null when none is near: at most two fifths of its letters may differ. */
export const nearest = (word: string, known: Iterable<string>): string | null => {
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(word.length * 0.4)) + 1;
  for (const candidate of known) {
    const distance = startsAlike(word, candidate)
      ? 1
      : Math.min(
          ...[candidate, withoutUnit(candidate)].map((one) =>
            editDistance(word.toLowerCase(), one.toLowerCase()),
          ),
        );
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
};

/** The hint for an unknown word: the nearest known one, else all of them. */
export const suggestion = (word: string, known: readonly string[], what = 'known'): string => {
  const near = nearest(word, known);
  if (near !== null) return `did you mean "${near}"?`;
  return known.length === 0 ? `there are no ${what}` : `${what}: ${known.join(', ')}`;
};

// `latency` for `latencyMs`: the unit or the end was left out.
const startsAlike = (word: string, candidate: string): boolean =>
  word.length >= 4 && candidate.toLowerCase().startsWith(word.toLowerCase());

const withoutUnit = (word: string): string => word.replace(/(Ms|Us|Bytes|KbPerSecond|Percent|Seconds)$/, '');

// Levenshtein's distance, where two swapped neighbours count as one.
const editDistance = (a: string, b: string): number => {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next.push(cost);
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
};
