// When does an alert's expression turn true, and stay true for as long as `for` asks? As a band over all stated ranges.
import { compile, type World } from './evaluate.ts';
import { lateText } from './late.ts';
import { matchedText } from './matched.ts';
import { shortfall } from './shortfall.ts';
import { cornersOf, synthesise, type Behaviour, type Corner } from './synthetic.ts';
import { itemsOf, NotPredictable, signature, type Value } from './value.ts';

export interface Question {
  readonly expression: string;
  readonly forMs: number;
  /** It has to have crossed and held by then. */
  readonly budgetMs: number;
  readonly scrapeMs: number;
  readonly evaluationMs: number;
  readonly behaviour: Behaviour;
}

export type Crossing =
  /** Milliseconds since the injection: the earliest and the latest. */
  | { readonly kind: 'crosses'; readonly fromMs: number; readonly toMs: number }
  /** In at least one of the stated cases it never fires; `reason` says so in numbers. */
  | { readonly kind: 'never'; readonly reason: string }
  | { readonly kind: 'not-predictable'; readonly reason: string };

export const crossing = (question: Question): Crossing => {
  try {
    const times = cornersOf(question.behaviour).map((corner) => crossAt(question, corner));
    const never = times.find((time) => typeof time === 'string');
    if (typeof never === 'string') return { kind: 'never', reason: never };
    const numbers = times.filter((time) => typeof time === 'number');
    return { kind: 'crosses', fromMs: Math.min(...numbers), toMs: Math.max(...numbers) };
  } catch (error) {
    if (error instanceof NotPredictable) return { kind: 'not-predictable', reason: error.message };
    throw error;
  }
};

// The instant of crossing, or why there is none.
const crossAt = (question: Question, corner: Corner): number | string => {
  const { scrapeMs, evaluationMs, behaviour, expression, budgetMs, forMs } = question;
  const world: World = { series: synthesise(behaviour, corner), scrapeMs, evaluationMs };
  const at = compile(expression, world);
  const before = itemsOf(at(-1));
  if (before.length > 0)
    return `it is true before the fault already, its value is ${before[0]?.value ?? ''}${matchedText(expression, world)}`;
  const stepMs = stepOf(question);
  const since = new Map<string, number>();
  let longest: { readonly fromMs: number; readonly ms: number } | null = null;
  for (let ms = 0; ms <= budgetMs; ms += stepMs) {
    const active = activeAt(at(ms));
    for (const key of since.keys()) if (!active.has(key)) since.delete(key);
    for (const key of active) {
      const fromMs = since.get(key) ?? ms;
      since.set(key, fromMs);
      if (ms - fromMs >= forMs) return firstTrue(at, key, fromMs - stepMs, fromMs);
      if (longest === null || ms - fromMs > longest.ms) longest = { fromMs, ms: ms - fromMs };
    }
  }
  const late = lateText(question, corner);
  if (longest === null) return `${shortfall({ expression, world, budgetMs, stepMs })}${late}`;
  return `it turns true after ${longest.fromMs} ms but holds for ${longest.ms} ms of the budget of ${budgetMs} ms, and \`for\` is ${forMs} ms${late}`;
};

// The grid saw it false at one instant and true at the next: halve until a millisecond.
const firstTrue = (at: (ms: number) => Value, key: string, falseMs: number, trueMs: number): number => {
  let [low, high] = [Math.max(-1, falseMs), trueMs];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (activeAt(at(middle)).has(key)) high = middle;
    else low = middle;
  }
  return high;
};

/** Fine enough for a band of milliseconds, coarse enough for an instant answer. */
const stepOf = ({ scrapeMs, budgetMs }: Question): number =>
  Math.max(4, Math.min(Math.floor(scrapeMs / 4), Math.ceil(budgetMs / 400)));

const activeAt = (value: Value): ReadonlySet<string> =>
  new Set(itemsOf(value).map(({ labels }) => signature(labels)));
