// Steps without anything to type or to open: list items, and "Action: …" of an alert.
import type { Place, Section, Step } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { isAccount } from './commandless-prose.ts';
import { isImperative, isJudgement, namesScreen, pointsSomewhere } from './imperatives.ts';
import { isLaterWork } from './later-work.ts';
import { firstBehind } from './ordered.ts';
import { saidLines } from './said.ts';
import { around, isReference, lastLineOf, textOf, titlesAt } from './sections.ts';

export interface Commandless {
  readonly at: Place;
  readonly text: string;
  readonly section: number | null;
}

/** Items of remediation and diagnosis lists. */
export const commandlessSteps = (document: LintDocument): readonly Commandless[] =>
  document.runbook.sections.flatMap((section) => {
    if (!isToBeFollowed(document, section)) return [];
    return section.steps.flatMap((step) => ofStep(document, section, step));
  });

const followed =
  /\b(?:steps?|procedure|actions?|resolution|remediation|mitigation|fix(?:es)?|workaround|recovery|restore|rollback|roll back|deploy\w*|upgrade|failover|troubleshoot\w*|emergency|incident|outage|failure|corruption|down|response|maintenance|lockdown|respond|handling|alert)\b/i;
const notFollowed =
  /\b(?:prevention|long[- ]term|short[- ]term|follow[- ]?ups?|post-?mortem|post-?incident|lessons|communication|notif\w*|escalat\w*|contacts?|roles?|prerequisit\w*|pre-?requisit\w*|symptoms?|causes?|impact|overview|severity|references?|links|resources|goals?|principles|best practices|checklist|metrics|dashboards?|template|training|improvements?|recommendations?|optimi[sz]ation|tuning|table of contents|reasons?|related|background|scaling|configuration|report|documentation|when to|criteria|definitions?|notes?|monitoring|weekly|monthly|daily|quarterly|schedule|queries|key|terms|examples?)\b/i;

const isRemedyToo = /\b(?:fix(?:es)?|solutions?|resolutions?|remed(?:y|ies))\b/i;

/** What is to be kept in mind, not done. */
const aside = /^\W*(?:warnings?|caution|important|attention|reminders?)\W*$/i;

export const isToBeFollowed = (document: LintDocument, section: Section): boolean => {
  // "Causes and fixes": beside its remedies a list may hold what they are for.
  const own = section.title
    .replace(/\([^)]*\)/g, '')
    .replace(isRemedyToo.test(section.title) ? /\bcauses?\b/gi : /$^/, '');
  if (
    notFollowed.test(own) ||
    aside.test(own) ||
    isReference(document, section.index) ||
    isLaterWork(document, section.index) ||
    isAccount(document, section)
  )
    return false;
  const { role } = section;
  if (role === 'remediation' || role === 'rollback' || role === 'diagnosis' || role === 'verification')
    return !around(document, section.index).some(({ title }) =>
      /\b(?:prevention|post-?mortem|communication|escalation|long[- ]term)\b/i.test(title),
    );
  if (role !== null && role !== 'trigger') return false;
  return (
    isProcedureByItself(section) ||
    ((section.steps.some(({ number }) => number !== null) || isAllOrders(section)) &&
      followed.test(titlesAt(document, section.index)))
  );
};

/** Three orders and nothing else are a list to work through, with numbers or without. */
const isAllOrders = ({ steps }: Section): boolean =>
  steps.length > 2 && steps.every(({ text }) => isImperative(text) && !isJudgement(text));

/** A numbered list of which some items are typed is followed from the first to the last, whatever its title. */
const isProcedureByItself = ({ steps }: Section): boolean =>
  steps.some(({ number }) => number !== null) &&
  steps.filter(({ commands }) => commands.length > 0).length > 1;

const ofStep = (document: LintDocument, section: Section, step: Step): readonly Commandless[] => {
  if (step.commands.length > 0 || followedByFence(document, step) || isDoneByItself(document, step))
    return [];
  if (step.steps.length > 0)
    return step.steps.some((inner) => hasHow(document, inner)) || pointsSomewhere(rawOf(document, step))
      ? heavy(document, section, step)
      : nested(document, section, step);
  // Where the list alone makes it a procedure, the screen that is named is the way.
  if (section.role === null && namesScreen(step.text)) return [];
  return saysNothing(document, step)
    ? [{ at: { line: step.line, endLine: step.endLine }, text: step.text, section: section.index }]
    : [];
};

