// Objectives outside of tables: a stated budget ("Response Time: < 100ms"), a line of a list of objectives.
import type { TextLeaf } from '../markdown/leaves.ts';
import { numberOf, numberPattern, unitOf, unitPattern } from './amounts.ts';
import { valueText, type Fact } from './facts.ts';
import { readConditions } from './read-conditions.ts';
import { conditionAt, quantileIn, wholeOf, type FoundCondition } from './statement.ts';
import type { ObjectiveDraft } from './table-alerts.ts';
import { readTimes } from './times.ts';

const budgetKey =
  /\b(?:response times?|latency|availability|uptime|throughput|error rate|success rate|error budget|rto|rpo|recovery (?:time|point)|freshness|durability|duration|antwortzeit|verfugbarkeit|temps de reponse|disponibilite)\b/i;

const bare = new RegExp(String.raw`^\W*(${numberPattern})(${unitPattern})`, 'u');

/** `strict`: outside of a list of objectives only budgets with a comparator count. */
export const objectiveOfFact = (
  fact: Fact,
  section: number | null,
  strict: boolean,
): ObjectiveDraft | null => {
  const plain = fact.label.normalize('NFD').replace(/\p{M}/gu, '');
  if (!budgetKey.test(plain)) return null;
  const target = targetIn(fact, strict);
  if (target === null) return null;
  const quantile = target.quantile ?? quantileIn(fact.label);
  return {
    name: fact.label,
    section,
    target: { ...target, form: 'T7', metric: fact.label, isMetricName: false, quantile },
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
    value: numberOf(match[1] ?? ''),
    unit: unitOf(match[2]),
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
