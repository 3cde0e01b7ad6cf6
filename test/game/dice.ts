// Chance with a seed: the same seed deals the same.

/** Gives all items in a random order, then again in another. */
export const dealer = <Item>(items: readonly Item[], random: () => number): (() => Item) => {
  let rest: Item[] = [];
  return () => {
    if (rest.length === 0) rest = [...items];
    const [item] = rest.splice(Math.floor(random() * rest.length), 1);
    if (item === undefined) throw new RangeError('nothing to deal');
    return item;
  };
};

export const shuffled = <Item>(items: readonly Item[], seed: number): readonly Item[] => {
  const next = dealer(items, randomOf(seed));
  return items.map(() => next());
};

/** mulberry32: small, and good enough to spread moments. */
export const randomOf = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};
