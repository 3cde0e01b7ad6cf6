// "Temporarily raise the limits": what is meant for a while, and whether the text says when and how it ends.
import type { Place, Step } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { commentsOf } from './comments.ts';
import { isImperative } from './imperatives.ts';
import { linesMatching } from './matching-lines.ts';
import { within } from './ordered.ts';
import { around, lastLineOf, ofSection, procedureOf, textOf, titlesAt } from './sections.ts';
import { flatSteps } from './section-tree.ts';

export interface Temporary {
  readonly at: Place;
  readonly section: number | null;
  readonly text: string;
}

const temporary = /\b(?:temporar(?:y|ily)|for the time being|for the duration|as a stop-?gap|interim)\b/i;
const takenBack =
  /\b(?:revert\w*|undo\w*|roll(?:ed|ing)? ?back|re-?enabl\w*|enable (?:it |them |\w+ )?again|remove (?:it|them|the (?:override|rule|block|limit|workaround|flag|patch))|restor\w+ (?:the )?(?:original|previous|normal|old|default|limits?|settings?|values?|config\w*)|back to (?:normal|the (?:original|previous|old)|default)|set (?:it |them )?back|(?:turn|switch|scale|put|change|lower|bring)\w* (?:it |them |\w+ )?(?:back|down again|again)|once (?:resolved|recovered|stable|fixed|the)|after (?:the )?(?:incident|recovery|fix|spike|resolution)|when (?:resolved|stable|recovered|the)|until|expires?|expiry|for \d+ ?(?:min\w*|hours?|h|m|days?)\b|delete-config|unset)\b/i;

export const isTemporary = (text: string): boolean => temporary.test(text);

const afterwards =
  /\b(?:revert\w*|clean ?up|undo|rolling back|return to normal|restore normal|post-?incident|afterwards)\b|^(?:\d+[.)]\s*)?recovery$/i;

/** In its own procedure, or in a chapter that is for taking things back. */
export const isTakenBack = (document: LintDocument, section: number | null, own: Place): boolean => {
  const root = procedureOf(document, section) ?? around(document, section)[0];
  if (root === undefined) return true;
  const marks = linesMatching(document, takenBack);
  if (
    within(marks, root).some(
      (mark) => (mark.line < own.line || mark.line > own.endLine) && !inOther(document, section, own, mark),
    )
  )
    return true;
  if (takenBack.test(textOf(document, own).replace(/\btemporar\w+/gi, ''))) return true;
  return chaptersAfterwards(document).some(
    (chapter) => chapter.line > own.line && within(marks, chapter).length > 0,
  );
};

/** "If the deployment is at fault: roll back" says nothing of what is done in the step for another case. */
const inOther = (document: LintDocument, section: number | null, own: Place, mark: Place): boolean => {
  const steps = around(document, section)[0]?.steps ?? [];
  const stepAt = ({ line }: Place): Step | undefined =>
    steps.find((step) => step.line <= line && line <= lastLineOf(step));
  const [mine, theirs] = [stepAt(own), stepAt(mark)];
  return mine !== undefined && theirs !== undefined && mine !== theirs && isCase(mine) && isCase(theirs);
};

const isCase = ({ condition, text }: Step): boolean => condition !== null || /^\W*(?:if|when)\b/i.test(text);

const chaptersAfterwards = ({ runbook }: LintDocument): readonly Place[] =>
  runbook.sections.filter(({ title }) => afterwards.test(title));

const acts =
  /\b(?:increas|rais|lower|reduc|decreas|disabl|enabl|block|bypass|relax|extend|scal|switch|redirect|paus|stop|suspend|turn|allow|set|add|chang|adjust|shift|throttl|limit|remov)/i;
const tells = (text: string): boolean =>
  /\btemporarily\b/i.test(text) || isImperative(text.replace(/^(?:if|when|for)\b[^:,]*[:,]\s*/i, ''));

/** In steps, and in comments of fences that no command follows. */
export const temporarySteps = (document: LintDocument): readonly Temporary[] => {
  const steps = document.runbook.sections.flatMap((section) =>
    flatSteps(section.steps)
      .filter(({ text }) => temporary.test(text))
      .map(({ text, line, endLine }) => ({ at: { line, endLine }, section: section.index, text })),
  );
  const comments = commentsOf(document)
    .filter(
      ({ dangling, lines }) => dangling && lines.some((line) => temporary.test(line) && !meaning.test(line)),
    )
    .map(({ text, line, endLine, section }) => ({ at: { line, endLine }, section, text }));
  return [...steps, ...comments].filter(
    ({ text, at, section }) =>
      acts.test(text) &&
      tells(text) &&
      // What is tried out there harms nobody.
      !/\bonly (?:in|on) (?:staging|dev\w*|test)\b/i.test(text) &&
      !isForLater(document, section) &&
      !isTakenBack(document, section, at),
  );
};

/** `"OPEN" - unhealthy (temporarily disabled)`: what a word in the output stands for. */
const meaning = /^\W*(?:"[^"]+"|'[^']+'|`[^`]+`|[A-Z][A-Z_-]+)\s*(?:[-–—:=]|means\b|→)/;

/** Where nothing is done to a running system, or not now. */
export const isForLater = ofSection(
  (document, section): boolean =>
    around(document, section).some(({ role }) => role === 'prevention' || role === 'reference') ||
    /\b(?:local|development|getting started|set-?up|install\w*|provision\w*|bootstrap|onboarding|decommission\w*|creat\w+|tear ?down|template|post-?mortem|prevention|long[- ]term|glossary)\b/i.test(
      titlesAt(document, section),
    ),
);
