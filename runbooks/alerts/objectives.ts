// Objectives outside of tables: a stated budget ("Response Time: < 100ms"), a line of a list of objectives.
import { withoutAccents } from '../markdown/accents.ts';
import type { TextLeaf } from '../markdown/leaves.ts';
import { amountOf, numberPattern, unitPattern } from './amounts.ts';
import { valueText, type Fact } from './facts.ts';
import { readConditions } from './read-conditions.ts';
import { conditionAt, quantileIn, wholeOf, type FoundCondition } from './statement.ts';
import type { ObjectiveDraft } from './table-alerts.ts';
import { readTimes } from './times.ts';

const budgetKey =
  /\b(?:response times?|latency|availability|uptime|throughput|error rate|success rate|error budget|rto|rpo|recovery (?:time|point)|freshness|durability|duration|antwortzeit|verfugbarkeit|temps de reponse|disponibilite)\b/i;

const bare = new RegExp(String.raw`^\W*(${numberPattern})(${unitPattern})`, 'u');

/** "Latency target", "SLO": how things ought to be, and no alert. */
export const saysObjective = (label: string): boolean =>
  /\b(?:slos?|slas?|targets?|objectives?|goals?|zielwerte?)\b/i.test(label) && !missed.test(label);

const missed = /\b(?:breach|burn|violat|miss|budget|exhaust)\w*/i;

/** `strict`: outside of a list of objectives only budgets with a comparator count. */
export const objectiveOfFact = (
  fact: Fact,
  section: number | null,
  strict: boolean,
): ObjectiveDraft | null => {
  const plain = withoutAccents(fact.label);
  const says = saysObjective(plain);
  if (!budgetKey.test(plain) && !(says && budgetKey.test(valueText(fact)))) return null;
  const target = targetIn(fact, strict && !says);
  if (target === null) return null;
  const quantile = target.quantile ?? quantileIn(fact.label);
  // "SLO: 99.9% availability" names it behind the number.
  const name = (budgetKey.test(plain) ? null : budgetKey.exec(valueText(fact))?.[0]) ?? fact.label;
  return {
    name,
    section,
    target: { ...target, form: 'T7', metric: name, isMetricName: false, quantile },
    windowMs: target.windowMs,
    alert: null,
    from: target.from,
    to: target.to,
  };
};

const targetIn = (fact: Fact, strict: boolean): FoundCondition | null => {
  const [found] = readConditions(fact.value);
  const text = valueText(fact);
  if (found !== undefined && /^\W*(?:[<>≤≥=]|under|below|less|at (?:least|most)|above|within)/i.test(text))
    return found;
  if (strict) return null;
  const { inline, from, to } = fact.value;
  const match = bare.exec(inline.plain.slice(from, to));
  if (match === null) return found ?? null;
  const times = readTimes(inline.plain.slice(from + match[0].length, to));
  const lead = match[0].length - match[0].trimStart().length;
  return conditionAt(fact.value, from + lead, from + match[0].length, {
    form: 'T7',
    ...amountOf(match[1], match[2]),
    windowMs: times.windowMs,
  });
};

/** "p95 latency < 500ms" in a list of objectives. */
export const objectiveOfLine = (leaf: TextLeaf, section: number | null): ObjectiveDraft | null => {
  const [target] = readConditions(wholeOf(leaf.inline));
  if (target?.metric === undefined || target.metric === null) return null;
  return {
    name: target.metric,
    section,
    target: { ...target, form: 'T7' },
    windowMs: target.windowMs,
    alert: null,
    from: target.from,
    to: target.to,
  };
};

export const listsObjectives = (title: string): boolean =>
  /\b(?:slos?|slas?|slis?|service level|objectives?|targets?|error budgets?|zielwerte|objectifs)\b/i.test(
    title,
  );
