// Conditions that somebody is to be called for, without a name that the pager would show.
import type { Alert } from '../../model.ts';
import { quoted } from '../looking/listing.ts';
import { sayLimit } from '../looking/thresholds.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument): readonly Found[] => {
  const nameless = document.runbook.alerts.filter(isNameless);
  const groups = Map.groupBy(nameless, ({ section, origin }) =>
    origin === 'symptom' ? 'symptoms' : `${origin} ${section ?? ''}`,
  );
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    return [
      {
        at: { line: first.line, endLine: first.endLine },
        message: `"${textOf(first)}" has no alert name: nothing leads from the pager to this place`,
        related: others.map((other) => ({
          at: { line: other.line, endLine: other.endLine },
          message: `nor has "${textOf(other)}"`,
        })),
      },
    ];
  });
};

/** A limit in numbers: what is only described is a symptom, not an alert. */
const isNameless = ({ name, origin, conditions }: Alert): boolean =>
  name === null &&
  origin !== 'objective' &&
  origin !== 'rule' &&
  conditions.some(
    ({ value, comparator, form }) => value !== null && comparator !== null && form !== 'T7' && form !== 'T8',
  );

const textOf = ({ conditions }: Alert): string => {
  const [first] = conditions;
  return quoted(first === undefined ? '' : first.text === '' ? sayLimit(first) : first.text);
};

export const alrNoname: Rule = {
  id: 'ALR-NONAME',
  level: 'low',
  summary: 'a condition without the name of an alert',
  why: 'Whoever is woken has a name on the screen and searches for it. A page without the name is not found.',
  bad: '## High error rate\n\n**Symptoms**: Error rate > 5% for 5 minutes\n\n**Steps**:\n\n1. Look at the logs\n',
  good: '## CRITICAL: HighErrorRate\n\n**Alert:** error rate > 5% for 5 minutes\n\n**Steps**:\n\n1. Look at the logs\n',
  check,
};
