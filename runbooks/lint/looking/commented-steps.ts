// Steps that are only a comment in a fence: what to do is said, and no command below does it.
import type { LintDocument } from '../rule.ts';
import { checkOf } from './checks.ts';
import type { Commandless } from './commandless.ts';
import { commentedChecks } from './commented-checks.ts';
import { commentsOf, type Comment } from './comments.ts';
import { isImperative, isJudgement } from './imperatives.ts';
import { firstBehind, within } from './ordered.ts';
import { isReference, roleAt } from './sections.ts';

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
  /^(?:(?:ensure|make sure|must|should|expect)\b.*(?:[<>=]|\d)|(?:check|look at|look for)\s*:)/i.test(
    (lines[0] ?? '').trim(),
  ) &&
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
