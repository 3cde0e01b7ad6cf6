// Which of two takes the next request: the second gets its share to the request, evenly spread, not by chance.

export interface Share {
  next(): 'first' | 'second';
  /** From 0 (all to the first) to 1. */
  set(share: number): void;
  get(): number;
}

export const createShare = (): Share => {
  let share = 0;
  let owed = 0;
  return {
    next: () => {
      owed += share;
      // Sums of tenths miss the whole by a hair.
      if (owed < 1 - 1e-9) return 'first';
      owed -= 1;
      return 'second';
    },
    set: (wanted) => {
      share = wanted;
      owed = 0;
    },
    get: () => share,
  };
};
