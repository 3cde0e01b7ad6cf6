// Objectives without an alert of their own, and alerts on the same thing elsewhere that all begin later.
import type { Objective } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { statementsOf, subjectOf, type Statement } from './alerts.ts';
import { oncePer } from './once.ts';
import { amountOf, isAbove, isBelow, sayLimit } from './thresholds.ts';

export interface LooseAlert {
  readonly objective: Objective;
  readonly statement: Statement;
  readonly message: string;
}

export const looseAlerts = (document: LintDocument): readonly LooseAlert[] => {
  const stated = alertsOf(document);
  // Whoever alerts on how fast the budget is spent has no such gap.
  if (stated.length === 0 || stated.length > most || burns.test(document.text)) return [];
  return document.runbook.objectives.flatMap((objective) => {
    if (objective.alert !== null) return [];
    return errorsWithin(objective, stated) ?? levelsWithin(objective, stated) ?? [];
  });
};

// A document with more is a catalogue of rules, and each objective is compared with all of them.
const most = 300;

const burns =
  /\bburn(?:ing|s|ed)?[- ]?rates?\b|\b(?:fast|slow)[- ]?burn\b|\bbudget burn|\bburns? (?:through )?the (?:error )?budget/i;

/** What calls somebody: symptoms only tell what is seen. */
const alertsOf = oncePer((document: LintDocument): readonly Statement[] =>
  statementsOf(document).filter(
    ({ isObjective, source, condition }) =>
      !isObjective &&
      !source.startsWith('symptom') &&
      condition.value !== null &&
      condition.comparator !== null,
  ),
);

const ofErrors = /\b(?:error|fail\w*|5xx)\b/i;
const ofService = /\b(?:availability|uptime|success(?:ful)?(?: rate)?|slo|sla)\b/i;

/** 99.9 % leave 0.1 % of errors: an alert above 1 % is silent while the budget goes. */
const errorsWithin = (objective: Objective, stated: readonly Statement[]): readonly LooseAlert[] | null => {
  const { name, target } = objective;
  const goal = amountOf(target);
  if (!ofService.test(name) || goal?.dimension !== 'ratio' || goal.value <= 0.5 || goal.value >= 1)
    return null;
  if (isBelow(target.comparator)) return null;
  const budget = 1 - goal.value;
  const alerts = stated.filter(
    ({ condition, subject }) =>
      isAbove(condition.comparator) &&
      amountOf(condition)?.dimension === 'ratio' &&
      areErrors(subject, condition.metric),
  );
  const limits = alerts.map(({ condition }) => amountOf(condition)?.value ?? 0);
  const statement = alerts[limits.indexOf(Math.min(...limits))];
  if (statement === undefined || Math.min(...limits) <= budget * 1.001) return null;
  return [
    {
      objective,
      statement,
      message: `${name} of ${target.value ?? ''}${target.unit ?? ''} allows ${percent(budget)} of errors, and the lowest alert on them begins at ${sayLimit(statement.condition)} (line ${statement.condition.line}): in between the budget goes, and nobody is called`,
    },
  ];
};

/** Of all requests: "payment provider errors" are some of them. */
const areErrors = (subject: ReadonlySet<string>, metric: string | null): boolean =>
  ofErrors.test(metric ?? '') && [...subject].every((word) => general.has(word));

const general = new Set(
  'error rate ratio percentage percent fail request http api 5xx 500 response server service all overall'.split(
    ' ',
  ),
);

const percent = (ratio: number): string => `${Number((ratio * 100).toPrecision(3))}%`;

/** "p95 < 300ms", and the alert on p95 from 1 s. */
const levelsWithin = (objective: Objective, stated: readonly Statement[]): readonly LooseAlert[] | null => {
  const { name, target } = objective;
  const goal = amountOf(target);
  if (goal?.dimension !== 'time' || !isBelow(target.comparator) || target.quantile === null) return null;
  const subject = subjectOf(name);
  const alerts = stated.filter(
    ({ condition, subject: other }) =>
      isAbove(condition.comparator) &&
      condition.quantile === target.quantile &&
      amountOf(condition)?.dimension === 'time' &&
      [...other].every((word) => subject.has(word) || ofLatency.has(word)) &&
      [...subject].every((word) => other.has(word) || ofLatency.has(word)),
  );
  const limits = alerts.map(({ condition }) => amountOf(condition)?.value ?? 0);
  const statement = alerts[limits.indexOf(Math.min(...limits))];
  if (statement === undefined || Math.min(...limits) <= goal.value * 1.001) return null;
  return [
    {
      objective,
      statement,
      message: `${name}: between ${target.value ?? ''}${target.unit ?? ''} and ${statement.condition.value ?? ''}${statement.condition.unit ?? ''}, where the lowest alert on it begins (line ${statement.condition.line}), the objective is broken and nothing fires`,
    },
  ];
};

const ofLatency = new Set(
  'latency request http api response time duration target slo sla objective service overall'.split(' '),
);
