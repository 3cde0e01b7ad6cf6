// From the injection to the delivery: t_cross + scrape + evaluation + for + group_wait + delivery, each as a range in milliseconds.
import type { RouteTimes } from '../scenario/pace-alertmanager.ts';
import { crossing, type Crossing, type Question } from './cross.ts';

/** What notifying takes beyond all waits: two HTTP calls and their queues, on a machine that is busy. */
export const deliveryAllowanceMs = 500;

export interface AlertQuestion extends Question {
  readonly routes: readonly RouteTimes[];
  /** The scenario's own word on when the expression turns true, for what can't be computed. */
  readonly statedMs: readonly [number, number] | null;
}

export interface Prediction {
  readonly predictedMs: readonly [number, number] | null;
  /** Each part for people, e.g. `{ cross: '0-2000', for: '2000' }`. */
  readonly parts: Readonly<Record<string, string>>;
  /** Why this signal can't be judged; null when it can. */
  readonly undetectable: string | null;
}

export const predictAlert = (question: AlertQuestion): Prediction => {
  const found = crossing(question);
  const cross = crossRange(found, question.statedMs);
  if (cross === null) {
    const reason = found.kind === 'crosses' ? '' : found.reason;
    const hint =
      found.kind === 'not-predictable' ? ' (state crosses: [earliest, latest] beside the alert)' : '';
    return { predictedMs: null, parts: { cross: 'never' }, undetectable: `${reason}${hint}` };
  }
  const ranges: Readonly<Record<string, readonly [number, number]>> = {
    cross,
    scrape: [0, question.scrapeMs],
    evaluation: [0, question.evaluationMs],
    for: forTicks(question),
    group_wait: groupWait(question.routes),
    delivery: [0, deliveryAllowanceMs],
  };
  const sum = (end: 0 | 1): number =>
    Math.round(Object.values(ranges).reduce((total, range) => total + range[end], 0));
  const predictedMs: readonly [number, number] = [sum(0), sum(1)];
  const parts = Object.fromEntries(Object.entries(ranges).map(([name, range]) => [name, rangeText(range)]));
  const { budgetMs } = question;
  const late = `delivered ${rangeText(predictedMs)} ms after the injection, promised within ${budgetMs} ms`;
  return { predictedMs, parts, undetectable: predictedMs[1] > budgetMs ? late : null };
};

const crossRange = (
  found: Crossing,
  statedMs: AlertQuestion['statedMs'],
): readonly [number, number] | null => {
  if (found.kind === 'crosses') return [found.fromMs, found.toMs];
  return found.kind === 'not-predictable' ? statedMs : null;
};

// The alert fires at the first evaluation at which it has been pending for long enough.
const forTicks = ({ forMs, evaluationMs }: Question): readonly [number, number] => {
  const ms = Math.ceil(forMs / evaluationMs) * evaluationMs;
  return [ms, ms];
};

// Which route an alert takes is Alertmanager's business: the widest of all routes holds. In a shared group it may
// come along with the next notification, or wait for it.
const groupWait = (routes: readonly RouteTimes[]): readonly [number, number] => {
  if (routes.length === 0) return [0, 0];
  const least = routes.map(({ groupWaitMs, groupsByAlert }) => (groupsByAlert ? groupWaitMs : 0));
  const most = routes.map(({ groupWaitMs, groupIntervalMs, groupsByAlert }) =>
    groupsByAlert ? groupWaitMs : Math.max(groupWaitMs, groupIntervalMs),
  );
  return [Math.min(...least), Math.max(...most)];
};

const rangeText = ([from, to]: readonly [number, number]): string =>
  from === to ? String(from) : `${from}-${to}`;
