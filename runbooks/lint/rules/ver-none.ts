// VER-NONE: a change whose effect nobody looks at, or looks at without knowing what there should be.
import { commentedChecks, hasExpectation } from '../looking/commented-checks.ts';
import { quoted } from '../looking/calls.ts';
import { emptyVerifications, uncheckedChanges } from '../looking/unchecked.ts';
import { isWithin, procedureOf } from '../looking/sections.ts';
import { quotedText } from '../looking/text.ts';
import { uncheckedTold } from '../looking/told-changes.ts';
import { unseenStops } from '../looking/unseen-stops.ts';
import { uncoveredIncidents } from './cov-zero.ts';
import type { Rule } from '../rule.ts';

export const verNone: Rule = {
  id: 'VER-NONE',
  level: 'medium',
  summary: 'a change that no check follows, or a check without a value to compare with',
  why: 'The procedure ends with the change: whoever follows it closes the incident without knowing whether the change worked.',
  bad: '## Worker stuck\n\n### Fix\n\n```bash\ndocker compose restart worker\n```\n',
  good: '## Worker stuck\n\n### Fix\n\n```bash\ndocker compose restart worker\nsleep 10\ncurl -fsS http://localhost:8080/health\n```\n',
  *check(document) {
    const comments = commentedChecks(document);
    for (const { comment, change } of comments) {
      yield {
        message: `The check after ${quoted(change)} is a comment, "${quotedText(comment.text)}": ${hasExpectation(comment) ? 'no command shows it' : 'no command looks, and nothing says what it has to show'}.`,
        at: comment,
        related: [{ at: change, message: 'the change' }],
      };
    }
    for (const { command, next } of emptyVerifications(document)) {
      yield {
        message:
          next === null
            ? `${quoted(command)} prints a value, and the text does not say which one is right.`
            : `${quoted(command)} prints a value, and ${quoted(next)} runs whatever it is: the text does not say which one is right.`,
        at: command,
        ...(next === null ? {} : { level: 'high', related: [{ at: next, message: 'runs all the same' }] }),
      };
    }
    const told = new Set(comments.map(({ change }) => change.index));
    const unchecked = uncheckedChanges(document).filter(({ index }) => !told.has(index));
    for (const [first, ...more] of Map.groupBy(
      unchecked,
      ({ section }) => procedureOf(document, section)?.index ?? -1,
    ).values()) {
      if (first === undefined) continue;
      yield {
        message: `Nothing checks whether ${quoted(first)} worked: no command and no sentence follows it that says what to look at.`,
        at: first,
        related: more.map((command) => ({ at: command, message: `nor ${quoted(command)}` })),
      };
    }
    const uncovered = uncoveredIncidents(document).map(({ at }) => at);
    const roots = new Set(unchecked.map(({ section }) => procedureOf(document, section)?.index));
    for (const { at, text, section } of uncheckedTold(document)) {
      // Where nothing can be run at all, COV-ZERO has said more than this.
      if (
        roots.has(procedureOf(document, section.index)?.index) ||
        uncovered.some((place) => place.line < section.line && isWithin(at, place)) ||
        uncovered.some((place) => place.line === procedureOf(document, section.index)?.line)
      )
        continue;
      yield {
        message: `Nothing tells how to see whether "${quotedText(deedOf(text))}" has worked: the procedure ends without a check.`,
        at,
      };
    }
    for (const { stop, removal } of unseenStops(document)) {
      yield {
        message: `${quoted(stop)} may fail on one machine of many, and ${quoted(removal)} runs all the same: nothing looks whether it has stopped everywhere.`,
        at: stop,
        level: 'high',
        related: [{ at: removal, message: 'deletes what may be in use' }],
      };
    }
  },
};

/** "If the broker is down, restart it.": what may have worked is the restart. */
const deedOf = (text: string): string => {
  const deed = text
    .replace(
      /^\W*(?:if|when|whenever|once|unless|in case|after)\b[^,:→]*(?:[,:→]|->)[\s*_]*(?:then )?(?=\S)/i,
      '',
    )
    .replace(/\.$/, '');
  return /\s/.test(deed) ? deed : text;
};
