// Fences whose commands are for different cases: "# if corrupted", "# if it leaks". Pasted as a whole, every case is taken.
import type { Command } from '../../model.ts';
import { quoted } from './calls.ts';
import { changes } from './changes.ts';
import { checkOf } from './checks.ts';
import { destroys } from './destructive.ts';
import { placeOfFence, type Fence, type Menu } from './menu.ts';
import { within } from './ordered.ts';
import { quotedText } from './text.ts';

const conditional =
  /\bif\b(?! (?:it )?(?:not )?(?:exists?|present|done|already)\b)|\bin case\b|\blast resort\b|\b(?:only|when|where|as) (?:needed|necessary|required)\b|\bonly (?:in|for|when)\b|\boptional(?:ly)?\b/i;
// A question that the command answers, and what holds for the steps before.
const general =
  /\b(?:check\w*|see|verif\w*|test|know|determine|confirm|ask|find out)\b.*\bif\b|\bif (?:everything|all|that|this|the above) (?:is|looks|works|went)\b/i;

/** One command that destroys, for a case of its own, among others; or changes for two cases. */
export const cases = (fence: Fence): Menu | null => {
  const marked = fence.commands.flatMap((command) => {
    const condition = conditionOf(fence, command);
    return condition === null ? [] : [{ command, condition }];
  });
  const changing = marked.filter(({ command }) => changes(fence.document, command));
  const destroying = changing.find(({ command }) => destroys(fence.document, command));
  const kinds = new Set(changing.map(({ condition }) => condition.toLowerCase()));
  if (destroying !== undefined && otherWork(fence, destroying.command))
    return {
      at: placeOfFence(fence),
      message: `${quoted(destroying.command)} is for one case only ("${quotedText(destroying.condition)}"), and stands in a block with other steps: whoever runs the block runs it too.`,
      level: 'high',
      related: [{ at: destroying.command, message: 'for this case only' }],
    };
  const [first, second] = changing;
  if (first === undefined) return null;
  if (second === undefined || kinds.size < 2) return onlyIf(fence, first);
  return {
    at: placeOfFence(fence),
    message: `"${quotedText(first.condition)}" and "${quotedText(second.condition)}" are two cases, and stand in one block: whoever runs it does both.`,
    level: 'medium',
    related: [{ at: second.command, message: 'for the other case' }],
  };
};

const opensCase =
  /^(?:\d+[.)]\s*)?(?:(?:or|else|otherwise),?\s+)?(?:if|when|in case(?: of)?)\b(?! (?:(?:it |this |that |everything |all )?(?:is |are )?(?:done|finished|complete\w*|ready|well|good|ok)|needed|necessary|required|possible|applicable|desired|missing|not\b|(?:it|this|they) (?:doesn'?t|does not|do not|is not|isn'?t|are not|has not)|you (?:want|prefer|like|need))\b)/i;
// "Clear the cache if stale", in words of its own or not.
const endsWithCase =
  /\S\s+\(?if\b(?! (?:not|missing|it (?:does|is) not|exists?|you (?:want|prefer|like|need|have|use))\b)/i;
const guarded = /\|\||^\s*(?:if|test)\b|\[\[? /;

interface Marked {
  readonly command: Command;
  readonly condition: string;
}

/** "# If etcd is down, restart it" above one change, and another change for everybody in the same block. */
const onlyIf = (fence: Fence, { command, condition }: Marked): Menu | null => {
  if (guarded.test(command.command)) return null;
  if (!opensCase.test(condition) && !endsWithCase.test(condition))
    return decidedByLook(fence, { command, condition });
  const other = fence.commands.find(
    (one) =>
      one !== command &&
      one.label !== condition &&
      // Without a comment of its own it goes on with the case.
      (one.label !== null || one.index < command.index) &&
      conditionOf(fence, one) === null &&
      changes(fence.document, one),
  );
  return other === undefined
    ? decidedByLook(fence, { command, condition })
    : {
        at: placeOfFence(fence),
        message: `${quoted(command)} is for one case only ("${quotedText(condition)}"), and ${quoted(other)} in the same block is not: whoever runs the block does both.`,
        level: 'medium',
        related: [{ at: command, message: 'for this case only' }],
      };
};

const decides =
  /\bif\b(?! (?:not\b|missing|it (?:does|is) not|you (?:want|prefer|like|need|have|use)|applicable|possible|desired|available|present))|\b(?:when|where|as) (?:needed|necessary|required)\b/i;

/** "# Check the consumer", "# Restart it if stuck": pasted as a whole, the restart does not wait for what the look shows. */
const decidedByLook = (fence: Fence, { command, condition }: Marked): Menu | null => {
  const looked = fence.commands.findLast(
    (one) =>
      one.index < command.index &&
      // Below the same words it is a part of the case.
      one.label !== condition &&
      checkOf(fence.document, one) !== null &&
      !changes(fence.document, one),
  );
  return looked === undefined || !decides.test(condition)
    ? null
    : {
        at: placeOfFence(fence),
        message: `${quoted(command)} is for one case only ("${quotedText(condition)}"), which the output above it has to show, and stands in the same block: whoever runs the block does it in any case.`,
        level: 'medium',
        related: [{ at: command, message: 'for this case only' }],
      };
};

const warned =
  /\b(?:irreversible|can ?not be (?:undone|reverted|taken back)|last resort|destructive|data loss)\b|\b(?:danger|use with caution)\b/i;

/** "# Scale", "# Add partitions (WARNING: irreversible)": nobody is asked between the two. */
export const warnings = (fence: Fence): Menu | null => {
  const marked = fence.commands.find(
    (command, at) => at > 0 && changes(fence.document, command) && warned.test(command.label ?? ''),
  );
  const other = fence.commands.find(
    (one) =>
      marked !== undefined &&
      one.index < marked.index &&
      one.label !== marked.label &&
      changes(fence.document, one),
  );
  return marked === undefined || other === undefined
    ? null
    : {
        at: placeOfFence(fence),
        message: `${quoted(marked)} carries a warning of its own ("${quotedText(marked.label ?? '')}"), and stands in one block with ${quoted(other)}: whoever runs the block is not asked again.`,
        level: 'medium',
        related: [{ at: marked, message: 'what the warning is about' }],
      };
};

const conditionOf = ({ document, comments }: Fence, { label, line, endLine }: Command): string | null => {
  const behind = /\s#\s*(.+)$/.exec(document.lines[endLine - 1] ?? '')?.[1] ?? null;
  // The text of the list item that a block stands in is said of all of it.
  const isComment = within(comments, { line: line - 10, endLine: line - 1 }).at(-1)?.endLine === line - 1;
  const isCase = (text: string): boolean => conditional.test(text) || (isComment && opensCase.test(text));
  return [label, behind].find((text) => text !== null && isCase(text) && !general.test(text)) ?? null;
};

/** Something else in the block changes or looks, under another comment. */
const otherWork = (fence: Fence, destroying: Command): boolean =>
  fence.commands.some((other) => other !== destroying && other.label !== destroying.label);
