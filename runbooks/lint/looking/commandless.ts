// Steps without anything to type or to open: list items, comments that nothing follows, "Action: …" of an alert.
import type { Place, Section, Step } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { isAccount } from './commandless-prose.ts';
import { checkOf } from './checks.ts';
import { commentedChecks } from './commented-checks.ts';
import { commentsOf, type Comment } from './comments.ts';
import { isImperative, isJudgement, pointsSomewhere } from './imperatives.ts';
import { isLaterWork } from './later-work.ts';
import { firstBehind, within } from './ordered.ts';
import { saidLines } from './said.ts';
import { around, isReference, roleAt, textOf, titlesAt } from './sections.ts';

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

/** What is to be kept in mind, not done. */
const aside = /^\W*(?:warnings?|caution|important|attention|reminders?)\W*$/i;

export const isToBeFollowed = (document: LintDocument, section: Section): boolean => {
  const own = section.title.replace(/\([^)]*\)/g, '');
  if (
    notFollowed.test(own) ||
    aside.test(own) ||
    isReference(document, section.index) ||
    isLaterWork(document, section.index) ||
    isAccount(document, section)
  )
    return false;
  const { role } = section;
  if (role === 'remediation' || role === 'rollback' || role === 'diagnosis')
    return !around(document, section.index).some(({ title }) =>
      /\b(?:prevention|post-?mortem|communication|escalation|long[- ]term)\b/i.test(title),
    );
  if (role !== null && role !== 'trigger') return false;
  return (
    section.steps.some(({ number }) => number !== null) && followed.test(titlesAt(document, section.index))
  );
};

const ofStep = (document: LintDocument, section: Section, step: Step): readonly Commandless[] => {
  if (step.commands.length > 0 || followedByFence(document, step) || isDoneByItself(document, step))
    return [];
  if (step.steps.length > 0)
    return step.steps.some((inner) => hasHow(document, inner)) || pointsSomewhere(rawOf(document, step))
      ? heavy(document, section, step)
      : nested(document, section, step);
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
  return [];
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
  return byItself.test(document.lines[line - 1] ?? '');
};

const byItself =
  /\b(?:script|system|controller|operator|pipeline|job|tool|workflow|command|service|it|this)s?\b[^.]{0,40}\b(?:will|does|automatically)\b[^.]{0,30}:\W*$|\bno manual intervention\b/i;

const saysNothing = (document: LintDocument, step: Step): boolean =>
  step.commands.length === 0 &&
  step.steps.length === 0 &&
  ((isImperative(step.text) && !isJudgement(step.text)) || considersWayBack.test(step.text)) &&
  !pointsSomewhere(rawOf(document, step));

// A decision, but the way back itself has to be known.
const considersWayBack = /^(?:if\b[^,]*,\s*)?consider (?:a )?(?:roll(?:ing)?[- ]?back|revert\w*)\b/i;

/** Many write the fence of a step without indentation: then it stands behind the item, not in it. */
const followedByFence = (document: LintDocument, step: Step): boolean => {
  const next = firstBehind(document.runbook.blocks, step.endLine);
  return next?.kind === 'fence' || next?.kind === 'table';
};

/** Comments in a fence that tell what to do, with no command below them. */
export const commentedSteps = (document: LintDocument): readonly Commandless[] => {
  const told = new Set(commentedChecks(document).map(({ comment }) => comment.line));
  return commentsOf(document).flatMap((comment): readonly Commandless[] => {
    const { section, block } = comment;
    const hasCommands = within(document.runbook.commands, block).length > 0;
    if (
      !comment.dangling ||
      !hasCommands ||
      told.has(comment.line) ||
      announcesNext(document, comment) ||
      tellsEditor(document, comment) ||
      section === null ||
      isReference(document, section)
    )
      return [];
    if (saysWhatIsShown(document, comment) || pointsOn.test(comment.lines.join('\n'))) return [];
    // "This will: 1. drop, 2. create" tells what a command does by itself.
    if (/\b(?:this|it|script|command|which)\b.*\b(?:will|does|do)\b|:\s*output/i.test(comment.lines[0] ?? ''))
      return [];
    const at = comment.lines.findIndex((line) => isInstruction(line));
    if (at < 0 || comment.lines.some((line) => looksTyped(line) || elsewhere.test(line))) return [];
    const line = comment.line + at;
    return [
      { at: { line, endLine: Math.max(line, comment.endLine) }, text: comment.lines[at] ?? '', section },
    ];
  });
};

