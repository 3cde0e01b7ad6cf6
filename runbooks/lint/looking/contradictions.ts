// Statements about one thing, in two places of the document, with two limits.
import { formatDuration } from '../../../core/duration.ts';
import type { Found, LintDocument } from '../rule.ts';
import { spanOf, statementsOf, type Statement } from './alerts.ts';
import { isAbove, isBelow, sameAmount, sayLimit } from './thresholds.ts';
import { sameWords } from './words.ts';

export const contradictionsOf = (document: LintDocument): readonly Found[] => {
  const sources = [...Map.groupBy(statementsOf(document).filter(hasLimit), ({ source }) => source).values()];
  const found: Found[] = [];
  const told = new Set<Statement>();
  for (const [at, one] of sources.entries()) {
    for (const other of sources.slice(at + 1)) {
      for (const statement of other) {
        if (told.has(statement)) continue;
        const clash = clashOf(statement, one, other);
        if (clash === null) continue;
        told.add(statement);
        found.push(clash);
      }
    }
  }
  return found;
};

const hasLimit = ({ condition }: Statement): boolean =>
  condition.value !== null && condition.comparator !== null && condition.form !== 'T7';

/** What `statement` says against all that the other source says of the same thing. */
const clashOf = (
  statement: Statement,
  there: readonly Statement[],
  here: readonly Statement[],
): Found | null => {
  const rivals = there.filter((one) => isSameThing(one, statement));
  const [first] = rivals;
  if (first === undefined) return null;
  const same = rivals.find(({ condition }) => sameAmount(condition, statement.condition) === true);
  if (same !== undefined) return holdClash(same, statement) ?? windowClash(same, statement);
  // Where one side has more tiers than the other, the missing ones are no contradiction.
  const agreed = rivals.some((one) =>
    here.some((two) => isSameThing(one, two) && sameAmount(one.condition, two.condition) === true),
  );
  const comparable = rivals.filter(
    ({ condition, severity }) =>
      sameAmount(condition, statement.condition) === false &&
      (severity === null || statement.severity === null || severity === statement.severity),
  );
  const [rival] = comparable;
  if (agreed || rival === undefined) return null;
  return foundOf(
    rival,
    statement,
    `${rival.called} says ${sayLimit(rival.condition)}, ${statement.called} says ${sayLimit(statement.condition)}`,
    rival.isObjective !== statement.isObjective ? 'high' : 'medium',
  );
};

/** The same limit, but held for another time, or for none. */
const holdClash = (one: Statement, other: Statement): Found | null => {
  const [a, b] = [one.condition.holdMs, other.condition.holdMs];
  if (a === b || one.isObjective || other.isObjective || one.condition.windowMs !== other.condition.windowMs)
    return null;
  if (one.severity !== null && other.severity !== null && one.severity !== other.severity) return null;
  if (a !== null && b !== null)
    return foundOf(
      one,
      other,
      `${one.called} holds for ${formatDuration(a)}, ${other.called} for ${formatDuration(b)}`,
      'medium',
    );
  const isSymptom = [one, other].some(
    ({ source, name }) => source.startsWith('symptom') || (name.size === 0 && source.startsWith('table')),
  );
  return isSymptom
    ? null
    : foundOf(
        one,
        other,
        `${sayLimit(other.condition)} is said twice of one thing, once for ${formatDuration(a ?? b ?? 0)} and once without a hold`,
        'low',
      );
};

/** The same limit, counted over another time. */
const windowClash = (one: Statement, other: Statement): Found | null => {
  const [a, b] = [one.condition.windowMs, other.condition.windowMs];
  if (a === null || b === null || a === b || one.isObjective || other.isObjective) return null;
  if (one.severity !== null && other.severity !== null && one.severity !== other.severity) return null;
  return foundOf(
    one,
    other,
    `${one.called} looks at ${formatDuration(a)}, ${other.called} at ${formatDuration(b)}`,
    'medium',
  );
};

const foundOf = (
  one: Statement,
  other: Statement,
  message: string,
  level: 'high' | 'medium' | 'low',
): Found => ({
  at: spanOf(one.condition),
  message,
  level,
  related: [{ at: spanOf(other.condition), message: `the other statement: ${sayLimit(other.condition)}` }],
});

const isSameThing = (one: Statement, other: Statement): boolean => {
  const [a, b] = [one.condition, other.condition];
  if (a.quantile !== b.quantile || !sameDirection(one, other)) return false;
  if (a.isMetricName && b.isMetricName) return a.metric === b.metric && a.promql === b.promql;
  if (one.subject.size === 0 && other.subject.size === 0)
    return one.name.size > 1 && sameWords(one.name, other.name);
  if (isSameAlert(one, other)) return true;
  if (one.subject.size < 2 && !(one.name.size > 1 && sameWords(one.name, other.name))) return false;
  return sameWords(one.subject, other.subject);
};

/** One alert by its name, with one condition in each place: what it is called there may differ. */
const isSameAlert = (one: Statement, other: Statement): boolean =>
  one.isOnly && other.isOnly && one.alert !== null && one.alert === other.alert;

const sameDirection = ({ condition: a }: Statement, { condition: b }: Statement): boolean =>
  (isAbove(a.comparator) && isAbove(b.comparator)) || (isBelow(a.comparator) && isBelow(b.comparator));
