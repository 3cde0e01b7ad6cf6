// A critical limit that is reached before the warning.
import type { Found, LintDocument, Rule } from '../rule.ts';
import { spanOf, statementsOf, type Statement } from '../looking/alerts.ts';
import { amountOf, isAbove, isBelow, sayLimit } from '../looking/thresholds.ts';
import { sameWords } from '../looking/words.ts';

const check = (document: LintDocument): readonly Found[] => {
  const statements = statementsOf(document).filter(({ isObjective }) => !isObjective);
  const warnings = statements.filter(({ severity }) => severity === 'warning' || severity === 'warn');
  const criticals = statements.filter(({ severity }) => severity === 'critical');
  return warnings.flatMap((warning) => {
    const critical = criticals.find(
      (one) => one.source === warning.source && isSameThing(one, warning) && isReversed(warning, one),
    );
    return critical === undefined
      ? []
      : [
          {
            at: spanOf(warning.condition),
            message: `${warning.condition.metric ?? warning.called}: critical at ${sayLimit(critical.condition)} comes before the warning at ${sayLimit(warning.condition)}`,
            related: [{ at: spanOf(critical.condition), message: 'the critical limit' }],
          },
        ];
  });
};

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
