// Objectives whose alert comes when it is too late, or leaves a zone in which the objective is broken and nothing fires.
import type { Objective } from '../../model.ts';
import { formatDuration } from '../../../core/duration.ts';
import { spanOf } from '../looking/alerts.ts';
import { looseAlerts } from '../looking/loose-alerts.ts';
import { amountOf, isAbove, isBelow, sayLimit } from '../looking/thresholds.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument): readonly Found[] => {
  const late: Found[] = [];
  const dead: { objective: Objective; message: string }[] = [];
  for (const objective of document.runbook.objectives) {
    const spent = afterTheBudget(objective);
    if (spent !== null) late.push({ at: placeOf(objective), level: 'high', message: spent });
    const zone = spent === null ? deadZone(objective) : null;
    if (zone !== null) dead.push({ objective, message: zone });
  }
  const elsewhere = looseAlerts(document).map(({ objective, statement, message }): Found => ({
    at: placeOf(objective),
    message,
    related: [{ at: spanOf(statement.condition), message: 'the lowest alert' }],
  }));
  const [first, ...others] = dead;
  return first === undefined
    ? [...late, ...elsewhere]
    : [
        ...late,
        ...elsewhere,
        {
          at: placeOf(first.objective),
          message: first.message,
          related: others.map(({ objective, message }) => ({ at: placeOf(objective), message })),
        },
      ];
};

const placeOf = ({ line, endLine }: Objective) => ({ line, endLine });

const dayMs = 86_400_000;

/** 99.9 % of 30 days leaves 43 minutes; 99.5 % over the same 30 days is reached after 216. */
const afterTheBudget = ({ name, target, alert, windowMs: stated }: Objective): string | null => {
  const windowMs = stated ?? windowIn(name);
  if (alert === null || windowMs === null || windowMs < dayMs || isAbove(alert.comparator)) return null;
  const [goal, limit] = [amountOf(target), amountOf(alert)];
  if (
    goal?.dimension !== 'ratio' ||
    limit?.dimension !== 'ratio' ||
    limit.value >= goal.value ||
    goal.value >= 1 ||
    goal.value < 0.5
  )
    return null;
  if (alert.windowMs !== null && alert.windowMs < windowMs) return null;
  const [budgetMs, firesMs] = [goal, limit].map(({ value }) => (1 - value) * windowMs);
  if (budgetMs === undefined || firesMs === undefined) return null;
  return `${name}: ${sayLimit(target)} over ${formatDuration(windowMs)} leaves ${minutes(budgetMs)}, and ${sayLimit(alert)} over the same time is only reached after ${minutes(firesMs)}: the alert comes ${times(firesMs / budgetMs)} too late`;
};

/** "Availability (30d)", "monthly uptime". */
const windowIn = (name: string): number | null => {
  const days = /\(\D{0,10}(\d+)\s*d(?:ays?)?\)|\b(\d+)[- ]days?\b/i.exec(name);
  if (days !== null) return Number(days[1] ?? days[2]) * dayMs;
  return /\bmonthly\b|\bper month\b/i.test(name) ? 30 * dayMs : null;
};

const minutes = (ms: number): string => {
  const value = ms / 60_000;
  return value < 120 ? `${Number(value.toFixed(1))} minutes` : formatDuration(Math.round(value) * 60_000);
};

const times = (factor: number): string => `${Number(factor.toFixed(1))} budgets`;

const deadZone = ({ name, target, alert }: Objective): string | null => {
  const [goal, limit] = [amountOf(target), alert === null ? null : amountOf(alert)];
  if (
    !/[a-z]{3}/i.test(name) ||
    alert === null ||
    goal === null ||
    limit === null ||
    goal.dimension !== limit.dimension ||
    (alert.quantile !== null && target.quantile !== null && alert.quantile !== target.quantile)
  )
    return null;
  const upper = isBelow(target.comparator) && isAbove(alert.comparator) && limit.value > goal.value;
  const lower =
    (isAbove(target.comparator) || target.comparator === null || target.comparator === '==') &&
    isBelow(alert.comparator) &&
    limit.value < goal.value;
  if (!upper && !lower) return null;
  return `${name}: between ${plain(target)} and ${plain(alert)} the objective is broken and nothing fires`;
};

const plain = ({ value, unit }: { value: number | null; unit: string | null }): string =>
  `${value ?? ''}${unit ?? ''}`;

export const sloLoose: Rule = {
  id: 'SLO-LOOSE',
  level: 'medium',
  summary: 'an alert that fires only after the objective has long been broken',
  why: 'The objective is missed for the whole month before anybody is called, or slowly, for weeks, without anybody being called at all.',
  bad: '## Service Level Objectives\n\n| Metric | Target | Measurement Window | Alert Threshold |\n|---|---|---|---|\n| Availability | 99.9% | 30 days | < 99.5% |\n',
  good: '## Service Level Objectives\n\n| Metric | Target | Measurement Window | Alert Threshold |\n|---|---|---|---|\n| Availability | 99.9% | 30 days | < 99.9% |\n',
  check,
};
