// Goes through the document once: commands in fences, in text and in tables, waits, and the texts that say what a command should show.
import type { ReadBlocks } from '../blocks/read-blocks.ts';
import type { MarkdownDocument } from '../markdown/document.ts';
import type { CodeLeaf, TextLeaf } from '../markdown/leaves.ts';
import type { Role } from '../model.ts';
import { adoptingItems } from './adopted-fences.ts';
import type { ActionDraft, CommandDraft } from './drafts.ts';
import { saysExpectation } from './expectation-words.ts';
import { fencedCommands } from './fenced-commands.ts';
import { proseActions } from './prose-actions.ts';
import { tableActions } from './table-actions.ts';
import { commentText } from './shell-lines.ts';
import { findWaits } from './waits.ts';

export interface LeafContext {
  readonly section: number | null;
  readonly role: Role | null;
  readonly block: number | null;
}

// An expected output stands right behind its command, at most a sentence or a bold line in between.
const nearestLeaves = 3;

export const findActions = (
  document: MarkdownDocument,
  { blocks, blockOf, tables }: ReadBlocks,
): readonly ActionDraft[] => {
  const { leaves, outline } = document;
  const adopted = adoptingItems(document);
  const found: ActionDraft[] = [];
  let last: { readonly command: CommandDraft; readonly leaf: number } | null = null;
  for (const [at, leaf] of leaves.entries()) {
    const section = outline.sectionOf[at] ?? null;
    const block = blockOf[at] ?? null;
    const role = section === null ? null : (outline.sections[section]?.role ?? null);
    if (leaf.kind === 'heading') last = null;
    const near = last !== null && at - last.leaf <= nearestLeaves ? last.command : null;
    let actions: readonly ActionDraft[] = [];
    if (leaf.kind === 'fence') {
      const use = block === null ? 'text' : blocks[block]?.fence?.use;
      if (use === 'shell')
        actions = fenceActions(leaf, { section, role, block }, adopted.get(leaf) ?? leaf.item);
      if (use === 'output' && near !== null) near.expected.push(...fenceOutput(leaf));
    } else if (leaf.kind === 'paragraph') {
      if (near !== null && at - (last?.leaf ?? 0) === 1) near.expected.push(...proseOutput(leaf));
      actions = proseActions(leaf, { section, role, block: null });
    } else if (leaf.kind === 'table') {
      const table = tables.get(leaf);
      if (table !== undefined) actions = tableActions(table, { section, role, block: null });
    }
    found.push(...actions);
    const command = actions.findLast((action) => action.kind === 'command');
    if (command !== undefined) last = { command, leaf: at };
  }
  return found;
};

const fenceActions = (
  leaf: CodeLeaf,
  { section, block }: LeafContext,
  item: CommandDraft['item'],
): readonly ActionDraft[] => {
  const found: ActionDraft[] = [];
  for (const command of fencedCommands(leaf.code)) {
    const first = command.lines[0];
    if (first === undefined) continue;
    // "# Wait 30 seconds" above a command; where a sleep follows, that is the wait.
    if (!command.command.startsWith('sleep ')) {
      for (const comment of command.comments)
        for (const wait of findWaits(commentText(comment)))
          found.push({
            kind: 'wait',
            wait,
            section,
            from: comment.from,
            to: comment.from + comment.text.trimEnd().length,
          });
    }
    const { lines, to, label } = command;
    found.push({
      kind: 'command',
      command: command.command,
      label,
      origin: 'fence',
      section,
      block,
      item,
      lines,
      from: first.from,
      to,
      expected: [...command.expected],
    });
  }
  return found;
};

const fenceOutput = ({ code }: CodeLeaf): CommandDraft['expected'] => {
  const lines = code.lines.filter(({ text }) => text.trim() !== '');
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined) return [];
  const text = code.lines
    .map((line) => line.text)
    .join('\n')
    .trim();
  return [{ form: 'fence', text, from: first.from, to: last.from + last.text.trimEnd().length }];
};

const longestProse = 400;

/** "You should see `PONG`." Where it ends with a colon, the fence behind it is what should be seen. */
const proseOutput = ({ inline, from, to }: TextLeaf): CommandDraft['expected'] => {
  const text = inline.plain.trim();
  if (text.length > longestProse || text.endsWith(':') || !saysExpectation(text)) return [];
  const value = text.replace(/^[\w ]{1,30}:\s*/, '');
  return value === '' ? [] : [{ form: 'prose', text: value.replace(/\s+/g, ' '), from, to }];
};
