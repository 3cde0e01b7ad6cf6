// Alerts whose only condition is a word: spikes, increasing, high.
import type { Alert } from '../../model.ts';
import { isSeverityScale, spanOf, statementsOf, subjectOf } from '../looking/alerts.ts';
import { quoted } from '../looking/listing.ts';
import { trendsOfMetrics, vagueSymptoms } from '../looking/vague-symptoms.ts';
import { isSubset } from '../looking/words.ts';
import type { Found, LintContext, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument, { rules }: LintContext): readonly Found[] => [
  ...vagueAlerts(document, rules),
  ...trendsOfMetrics(document),
  ...vagueSymptoms(document),
];

const vagueAlerts = (document: LintDocument, rules: LintContext['rules']): readonly Found[] =>
  document.runbook.alerts
    .filter(
      (alert) =>
        isVague(alert) &&
        !hasMetricBeside(document, alert) &&
        !isSeverityScale(document, alert) &&
        !isToldElsewhere(document, alert) &&
        !rules?.alerts.some(({ name }) => name === alert.name),
    )
    .flatMap((alert) => {
      const [condition] = alert.conditions;
      if (condition === undefined) return [];
      return [
        {
          at: { line: alert.line, endLine: alert.endLine },
          message: `"${quoted(condition.text)}" is a word, not a condition: no number, no window, nothing that a rule could be made of`,
          related: alert.line === condition.line ? [] : [{ at: spanOf(condition), message: 'the condition' }],
        },
      ];
    });

/** A row with its metric: the limit is missing, and what to look at is not. */
const hasMetricBeside = (document: LintDocument, { origin, line }: Alert): boolean =>
  origin === 'table' && /`[a-z]\w*[_:{][^`]*`/.test(document.lines[line - 1] ?? '');

/** What people notice may be described in words; what is to call somebody can't be. */
const isVague = ({ origin, conditions }: Alert): boolean =>
  origin !== 'symptom' &&
  conditions.length > 0 &&
  conditions.every(({ form, value }) => form === 'T9' && value === null);

/** The same thing with a number in another place of the document. */
const isToldElsewhere = (document: LintDocument, { conditions, name }: Alert): boolean => {
  const subjects = conditions
    .map(({ metric }) => subjectOf(metric ?? name ?? ''))
    .filter(({ size }) => size > 0);
  return statementsOf(document).some(
    ({ condition, subject, name: alert }) =>
      condition.value !== null && subjects.some((one) => isSubset(one, subject) || isSubset(one, alert)),
  );
};

export const alrVague: Rule = {
  id: 'ALR-VAGUE',
  level: 'medium',
  summary: 'an alert whose only condition is a trend word',
  why: 'Nobody can say whether the alert exists, whether it should have fired, or when it is over.',
  bad: '## Alerts\n\n1. **Rate Limit Approaching**\n   - Monitor: Rate limit rejections increasing\n',
  good: '## Alerts\n\n1. **Rate Limit Approaching**\n   - Metric: `rate(rate_limit_rejections_total[5m]) > 1`\n',
  check,
};
