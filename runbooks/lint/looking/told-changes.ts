// Remedies in words after which nothing is looked at: "3. Restart the backend", and the list ends.
import type { Place, Section, Step } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { changes } from './changes.ts';
import { announcesCheck, checkOf, tellsToLook } from './checks.ts';
import { isToBeFollowed } from './commandless.ts';
import { oncePer } from './once.ts';
import { within } from './ordered.ts';
import { around, procedureOf, proseBlocks, textOf } from './sections.ts';
import { flatSteps } from './section-tree.ts';

export interface ToldChange {
  readonly at: Place;
  readonly text: string;
  readonly section: Section;
}

/** The last change of each remedy, where it is told in words and no check follows up to the end of its procedure. */
export const uncheckedTold = (document: LintDocument): readonly ToldChange[] =>
  document.runbook.sections.flatMap((section): readonly ToldChange[] => {
    if (!isRemedy(document, section)) return [];
    const told = stepsOf(section.steps).findLast((step) => tellsChange(step));
    if (told === undefined) return [];
    const root = procedureOf(document, section.index) ?? section;
    const rest = { line: told.line, endLine: root.endLine };
    if (within(document.runbook.commands, rest).some((command) => changes(document, command))) return [];
    return isLookedAt(document, section, rest)
      ? []
      : [{ at: { line: told.line, endLine: told.endLine }, text: told.text, section }];
  });

const isRemedy = (document: LintDocument, section: Section): boolean =>
  (section.role === 'remediation' ||
    section.role === 'rollback' ||
    ((section.role === 'trigger' || (section.role === null && named.test(section.title))) &&
      section.steps.some(({ number }) => number !== null))) &&
  isToBeFollowed(document, section);

const named = /^(?:\d+[.)]?\s*)?(?:alert|incident|issue|scenario|problem)\b/i;

const notNow =
  /\b(?:long[- ]term|prevent\w*|follow[- ]?up|post-?(?:incident|mortem)|communicat\w*|escalat\w*|document\w*|improve\w*|plan)\b/i;

/** All of them, without those below an item that is for later. */
const stepsOf = (steps: readonly Step[]): readonly Step[] =>
  steps.flatMap((step) =>
    notNow.test(step.text) && step.text.length < 60 ? [] : [step, ...flatSteps(step.steps)],
  );

const changing =
  /^(?:restart|re-start|reboot|bounce|re-?deploy|roll(?:ing)? ?back|rollback|revert|restore|scale|fail ?over|promote|increase|raise|lower|reduce|block|unblock|disable|enable|retry|manually (?:retry|restart|process|clear|fix)|temporarily|replay|re-?run|reprocess|requeue|clear|flush|purge|kill|terminate|rotate|switch|upgrade|downgrade|reload|drain|reset|rebuild|re-?create|replace|renew|revoke|re-?index|throttle|pause|resume|free up|expand|evict|consider (?:rolling|restarting|scaling))\b/i;

const tellsChange = ({ text }: Step): boolean =>
  changing.test(
    text
      .replace(/^(?:if|when|once|for|as a last resort)\b[^,:→]{2,90}[,:→]\s*/i, '')
      .replace(/^(?:then|and|finally|next|otherwise|optionally)[,:]?\s+/i, ''),
  ) &&
  !announcesCheck.test(text) &&
  // Another place tells the rest, and perhaps the check.
  !/\b(?:see|refer to|follow|described|as in|runbook|playbook|section)\b/i.test(text);

const isLookedAt = (document: LintDocument, section: Section, rest: Place): boolean =>
  within(document.runbook.commands, rest).some((command) => checkOf(document, command) !== null) ||
  proseBlocks(document, rest).some((block) => tellsToLook.test(textOf(document, block))) ||
  verifiedBehind(document, section, rest);

/** A chapter that verifies, in the procedure or beside what is around it. */
const verifiedBehind = (document: LintDocument, section: Section, { line }: Place): boolean => {
  const parents = new Set(around(document, section.index).map(({ parent }) => parent));
  return verifications(document).some(
    (other) => other.line > line && (parents.has(other.parent) || other.parent === section.index),
  );
};

const verifications = oncePer(({ runbook }: LintDocument): readonly Section[] =>
  runbook.sections.filter(
    ({ title, role, ownRole }) =>
      (role === 'verification' && ownRole) ||
      /\b(?:verif|validat|smoke|post-\w+ check|health check)/i.test(title),
  ),
);
