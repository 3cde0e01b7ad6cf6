// "99.9 % = 4.3 minutes a month": arithmetic that anybody can check.
import { quoted } from '../looking/listing.ts';
import { saidLines, spanIn } from '../looking/said.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const minutesIn: Readonly<Record<string, readonly number[]>> = {
  day: [1440],
  week: [10_080],
  month: [40_320, 43_200, 43_830, 44_640],
  quarter: [129_600, 131_490, 132_480],
  year: [525_600, 525_960, 527_040],
};

const percent = /\b(9\d(?:\.\d+)?)\s*%/g;
const budget =
  /\b(\d+(?:\.\d+)?)\s*(s|sec|seconds?|m|min|minutes?|h|hours?|days?)\b(?:\s+of)?(?:\s+(?:downtime|error budget|unavailability|outage))?\s*(?:\/|per|a|each|every|in a)\s*(day|week|month|quarter|year|30 days|30d|mo)\b/gi;

const check = (document: LintDocument): readonly Found[] =>
  saidLines(document).flatMap(({ line, text }) => {
    if (!text.includes('%')) return [];
    const goals = [...text.matchAll(percent)];
    const budgets = [...text.matchAll(budget)];
    const [goal] = goals;
    if (goals.length !== 1 || budgets.length !== 1 || goal === undefined) return [];
    return budgets.flatMap((match) => {
      const wrong = wrongBudget(Number(goal[1]), match);
      return wrong === null
        ? []
        : [
            {
              at: spanIn(line, match.index, match[0].length),
              message: `${goal[1] ?? ''}% leaves ${wrong}, not ${quoted(match[0])}`,
            },
          ];
    });
  });

const wrongBudget = (
  goal: number,
  [, amount = '', unit = '', period = '']: RegExpMatchArray,
): string | null => {
  const name = /^(?:30|mo)/i.test(period) ? 'month' : period.toLowerCase();
  const said = Number(amount) * ({ s: 1 / 60, m: 1, h: 60, d: 1440 }[unit.slice(0, 1).toLowerCase()] ?? 1);
  const leaves = (minutesIn[name] ?? []).map((minutes) => (minutes * (100 - goal)) / 100);
  const [first] = leaves;
  // A factor, not a rounding: people write 43 for 43.2, and 45 for 43.8.
  if (first === undefined || leaves.some((minutes) => said > minutes * 0.85 && said < minutes * 1.15))
    return null;
  const middle = leaves[1] ?? first;
  return middle < 1
    ? `${Number((middle * 60).toFixed(1))} seconds a ${name}`
    : middle < 120
      ? `${Number(middle.toFixed(1))} minutes a ${name}`
      : `${Number((middle / 60).toFixed(1))} hours a ${name}`;
};

export const factBudget: Rule = {
  id: 'FACT-BUDGET',
  level: 'medium',
  summary: 'an availability and a downtime that are not the same',
  why: 'Whoever decides between waiting and a risky step decides by the wrong number of minutes.',
  bad: '- Availability: 99.99% (43 minutes of downtime per month)\n',
  good: '- Availability: 99.9% (43 minutes of downtime per month)\n',
  check,
};
