// Thresholds of a moment: nothing says over how long, or for how long.
import type { Alert, Condition } from '../../model.ts';
import { isSeverityScale, namedAlerts, spanOf } from '../looking/alerts.ts';
import { roleAt } from '../looking/sections.ts';
import { sayCondition } from '../looking/thresholds.ts';
import { spelledPlainly } from '../looking/words.ts';
import type { Found, LintContext, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument, { rules }: LintContext): readonly Found[] => {
  const held = new Set(
    [
      ...(rules?.alerts.filter(({ forMs }) => forMs > 0) ?? []).map(({ name }) => name),
      ...namedAlerts(document)
        .filter(({ conditions }) => conditions.some(({ holdMs }) => holdMs !== null))
        .map(({ name }) => name),
    ].map(spelledPlainly),
  );
  const momentary = document.runbook.alerts
    .filter(
      (alert) =>
        alert.origin !== 'symptom' &&
        alert.origin !== 'prose' &&
        alert.origin !== 'rule' &&
        alert.origin !== 'objective' &&
        // How bad it is, not when somebody is called.
        roleAt(document, alert.section) !== 'impact' &&
        !isSeverityScale(document, alert),
    )
    .filter(({ name }) => name === null || !held.has(spelledPlainly(name)))
    .flatMap((alert) =>
      alert.conditions.filter((condition) => isMomentary(document, alert, condition)).slice(0, 1),
    );
  const [first, ...others] = momentary;
  if (first === undefined) return [];
  return [
    {
      at: spanOf(first),
      message: `"${sayCondition(first)}" has neither a window nor a hold: a single sample is enough${others.length > 0 ? ` (and so for ${others.length} more)` : ''}`,
      related: others.map((one) => ({ at: spanOf(one), message: `"${sayCondition(one)}" too` })),
    },
  ];
};

const forms = new Set(['T1', 'T2', 'T3', 'T5', 'T6']);

const isMomentary = (
  { lines }: LintDocument,
  alert: Alert,
  { form, value, windowMs, holdMs, promql, line, endLine, text, metric, isMetricName }: Condition,
): boolean => {
  if (!forms.has(form) || value === null || windowMs !== null || holdMs !== null) return false;
  // What is counted over days, or has its own age, needs none.
  if (
    /(?:\b|_)(?:age|days?|expir\w*|certificates?|certs?|disk|filesystem|free space|backups?)(?:\b|_)/i.test(
      text,
    ) &&
    !/dlq|queue/i.test(text)
  )
    return false;
  // That it never clears is worse, and told by others.
  if (promql === null && isMetricName && /_total$/.test(metric ?? '')) return false;
  // So long since something: its limit is the time that it has lasted.
  if (promql !== null && /\[|_over_time|\boffset\b|\btime\(\)\s*-/.test(promql)) return false;
  const around = lines.slice(Math.min(alert.line, line) - 1, Math.max(alert.endLine, endLine)).join('\n');
  return (
    !duration.test(around) &&
    !isHeldBelow(lines, Math.max(alert.endLine, endLine)) &&
    !(alert.origin === 'section' && isHeldInText(lines, Math.max(alert.endLine, endLine)))
  );
};

/** "Fires when this persists for 10 minutes" in the lines below a heading. */
const isHeldInText = (lines: readonly string[], from: number): boolean => {
  const below = lines.slice(from, from + 8);
  const end = below.findIndex((line) => /^\s*(?:#{1,6}\s|```|\d+\.\s)/.test(line));
  return below.slice(0, end < 0 ? below.length : end).some((line) => holdInText.test(line));
};

const holdInText =
  /\b(?:for|sustained|persist(?:s|ing|ed)?|last(?:s|ing)|over|within)\s+(?:for\s+)?(?:(?:at least|more than|longer than|the|last|past|over|an?)\s+)*\d+\+?\s*-?(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?)\b/i;

/** "**For:** 5m" in one of the next lines. */
const isHeldBelow = (lines: readonly string[], from: number): boolean => {
  const below = lines.slice(from, from + 6);
  const end = below.findIndex((line) => /^\s*(?:#{1,6}\s|```|\d+\.\s+\*\*)/.test(line));
  return below.slice(0, end < 0 ? below.length : end).some((line) => holdLabel.test(line));
};

const holdLabel =
  /\b(?:for|duration|window|hold(?: time)?|pending|evaluat\w+|period)\b[*_`]*\s*:[*_`]*\s*`?\d/i;

/** A duration right there, in the row or the item: "5 minutes", "sustained 10m", "/min"; a limit in seconds is none. */
const duration =
  /(?<![<>=≤≥]\s{0,2}|[\d.])\d+(?:\.\d+)?\+?\s*-?(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|days?)\b|\/\s*(?:s|sec|m|min|h|hour|day)\b|\bper\s+(?:second|minute|hour|day)\b|\bimmediate(?:ly)?\b|\bconsecutive\b|\bdata ?points?\b|\bevaluation periods?\b|\blast_\d+[mhd]\b/i;

export const alrNowindow: Rule = {
  id: 'ALR-NOWINDOW',
  level: 'medium',
  summary: 'thresholds without a window or a hold',
  why: 'One slow request, one restart, one late scrape is enough to wake somebody; soon nobody gets up any more.',
  bad: '## Alerts\n\n1. **Queue Long**\n   - Metric: `queue_depth > 100`\n',
  good: '## Alerts\n\n1. **Queue Long**\n   - Metric: `min_over_time(queue_depth[5m]) > 100`\n',
  check,
};