// A value, an address, another document, or the questions that the command above asks.
const elsewhere = /\b[A-Z][A-Z0-9_]+=\S|https?:\/\/|\.md\b|\b(?:see|refer to)\b|\bprompts?\b|\bwhen asked\b/i;

/** What to change in the editor that the command right above has opened. */
const tellsEditor = (document: LintDocument, { line, afterCommand }: Comment): boolean =>
  afterCommand &&
  within(document.runbook.commands, { line: line - 1, endLine: line - 1 }).some(({ command }) =>
    /\b(?:edit|vim?|nano|emacs|visudo|crontab -e|edit-config)\b/.test(command),
  );

/** "Consider: …" is for later; "Prometheus query: …" is where to look. */
const pointsOn =
  /^\W*consider\b|\b(?:query|metric|dashboard|panel|url|link)\s*:\s*\S|\b(?:in|via|from) (?:the )?(?:[\w-]+ )?(?:web )?ui\b|\bclick\b/im;

/** "# Ensure / has > 10% free space" below `df -h`: what the line above should show. */
const saysWhatIsShown = (document: LintDocument, { line, endLine, lines }: Comment): boolean =>
  line === endLine &&
  /^(?:ensure|make sure|must|should|expect)\b.*(?:[<>=]|\d)/i.test((lines[0] ?? '').trim()) &&
  within(document.runbook.commands, { line: line - 1, endLine: line - 1 }).some(
    (command) => checkOf(document, command) !== null,
  );

/** The last words of a block, when the next one is the remedy that they announce. */
const announcesNext = (document: LintDocument, { endLine, block, section }: Comment): boolean => {
  const role = roleAt(document, section);
  if (role === 'remediation' || role === 'rollback') return false;
  if (within(document.runbook.commands, { line: endLine, endLine: block.endLine }).length > 0) return false;
  const next = firstBehind(document.runbook.sections, block.endLine);
  return (
    next?.ownRole === true &&
    (next.role === 'remediation' || next.role === 'rollback') &&
    firstBehind(document.runbook.blocks, block.endLine)?.line === next.line &&
    within(document.runbook.commands, next).length > 0
  );
};

/** "- Port conflict: change port in docker-compose.yml", "→ Update DB", "3. Restore to test database", "If needed, …". */
const isInstruction = (line: string): boolean => {
  const text = line
    .replace(/^[-*→>•]+\s*/, '')
    .replace(/^\(?\d+[.)]\s*/, '')
    .replace(/^\(/, '')
    .trim();
  const parts = [
    text,
    text.replace(/^[^:]{2,40}:\s*/, ''),
    text.replace(/^(?:if|when)\b[^,:]*[,:]\s*/i, ''),
    text.replace(/^(?:→|->)\s*/, ''),
  ];
  return (
    parts.some(
      (part) => isImperative(part) && !isJudgement(part) && !/^(?:check|verify|note|see)\b.*\?$/i.test(part),
    ) &&
    !/`[^`]+`|https?:\/\/|\b(?:see|refer to)\b|\b[A-Z][A-Z0-9_]+=\S|\b(?:expect|should|output|returns?|this will|will)\b/i.test(
      text,
    )
  );
};

const looksTyped = (line: string): boolean =>
  /^\s*(?:kubectl|docker|curl|psql|redis-cli|aws|helm|sudo|systemctl|git|npm|ssh|export|cd|rm|cp)\s+\S/.test(
    line,
  ) || /^\s*(?:\$|>)\s/.test(line);

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
