// Which drill is killed when, by which seed: the same seed gives the same plan.

export interface Kill {
  readonly number: number;
  readonly drill: string;
  /** The line of the run's output after which it is killed, and how long after it. */
  readonly moment: string;
  readonly delayMs: number;
  /** Which process of the chain: the one outside the engine's network, the one inside, or both. */
  readonly link: 'outer' | 'inner' | 'both';
  readonly healedBy: 'watchdog' | 'heal';
}

interface Moment {
  readonly line: string;
  readonly withinMs: number;
}

/** While a fault may be in. */
const harmed: readonly Moment[] = [
  { line: 'injecting', withinMs: 60 },
  { line: 'inject', withinMs: 800 },
  { line: 'confirm', withinMs: 1_500 },
  { line: 'detect', withinMs: 5_000 },
  { line: 'diagnose', withinMs: 1_000 },
  { line: 'remediate', withinMs: 8_000 },
  { line: 'recover', withinMs: 3_000 },
  { line: 'heal', withinMs: 1_000 },
];
/** Before it and after it. */
const unharmed: readonly Moment[] = [
  { line: 'warm-up', withinMs: 5_000 },
  { line: 'baseline', withinMs: 250 },
  { line: 'verify', withinMs: 300 },
];

const drills = ['broker-killed', 'broker-frozen', 'broker-black-holed', 'gateway-out-of-memory'] as const;

/** The first ones hit runs whose fault is in; drills, moments and delays are dealt without repeats as far as they go. */
export const planKills = (seed: number, count: number): readonly Kill[] => {
  const random = randomOf(seed);
  const nextDrill = dealer(drills, random);
  const nextMoment = dealer(count <= harmed.length ? harmed : [...harmed, ...unharmed], random);
  return Array.from({ length: count }, (_, number) => {
    const { line, withinMs } = nextMoment();
    return {
      number,
      drill: nextDrill(),
      moment: line,
      delayMs: Math.floor(random() * withinMs),
      link: (['outer', 'inner', 'both'] as const)[Math.floor(random() * 3)] ?? 'inner',
      healedBy: number % 2 === 0 ? 'watchdog' : 'heal',
    };
  });
};

/** Gives all items in a random order, then again in another. */
const dealer = <Item>(items: readonly Item[], random: () => number): (() => Item) => {
  let rest: Item[] = [];
  return () => {
    if (rest.length === 0) rest = [...items];
    const [item] = rest.splice(Math.floor(random() * rest.length), 1);
    if (item === undefined) throw new RangeError('nothing to deal');
    return item;
  };
};

/** mulberry32: small, and good enough to spread moments. */
const randomOf = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};
