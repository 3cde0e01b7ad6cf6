// "Did you mean": the nearest of the known words, if one is near enough to be a slip of the finger.

/** The known word nearest to `word`, or null when none is near: at most two fifths of its letters may differ. */
export const nearest = (word: string, known: Iterable<string>): string | null => {
  const lower = word.toLowerCase();
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(word.length * 0.4)) + 1;
  for (const candidate of known) {
    const distance = startsAlike(lower, candidate) ? 1 : nearestForm(lower, candidate, bestDistance);
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
const startsAlike = (lower: string, candidate: string): boolean =>
  lower.length >= 4 && candidate.length > lower.length && candidate.toLowerCase().startsWith(lower);

const nearestForm = (lower: string, candidate: string, limit: number): number => {
  const whole = editDistance(lower, candidate.toLowerCase(), limit);
  const bare = candidate.replace(/(Ms|Us|Bytes|KbPerSecond|Percent|Seconds)$/, '');
  if (bare === candidate) return whole;
  return Math.min(whole, editDistance(lower, bare.toLowerCase(), limit));
};

// Levenshtein's distance, where two swapped neighbours count as one. Infinity as soon as it can't be below `limit`.
const editDistance = (a: string, b: string, limit: number): number => {
  if (Math.abs(a.length - b.length) >= limit) return Infinity;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  let leastBefore = 0;
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      if (cost < least) least = cost;
      next.push(cost);
    }
    // A swap reaches back two rows: both must be past the limit.
    if (least >= limit && leastBefore >= limit) return Infinity;
    leastBefore = least;
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
};
