// Severities as people write them: in front of a title, behind it, in a cell of their own.
import { guardedPattern } from '../guarded-pattern.ts';

const words =
  'critical|warning|warn|high|medium|moderate|low|info|informational|error|fatal|emergency|urgent|major|minor|page|ticket|' +
  'kritisch|warnung|hoch|mittel|niedrig|critique|avertissement';
const codes = String.raw`p[0-5]|s[0-5]|sev(?:erity)?[- ]?[0-5]`;
const severity = `(?:${words}|${codes})`;

// `CRITICAL: X`, `[P1] X`, `(P1) X`, `SEV-2 - X`, `High | X`; the codes for severities need no separator but a blank.
const prefix = new RegExp(
  String.raw`^(?:[[(](${severity})[\])]\s*[:–—|-]?\s*|(${severity})\s*(?::|–|—|\||\s-\s)\s*|(sev-?[0-5])\s+)(?=\S)`,
  'i',
);
const bracketed = String.raw`[[(]\s*(?:severity|priority|sev|prio)?\s*[:=]?\s*(${severity})\s*`;
const suffix = new RegExp(String.raw`${bracketed}[\])]\s*$`, 'i');
const opening = new RegExp(String.raw`${bracketed}[,;|\])]`, 'i');
const whole = new RegExp(String.raw`^\W*(${severity})\b(?!\s*\w*\s*(?:%|\d))`, 'iu');
const anywhere = guardedPattern(
  new RegExp(severity, 'i'),
  String.raw`(?:^|[^\p{L}\p{N}])(${severity})(?![\p{L}\p{N}])`,
  'iu',
);

export interface SeverityPrefix {
  readonly severity: string | null;
  readonly rest: string;
}

/** Takes the severity off the front of a title. */
export const takeSeverity = (title: string): SeverityPrefix => {
  const found = prefix.exec(title);
  if (found === null) return { severity: null, rest: title };
  const word = found[1] ?? found[2] ?? found[3] ?? '';
  return { severity: normal(word), rest: title.slice(found[0].length) };
};

/** `HighErrorRate (severity: critical)` */
export const severityBehind = (title: string): SeverityPrefix => {
  const found = suffix.exec(title);
  if (found === null) return { severity: null, rest: title };
  return { severity: normal(found[1] ?? ''), rest: title.slice(0, found.index).trimEnd() };
};

/** What a bracket begins with: "`RedisDown` (critical, redis_up == 0 for 1m)". */
export const severityInBrackets = (text: string): string | null => {
  const found = opening.exec(text);
  return found === null ? null : normal(found[1] ?? '');
};

const atEnd = new RegExp(String.raw`[-–—,(|]\s*(${severity})\s*\)?[.\s]*$`, 'i');

/** "disk above 95 % - page" */
export const severityAtEnd = (text: string): string | null => {
  const found = atEnd.exec(text.slice(-40));
  return found === null ? null : normal(found[1] ?? '');
};

/** A cell or a value that is nothing but a severity: `🔴 CRITICAL`, `P1 (page)`; null when it doesn't begin with one. */
export const severityOf = (value: string): string | null => {
  const found = whole.exec(value);
  return found === null ? null : normal(found[1] ?? '');
};

/** The severity that a title speaks of: `Critical Alerts`. */
export const severityIn = (title: string): string | null => {
  const found = anywhere.exec(title);
  return found === null ? null : normal(found[1] ?? '');
};

const normal = (word: string): string => word.toLowerCase().replace(/\s+/g, '-');
