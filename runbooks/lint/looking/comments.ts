// Comments in shell fences: what they say, and whether a command follows them.
import type { Block, Place } from '../../model.ts';
import { oncePer } from './once.ts';

export interface Comment extends Place {
  /** Without `#`; several lines are joined. */
  readonly text: string;
  readonly lines: readonly string[];
  readonly section: number | null;
  readonly block: Block;
  /** No command stands right below it. */
  readonly dangling: boolean;
  /** It stands right below a command. */
  readonly afterCommand: boolean;
}

/** Runs of comment lines, in order. Lines inside a command (here-documents) are none. */
export const commentsOf = oncePer((document): readonly Comment[] => {
  const inCommands = new Set(
    document.runbook.commands.flatMap(({ line, endLine }) =>
      Array.from({ length: endLine - line + 1 }, (_, index) => line + index),
    ),
  );
  return document.runbook.blocks.flatMap((block) => ofFence(block, inCommands));
});

const ofFence = (block: Block, inCommands: ReadonlySet<number>): readonly Comment[] => {
  const { fence } = block;
  if (fence === null || fence.use !== 'shell') return [];
  const found: Comment[] = [];
  const kindAt = (index: number): 'comment' | 'command' | 'blank' => {
    const text = fence.lines[index]?.trim() ?? '';
    if (text === '') return 'blank';
    return text.startsWith('#') && !inCommands.has(fence.firstLine + index) ? 'comment' : 'command';
  };
  for (let at = 0; at < fence.lines.length; at += 1) {
    if (kindAt(at) !== 'comment') continue;
    const from = at;
    while (kindAt(at + 1) === 'comment') at += 1;
    const lines = fence.lines.slice(from, at + 1).map((line) => line.trim().replace(/^#+!?\s?/, ''));
    found.push({
      text: lines.join(' ').replace(/\s+/g, ' ').trim(),
      lines,
      line: fence.firstLine + from,
      endLine: fence.firstLine + at,
      section: block.section,
      block,
      dangling: kindAt(at + 1) === 'blank',
      afterCommand: from > 0 && kindAt(from - 1) === 'command',
    });
  }
  return found;
};
