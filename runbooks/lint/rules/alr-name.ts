// Names that say another thing than their condition, or that two alerts share.
import { namedAlerts, spanOf, type NamedAlert } from '../looking/alerts.ts';
import { quoted } from '../looking/listing.ts';
import { saidLines } from '../looking/said.ts';
import { splitName } from '../looking/words.ts';
import type { Condition } from '../../model.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument): readonly Found[] => [
  ...wrongNames(document),
  ...sharedNames(document),
  ...calledByCondition(document),
];

const trends = /^(?:growing|increasing|rising|climbing|decreasing|shrinking|falling|dropping|declining)$/;

/** "Growing" over a limit that a constant level would pass too. */
const wrongNames = (document: LintDocument): readonly Found[] =>
  namedAlerts(document).flatMap((alert) => {
    const trend = splitName(alert.name).find((word) => trends.test(word));
    const level = alert.conditions.find(isLevel);
    if (
      trend === undefined ||
      level === undefined ||
      alert.conditions.some((condition) => !isLevel(condition))
    )
      return [];
    return [
      {
        at: { line: alert.line, endLine: alert.endLine },
        message: `${alert.name} is named for a trend, and its condition "${quoted(level.text)}" is a level: it fires for what does not move, too`,
        related: [{ at: spanOf(level), message: 'the condition' }],
      },
    ];
  });

const isLevel = ({ comparator, value, promql, windowMs, text, form }: Condition): boolean =>
  comparator !== null &&
  value !== null &&
  form !== 'T9' &&
  windowMs === null &&
  !/\b(?:rate|increase|delta|deriv|predict_linear|offset|irate|growth|per|grow\w*|increas\w*|drop\w*|change)\b/i.test(
    `${promql ?? ''} ${text}`,
  ) &&
  !/\/\s*(?:s|sec|min|h|hour|day)\b/i.test(text);

/** One name, two things; tiers of one metric are one thing. */
const sharedNames = (document: LintDocument): readonly Found[] => {
  const alerts = namedAlerts(document).filter(
    ({ origin }) => origin === 'section' || origin === 'list' || origin === 'rule',
  );
  return [...Map.groupBy(alerts, ({ name }) => splitName(name).join(' ')).values()].flatMap((group) => {
    const [first, ...others] = group;
    const other = first === undefined ? undefined : others.find((one) => areTwoThings(first, one));
    if (first === undefined || other === undefined) return [];
    return [
      {
        at: { line: other.line, endLine: other.endLine },
        message: `two alerts are called ${other.name}, one on ${metricOf(first)}, one on ${metricOf(other)}`,
        related: [{ at: { line: first.line, endLine: first.endLine }, message: 'the first of this name' }],
      },
    ];
  });
};

const reference =
  /^\s*(?:[-*+]\s+)?(?:\*\*)?alert(?: name| fires)?(?:\*\*)?\s*:(?:\*\*)?\s*["“`]([^"”`]{6,})["”`]\s*$/i;

/** "Alert: "velocity limit exceeded"", where that is the condition of an alert which has a name. */
const calledByCondition = (document: LintDocument): readonly Found[] => {
  const alerts = namedAlerts(document).filter(({ origin }) => origin === 'section' || origin === 'list');
  const names = new Set(alerts.map(({ name }) => splitName(name).join(' ')));
  const byCondition = new Map(
    alerts.flatMap((alert) =>
      alert.conditions.map(({ text }) => [splitName(text).join(' '), alert] as const),
    ),
  );
  return saidLines(document).flatMap(({ text, line }) => {
    const called = reference.exec(text)?.[1];
    const words = splitName(called ?? '').join(' ');
    const alert = byCondition.get(words);
    if (called === undefined || alert === undefined || alert.line === line || names.has(words)) return [];
    return [
      {
        at: { line, endLine: line },
        level: 'low' as const,
        message: `the alert is called ${alert.name} in line ${alert.line}, and "${quoted(called)}" is its condition: the pager shows one of the two`,
        related: [{ at: { line: alert.line, endLine: alert.endLine }, message: 'named here' }],
      },
    ];
  });
};

const areTwoThings = (one: NamedAlert, other: NamedAlert): boolean =>
  one.origin === other.origin &&
  one.conditions.every(({ isMetricName }) => isMetricName) &&
  other.conditions.every(({ isMetricName }) => isMetricName) &&
  !one.conditions.some(({ metric }) => other.conditions.some((condition) => condition.metric === metric));

const metricOf = ({ conditions }: NamedAlert): string => `\`${conditions[0]?.metric ?? '?'}\``;

export const alrName: Rule = {
  id: 'ALR-NAME',
  level: 'medium',
  summary: 'a name that says another thing than the condition, or that two alerts share',
  why: 'The name is all that the pager shows. "Growing" sends somebody to look for what grows, while the level has been the same since yesterday.',
  bad: '## CRITICAL: QueueGrowing\n\n**Alert:** queue depth > 10 for 5 minutes\n',
  good: '## CRITICAL: QueueTooLong\n\n**Alert:** queue depth > 10 for 5 minutes\n',
  check,
};
