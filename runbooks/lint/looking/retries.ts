// "Retried every 10 minutes" under an alert that fires after 5: it always fires before the first try.
import { formatDuration, parseDuration } from '../../../core/duration.ts';
import type { Found, LintDocument } from '../rule.ts';
import { namedAlerts, spanOf } from './alerts.ts';
import { said } from './said.ts';

const retry =
  /\b(?:auto(?:matic(?:ally)?)?[- ]?)?(?:retr(?:y|ies|ied|ying)|re-?process(?:ed|es)?|replay(?:ed|s)?)\b[^.]{0,40}\bevery\s+(\d+)\s*(s|sec|seconds?|m|min|minutes?|h|hours?)\b/i;

export const retriesAfterHold = (document: LintDocument): readonly Found[] =>
  [...said(document, retry)].flatMap(({ match, line, span }) => {
    const everyMs = parseDuration(`${match[1] ?? ''}${(match[2] ?? 's').slice(0, 1).toLowerCase()}`);
    const alert = namedAlerts(document).find(({ section }) => contains(document, section, line.line));
    const condition = alert?.conditions.find(({ holdMs }) => holdMs !== null);
    const holdMs = condition?.holdMs ?? null;
    if (
      alert === undefined ||
      condition === undefined ||
      everyMs === null ||
      holdMs === null ||
      everyMs <= holdMs
    )
      return [];
    return [
      {
        at: spanOf(condition),
        message: `${alert.name} fires after ${formatDuration(holdMs)}, and what would clear it is retried every ${formatDuration(everyMs)}: it can fire before the first try`,
        related: [{ at: span, message: `every ${formatDuration(everyMs)}` }],
      },
    ];
  });

const contains = ({ runbook }: LintDocument, section: number | null, line: number): boolean => {
  const one = section === null ? undefined : runbook.sections[section];
  const whole = one?.bold === true && one.parent !== null ? runbook.sections[one.parent] : one;
  return whole !== undefined && line >= whole.line && line <= whole.endLine;
};
