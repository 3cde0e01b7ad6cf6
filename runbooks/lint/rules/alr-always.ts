// Alerts that are on by design: they count what the document itself calls expected.
import type { Condition } from '../../model.ts';
import { namedAlerts, subjectOf } from '../looking/alerts.ts';
import { quoted } from '../looking/listing.ts';
import { oncePer } from '../looking/once.ts';
import { said } from '../looking/said.ts';
import { around } from '../looking/sections.ts';
import { isAbove } from '../looking/thresholds.ts';
import { wordsOf } from '../looking/words.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const expected =
  /\b(?:expected|normal|by design|known)\b[^.]{0,40}\b(?:(?:can|may|should) be (?:safely )?ignored|ignore|no action)\b|\b(?:can|may) be (?:safely )?ignored\b/i;
const sometimes = /\b(?:if|when|while|during|unless|until|once|after|only)\b/i;
// What fills up and that nobody is said to empty.
const piles = /\b(?:dlq|dead|letter|queue|backlog|pending|stuck|failed|quarantine|poison|retry)\b/i;

/** "Payment timeouts: expected, can be ignored", and they stay in the queue that an alert measures. */
const check = (document: LintDocument): readonly Found[] =>
  [...said(document, expected)].flatMap((one) => {
    if (one.line.kind === 'comment' || sometimes.test(one.line.words)) return [];
    const topic = new Set(around(document, one.line.section).flatMap(({ title }) => [...wordsOf(title)]));
    const counted = pileAlerts(document).flatMap(({ alert, words }) =>
      words.some((word) => topic.has(word)) ? [alert] : [],
    );
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

/** The alerts on how much has piled up, each with the words for what. */
const pileAlerts = oncePer((document) =>
  namedAlerts(document).map((alert) => ({
    alert,
    words: alert.conditions
      .filter(isLevel)
      .flatMap(({ metric }) => [...subjectOf(metric ?? ''), ...wordsOf(alert.name)])
      .filter((word) => piles.test(word)),
  })),
);

const isLevel = ({ comparator, value, promql, windowMs }: Condition): boolean =>
  isAbove(comparator) &&
  value !== null &&
  windowMs === null &&
  !/\b(?:rate|increase|delta|deriv)\s*\(/.test(promql ?? '');

export const alrAlways: Rule = {
  id: 'ALR-ALWAYS',
  level: 'medium',
  summary: 'an alert that is on by design',
  why: 'An alert that nobody can clear is muted within a week, and then also for the day when it would have been right.',
  bad: '## Alerts\n\n1. **DLQ Depth High**\n   - Metric: `dlq_size > 100`\n\n## DLQ growing\n\n- Payment timeouts: expected, can be ignored\n',
  good: '## Alerts\n\n1. **DLQ Depth High**\n   - Metric: `dlq_size > 100`\n\n## DLQ growing\n\n- Payment timeouts: drained every hour\n',
  check,
};
