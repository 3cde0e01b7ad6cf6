// What comments in the runbook switch off, and what is wrong with such comments themselves.
import { suggestion } from '../../../core/suggest.ts';
import type { Finding, LintDocument } from '../rule.ts';
import { findComments, mayHaveComments, type Comment } from './comments.ts';
import { directives, scopesOf, type Suppression } from './scopes.ts';
import { noReason, unknown, unused } from './texts.ts';

export interface Suppressed {
  /** What is left, and what is said about the comments. Not sorted. */
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Finding[];
}

/** `known`: every rule that there is; `ran`: those that had a say this time. */
export const suppress = (
  document: LintDocument,
  findings: readonly Finding[],
  known: readonly string[],
  ran: ReadonlySet<string>,
): Suppressed => {
  const comments = mayHaveComments(document.text) ? findComments(document) : [];
  const complaints = comments.map((comment) => ({ comment, found: complaintAbout(comment, known) }));
  const sound = complaints.flatMap(({ comment, found }) => (found === null ? [comment] : []));
  const { suppressions, idle } = scopesOf(document, sound);
  const used = new Set<Suppression>();
  const isSuppressed = (finding: Finding): boolean => {
    const by = suppressions.filter((one) => covers(one, finding));
    for (const one of by) used.add(one);
    return by.length > 0;
  };
  const suppressed = findings.filter(isSuppressed);
  const without = new Set(suppressed);
  const left = suppressions.filter((one) => !used.has(one) && ran.has(one.ruleId));
  return {
    suppressed,
    findings: [
      ...findings.filter((finding) => !without.has(finding)),
      ...complaints.flatMap(({ found }) => found ?? []),
      ...left.map(({ comment, ruleId }) =>
        ownFinding(unused, comment, `no ${ruleId} here: this comment suppresses nothing`),
      ),
      ...idle.map((comment) =>
        ownFinding(unused, comment, 'nothing is disabled that this comment could enable'),
      ),
    ],
  };
};

const covers = (suppression: Suppression, { ruleId, span }: Finding): boolean =>
  suppression.ruleId === ruleId && suppression.line <= span.line && span.line <= suppression.endLine;

const form =
  'write <!-- gameday-lint-disable-next-line RULE: why -->, or disable-line, disable, disable-file';

/** A comment that isn't understood, or that gives no reason, suppresses nothing. */
const complaintAbout = (comment: Comment, known: readonly string[]): Finding | null => {
  const { name, directive, ids, reason } = comment;
  if (!(directives as readonly string[]).includes(directive)) {
    const message = `no such comment: ${name}`;
    return ownFinding(
      unknown,
      comment,
      message,
      name.startsWith('gameday-lint-') ? suggestion(directive, directives, 'there are') : form,
    );
  }
  const strange = ids.find((id) => !known.includes(id));
  if (strange !== undefined)
    return ownFinding(
      unknown,
      comment,
      `no rule ${strange}: this comment suppresses nothing`,
      ruleSuggestion(strange, known),
    );
  if (directive === 'enable') return null;
  if (ids.length === 0)
    return ownFinding(
      unknown,
      comment,
      `gameday-lint-${directive} names no rule`,
      `write gameday-lint-${directive} RULE: why`,
    );
  if (reason !== '') return null;
  const mend = `write gameday-lint-${directive} ${ids.join(', ')}: why`;
  return ownFinding(noReason, comment, `no reason given: ${ids.join(', ')} stays in force`, mend);
};

/** The nearest id, else where all of them are listed: there are too many for a line. */
export const ruleSuggestion = (id: string, known: readonly string[]): string => {
  const text = suggestion(id, known);
  return text.startsWith('did you mean') ? text : 'gameday lint --explain lists the rules';
};

const ownFinding = (
  { id, level }: { readonly id: string; readonly level: Finding['level'] },
  { span }: Comment,
  message: string,
  mend: string | null = null,
): Finding => ({ ruleId: id, level, message, span, related: [], suggestion: mend });