/** A step whose nested items are the work. */
const nested = (document: LintDocument, section: Section, step: Step): readonly Commandless[] => {
  if (notFollowed.test(step.text)) return [];
  const empty = step.steps.filter((inner) => saysNothing(document, inner));
  if (empty.length > 0)
    return empty.map((inner) => ({
      at: { line: inner.line, endLine: inner.endLine },
      text: inner.text,
      section: section.index,
    }));
  // "Identify the bottleneck:" above a list of nouns: the list says where it may be, and nothing how it is found.
  return step.steps.length > 2 && isTold(step.text) && !step.steps.some((inner) => hasHow(document, inner))
    ? [{ at: { line: step.line, endLine: lastLineOf(step) }, text: step.text, section: section.index }]
    : [];
};

/** Beside items that say how: what nobody does by heart in the night. */
const heavy = (document: LintDocument, section: Section, step: Step): readonly Commandless[] =>
  notFollowed.test(step.text)
    ? []
    : step.steps
        .filter((inner) => isHeavy.test(inner.text) && saysNothing(document, inner))
        .map((inner) => ({
          at: { line: inner.line, endLine: inner.endLine },
          text: inner.text,
          section: section.index,
        }));

const isHeavy =
  /^(?:restore|reboot|roll(?:ing)? ?back|rotate|revoke|rebuild|fail ?over|promote|redeploy|re-?create)\b/i;

const hasHow = (document: LintDocument, step: Step): boolean =>
  step.commands.length > 0 ||
  followedByFence(document, step) ||
  pointsSomewhere(rawOf(document, step)) ||
  step.steps.some((inner) => hasHow(document, inner));

/** With its marks: a link and code say where to look. */
const rawOf = (document: LintDocument, step: Step): string =>
  textOf(document, step).replace(/^\s*(?:[-*+]|\w+[.)])\s+/, '');

/** "The script will:", "the system automatically:" stands above the list: nobody does that by hand. */
const isDoneByItself = (document: LintDocument, step: Step): boolean => {
  let line = step.line - 1;
  // A longer list is no account of one script.
  while (
    line > Math.max(0, step.line - 60) &&
    /^\s*(?:[-*+]\s|\d+[.)]\s|$)/.test(document.lines[line - 1] ?? '')
  )
    line -= 1;
  const intro = document.lines[line - 1] ?? '';
  return byItself.test(intro) || (lookedFor.test(intro) && /^\p{Ll}/u.test(step.text));
};

// "Check:" stands above things, not above orders.
const lookedFor = /^\W*(?:check|look|watch)(?: (?:for|at|out for))?\W*$/i;
const byItself =
  /\b(?:script|system|controller|operator|pipeline|job|tool|workflow|command|service|it|this)s?\b[^.]{0,40}\b(?:will|does|automatically)\b[^.]{0,30}:\W*$|\bno manual intervention\b/i;

const saysNothing = (document: LintDocument, step: Step): boolean =>
  step.commands.length === 0 &&
  step.steps.length === 0 &&
  (isTold(step.text) || isTold(behindLabel(step.text)) || considersWayBack.test(step.text)) &&
  !pointsSomewhere(rawOf(document, step));

const isTold = (text: string): boolean => isImperative(text) && !isJudgement(text);

/** "Growing rapidly: Stop the ingestion": what stands in front of the colon is the case or the subject. */
const behindLabel = (text: string): string =>
  namesScreen(text) ? '' : (/^[^:.]{3,40}:\s+(\p{Lu}[^,;]*)/u.exec(text)?.[1] ?? '');

// A decision, but the way back itself has to be known.
const considersWayBack = /^(?:if\b[^,]*,\s*)?consider (?:a )?(?:roll(?:ing)?[- ]?back|revert\w*)\b/i;

/** Many write the fence of a step without indentation: then it stands behind the item, not in it. */
const followedByFence = (document: LintDocument, step: Step): boolean => {
  const next = firstBehind(document.runbook.blocks, step.endLine);
  return next?.kind === 'fence' || next?.kind === 'table';
};

const keyed =
  /^\s*(?:[-*+]\s+)?(?:\*\*|__)(?:failure |required |immediate |first )?(?:actions?|response|remediation|resolution|fix|mitigation|what to do)(?:\*\*|__)?\s*:(?:\*\*|__)?\s*(.+?)\s*$/i;

/** "**Action**: Restart the service": a line of an alert or a check. */
export const commandlessActions = (document: LintDocument): readonly Commandless[] =>
  saidLines(document).flatMap(({ line, text, kind, section }): readonly Commandless[] => {
    const action = kind === 'prose' || kind === 'list-item' ? keyed.exec(text)?.[1] : undefined;
    if (action === undefined || section === null || isReference(document, section)) return [];
    const parts = action.split(/[,;]\s+(?:then\s+)?/);
    return parts.some(isImperative) && !parts.every(isJudgement) && !pointsSomewhere(action)
      ? [{ at: { line, endLine: line }, text: action, section }]
      : [];
  });
