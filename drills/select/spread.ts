// Work spread over several that share it: the longest first, each to the one that has the least to do.
export interface Spread {
  /** For each piece, in the order given, who does it: from 0 on. */
  readonly doneBy: readonly number[];
  /** What each of them has to do, all in all. */
  readonly loads: readonly number[];
}

/** The same lengths give the same spread, on every machine. */
export const spread = (lengths: readonly number[], count: number): Spread => {
  const loads = Array.from({ length: count }, () => 0);
  const doneBy = lengths.map(() => 0);
  const longestFirst = [...lengths.entries()].toSorted(([, a], [, b]) => b - a);
  for (const [piece, length] of longestFirst) {
    const least = loads.indexOf(Math.min(...loads));
    // Even a piece of no length takes its place: nobody stays idle while another has two.
    loads[least] = (loads[least] ?? 0) + Math.max(1, length);
    doneBy[piece] = least;
  }
  return { doneBy, loads };
};
