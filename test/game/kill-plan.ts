// Which drill is killed when, by which seed: the same seed gives the same plan.
import { dealer, randomOf } from './dice.ts';

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
