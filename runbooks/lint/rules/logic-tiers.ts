// The limit of a worse severity that is reached before that of a milder one.
import type { Found, LintDocument, Rule } from '../rule.ts';
import { spanOf, statementsOf, type Statement } from '../looking/alerts.ts';
import { amountOf, isAbove, isBelow, sayLimit } from '../looking/thresholds.ts';
import { isWorse } from '../looking/severity-ranks.ts';
import { tierLists, type TierList } from '../looking/tier-lists.ts';
import { sameWords } from '../looking/words.ts';

const check = (document: LintDocument): readonly Found[] => {
  const named = ofStatements(document);
  const lines = new Set(named.map(({ at }) => at.line));
  return [
    ...named,
    ...tierLists(document)
      .flatMap(ofTiers)
      .filter(({ at }) => !lines.has(at.line)),
  ];
};

const ofStatements = (document: LintDocument): readonly Found[] => {
  const statements = statementsOf(document).filter(({ isObjective }) => !isObjective);
  const bySource = Map.groupBy(statements, ({ source }) => source);
  return statements.flatMap((milder) => {
    const worse = bySource
      .get(milder.source)
      ?.find(
        (one) =>
          isWorse(one.severity ?? '', milder.severity ?? '') &&
          isSameThing(one, milder) &&
          isReversed(milder, one),
      );
    return worse === undefined
      ? []
      : [
          {
            at: spanOf(milder.condition),
            message: `${milder.condition.metric ?? milder.called}: ${worse.severity ?? ''} at ${sayLimit(worse.condition)} comes before the ${milder.severity ?? ''} at ${sayLimit(milder.condition)}`,
            related: [{ at: spanOf(worse.condition), message: `the ${worse.severity ?? ''} limit` }],
          },
        ];
  });
};

const ofTiers = ({ about, tiers }: TierList): readonly Found[] =>
  tiers.flatMap((milder) => {
    const worse = tiers.find(
      (one) =>
        isWorse(one.severity, milder.severity) &&
        one.comparator === milder.comparator &&
        one.amount.dimension === milder.amount.dimension &&
        (isAbove(one.comparator)
          ? one.amount.value < milder.amount.value
          : one.amount.value > milder.amount.value),
    );
    return worse === undefined
      ? []
      : [
          {
            at: milder.at,
            message: `${about === '' ? '' : `${about}: `}${worse.severity} at ${worse.limit} comes before the ${milder.severity} at ${milder.limit}`,
            related: [{ at: worse.at, message: `the ${worse.severity} limit` }],
          },
        ];
  });

const isSameThing = (
  { condition: a, subject }: Statement,
  { condition: b, subject: other }: Statement,
): boolean =>
  subject.size > 0 &&
  sameWords(subject, other) &&
  a.metric === b.metric &&
  a.quantile === b.quantile &&
  a.windowMs === b.windowMs &&
  a.promql === b.promql;

const isReversed = ({ condition: warning }: Statement, { condition: critical }: Statement): boolean => {
  const [a, b] = [amountOf(warning), amountOf(critical)];
  if (a === null || b === null || a.dimension !== b.dimension) return false;
  if (isAbove(warning.comparator) && isAbove(critical.comparator)) return b.value < a.value;
  return isBelow(warning.comparator) && isBelow(critical.comparator) && b.value > a.value;
};

export const logicTiers: Rule = {
  id: 'LOGIC-TIERS',
  level: 'medium',
  summary: 'a critical limit that is reached before its warning',
  why: 'There is no warning: the first that anybody hears is the critical one.',
  bad: '## Key Metrics\n\n| Metric | Warning | Critical |\n|---|---|---|\n| `queue_depth` | > 500 | > 100 |\n',
  good: '## Key Metrics\n\n| Metric | Warning | Critical |\n|---|---|---|\n| `queue_depth` | > 100 | > 500 |\n',
  check,
};
