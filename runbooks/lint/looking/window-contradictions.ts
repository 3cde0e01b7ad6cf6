// An objective measured over an hour, and the expression of the same name that looks at five minutes.
import { durationsOf } from '../../../core/promql/durations.ts';
import { formatDuration } from '../../../core/duration.ts';
import type { Found, LintDocument } from '../rule.ts';
import { spanOf, subjectOf } from './alerts.ts';
import { expressionsOf, type Expression } from './promql.ts';
import { sameWords } from './words.ts';

// Over days one looks at a budget; the expression beside it shows what is now.
const longestMs = 6 * 3_600_000;

export const windowContradictions = (document: LintDocument): readonly Found[] =>
  document.runbook.objectives.flatMap((objective) => {
    const { windowMs, name } = objective;
    if (windowMs === null || windowMs > longestMs) return [];
    const subject = subjectOf(name);
    const expression = expressionsOf(document).find(
      ({ label }) => label !== null && subject.size > 1 && sameWords(subject, subjectOf(label)),
    );
    const rangeMs = expression === undefined ? null : rangeOf(expression);
    if (expression === undefined || rangeMs === null || rangeMs === windowMs) return [];
    return [
      {
        at: spanOf(objective),
        message: `${name} is measured over ${formatDuration(windowMs)} here, and over ${formatDuration(rangeMs)} by its expression in line ${expression.span.line}`,
        related: [{ at: expression.span, message: `[${formatDuration(rangeMs)}]` }],
      },
    ];
  });

const rangeOf = ({ text }: Expression): number | null => {
  const ranges = new Set(
    durationsOf(text)
      .filter(({ role }) => role === 'range')
      .map(({ ms }) => ms),
  );
  return ranges.size === 1 ? ([...ranges][0] ?? null) : null;
};
