// Effects that come when the signal's time is over: what a fault does takes as long as it takes, while promises are paced.
import { metricNames } from '../../core/promql/facts.ts';
import { resolveTerm } from '../scenario/term.ts';
import type { Question } from './cross.ts';
import { parseSeries } from './series-name.ts';
import type { Corner } from './synthetic.ts';

/** Nothing where all come in time. */
export const lateText = ({ expression, budgetMs, behaviour }: Question, { time }: Corner): string => {
  const metrics = metricNames(expression);
  return Object.entries(behaviour.effects)
    .flatMap(([name, changes]) => changes.map(({ after }) => ({ name, term: after[time] })))
    .flatMap(({ name, term }) => {
      const metric = parseSeries(name)?.metric ?? '';
      const ms = resolveTerm(term, behaviour.named) ?? 0;
      if (ms < budgetMs || !metrics.some((one) => one.startsWith(metric))) return [];
      return [
        `; ${name} changes after ${term.text}: a time in effects is real time at any pace, and the signal has ${budgetMs} ms`,
      ];
    })
    .join('');
};
