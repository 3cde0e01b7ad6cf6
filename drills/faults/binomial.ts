// How often something that happens with a certain probability may happen in n trials.

export interface Band {
  readonly least: number;
  readonly most: number;
}

/** The narrowest counts outside of which, on either side, lies at most half of `risk`. */
export const binomialBand = (count: number, probability: number, risk: number): Band => {
  const chances = chancesOf(count, probability);
  return {
    least: tail(chances, risk / 2),
    most: count - tail(chances.toReversed(), risk / 2),
  };
};

/** How many of the first counts are together no likelier than `risk`. */
const tail = (chances: readonly number[], risk: number): number => {
  let sum = 0;
  return chances.findIndex((chance) => (sum += chance) > risk);
};

/** Of 0 … count. By logarithms: a chance of 1e-400 is still the way to the next one. */
const chancesOf = (count: number, probability: number): readonly number[] => {
  const odds = Math.log(probability) - Math.log(1 - probability);
  let log = count * Math.log(1 - probability);
  return Array.from({ length: count + 1 }, (_, hits) => {
    if (hits > 0) log += Math.log(count - hits + 1) - Math.log(hits) + odds;
    return Math.exp(log);
  });
};
