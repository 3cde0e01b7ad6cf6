// Waits in a paragraph, and the inline commands that a step tells people to type.
import type { ListItem, TextLeaf } from '../markdown/leaves.ts';
import type { CodeSpan } from '../markdown/plain-writer.ts';
import type { Role } from '../model.ts';
import type { ActionDraft, CommandDraft } from './drafts.ts';
import type { LeafContext } from './find-actions.ts';
import { looksLikeCommand } from './known-programs.ts';
import { isForbidden, sentenceOf, toldCodes } from './told-codes.ts';
import { findWaits } from './waits.ts';

// A paragraph longer than this is no step.
const longestParagraph = 20_000;

export const proseActions = (leaf: TextLeaf, context: LeafContext): readonly ActionDraft[] => {
  const { inline } = leaf;
  if (inline.plain.length > longestParagraph) return [];
  const waits = findWaits(inline.plain, inline.codes);
  const found: ActionDraft[] = waits.map((wait) => ({
    kind: 'wait',
    wait,
    section: context.section,
    from: inline.sourceOf(wait.from),
    to: inline.sourceOf(wait.to - 1) + 1,
  }));
  const typed = inline.codes.filter(
    ({ from, text }) => looksLikeCommand(text) && !waits.some((wait) => from >= wait.from && from < wait.to),
  );
  if (typed.length === 0) return found;
  const commands = tellsToType(leaf, context.role)
    ? typed.filter((code) => !isForbidden(inline.plain, code))
    : toldCodes(inline.plain, typed, true, {
        inItem: leaf.item !== null && context.role !== 'reference',
        verifies: context.role === 'verification',
      });
  for (const [at, code] of commands.entries())
    found.push(inlineCommand(leaf, code, commands[at + 1], context));
  return found.sort((one, other) => one.from - other.from);
};

/** Sections in which somebody does something. */
export const acting: ReadonlySet<Role | null> = new Set<Role | null>([
  'diagnosis',
  'remediation',
  'verification',
  'rollback',
  'pre-flight',
]);

/** Numbered steps do anywhere, bullets where the section is about doing. */
const tellsToType = ({ item }: TextLeaf, role: Role | null): boolean => {
  if (item === null) return false;
  if (acting.has(role)) return true;
  for (let above: ListItem | null = item; above !== null; above = above.above)
    if (above.number !== null) return true;
  return false;
};

const inlineCommand = (
  { inline, item }: TextLeaf,
  code: CodeSpan,
  next: CodeSpan | undefined,
  { section }: LeafContext,
): CommandDraft => {
  const lead = code.text.length - code.text.trimStart().length;
  const command = code.text.trim();
  const from = inline.sourceOf(code.from + lead);
  const behind = inline.plain.slice(code.to, next?.from);
  return {
    kind: 'command',
    command,
    label: (item === null ? sentenceOf(inline.plain, code) : inline.plain).replace(/\s+/g, ' ').trim(),
    origin: 'inline',
    section,
    block: null,
    item,
    lines: [{ text: command, line: 0, from }],
    from,
    to: inline.sourceOf(code.from + lead + command.length - 1) + 1,
    expected: sentenceBehind(behind).map(({ text, start }) => ({
      form: 'prose',
      text,
      from: inline.sourceOf(code.to + start),
      to: inline.sourceOf(code.to + start + text.length - 1) + 1,
    })),
  };
};

/** "`curl x` should return 200." */
const sentenceBehind = (text: string): readonly { readonly text: string; readonly start: number }[] => {
  const found =
    /^[\s(,;:–—-]*((?:and |which |it |this |that )*(?:should|must|returns?|shows?|prints?|expect(?:s|ed|ing)?|->|=>|→)(?![\p{L}]).*)/u.exec(
      text,
    );
  const sentence = found?.[1]?.split(/[.;](?:\s|$)|\)\s*$/)[0]?.trim() ?? '';
  return sentence === '' ? [] : [{ text: sentence, start: text.indexOf(sentence) }];
};
