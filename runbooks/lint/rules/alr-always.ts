// Alerts that are on by design: they never clear, or count what the document itself calls expected.
import type { Alert, Condition } from '../../model.ts';
import { namedAlerts, spanOf, subjectOf } from '../looking/alerts.ts';
import { quoted } from '../looking/listing.ts';
import { looksLikeCounter } from '../looking/metric-names.ts';
import { said, type Said } from '../looking/said.ts';
import { around } from '../looking/sections.ts';
import { isAbove } from '../looking/thresholds.ts';
import { wordsOf } from '../looking/words.ts';
import type { Found, LintContext, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument, { metrics }: LintContext): readonly Found[] => [
  ...expectedCauses(document),
  ...neverClearing(document, metrics),
];

const expected =
  /\b(?:expected|normal|by design|known)\b[^.]{0,40}\b(?:(?:can|may|should) be (?:safely )?ignored|ignore|no action)\b|\b(?:can|may) be (?:safely )?ignored\b/i;
const sometimes = /\b(?:if|when|while|during|unless|until|once|after|only)\b/i;
// What fills up and that nobody is said to empty.
const piles = /\b(?:dlq|dead|letter|queue|backlog|pending|stuck|failed|quarantine|poison|retry)\b/i;

/** "Payment timeouts: expected, can be ignored", and they stay in the queue that an alert measures. */
const expectedCauses = (document: LintDocument): readonly Found[] =>
  [...said(document, expected)].flatMap((one) => {
    if (one.line.kind === 'comment' || sometimes.test(one.line.words)) return [];
    const counted = namedAlerts(document).filter((alert) => countsThem(document, alert, one));
    const [first, ...others] = counted;
    if (first === undefined) return [];
    return [
      {
        at: { line: first.line, endLine: first.endLine },
        level: 'high' as const,
        message: `${first.name} counts what line ${one.line.line} calls expected ("${quoted(one.line.text)}"): nothing takes it away, so the alert comes on by itself and stays`,
        related: [
          ...others.map(({ line, endLine, name }) => ({ at: { line, endLine }, message: `so does ${name}` })),
          { at: one.span, message: 'called expected here' },
        ],
      },
    ];
  });

const countsThem = (document: LintDocument, { name, conditions }: Alert, { line }: Said): boolean => {
  const topic = new Set(around(document, line.section).flatMap(({ title }) => [...wordsOf(title)]));
  return conditions.some((condition) => {
    const subject = [...subjectOf(condition.metric ?? ''), ...wordsOf(name ?? '')];
    return isLevel(condition) && subject.some((word) => piles.test(word) && topic.has(word));
  });
};

const isLevel = ({ comparator, value, promql, windowMs }: Condition): boolean =>
  isAbove(comparator) &&
  value !== null &&
  windowMs === null &&
  !/\b(?:rate|increase|delta|deriv)\s*\(/.test(promql ?? '');

/** A counter as it stands since its start, in a table or a sentence; expressions are PQL-RAWCOUNTER's. */
const neverClearing = (document: LintDocument, metrics: LintContext['metrics']): readonly Found[] => {
  const counters = new Map<string, Condition[]>();
  for (const { conditions, origin } of document.runbook.alerts) {
    for (const condition of conditions) {
      const { metric, isMetricName, windowMs, text } = condition;
      const isCounter = isMetricName && metric !== null && looksLikeCounter(metric, metrics);
      if (
        !isCounter ||
        origin === 'rule' ||
        !isLevel(condition) ||
        windowMs !== null ||
        condition.form === 'T2' ||
        /\/\s*\d*\s*(?:s|m|h|min|hour|day)|\bper\b|\brate\b|increase/i.test(text)
      )
        continue;
      counters.set(metric, [...(counters.get(metric) ?? []), condition]);
    }
  }
  return [...counters].flatMap(([metric, [first, ...others]]) =>
    first === undefined
      ? []
      : [
          {
            at: spanOf(first),
            message: `\`${metric}\` is a counter by its name: once over ${first.value ?? ''} it stays over it until the process restarts, whatever was mended`,
            related: others.map((one) => ({ at: spanOf(one), message: `over ${one.value ?? ''} as well` })),
          },
        ],
  );
};

export const alrAlways: Rule = {
  id: 'ALR-ALWAYS',
  level: 'medium',
  summary: 'an alert that is on by design',
  why: 'An alert that nobody can clear is muted within a week, and then also for the day when it would have been right.',
  bad: '## Alerts\n\n| Metric | Warning | Critical |\n|---|---|---|\n| `jobs_dead_letter_total` | > 1 | > 5 |\n',
  good: '## Alerts\n\n| Metric | Warning | Critical |\n|---|---|---|\n| `jobs_dead_letter_total` | > 1/hour | > 5/hour |\n',
  check,
};
