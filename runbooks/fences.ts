// Steps in a block of the document: shell fences, inline commands of numbered steps, waits.
import type { SyntaxNode, Tree } from '@lezer/common';
import { looksLikeCommand } from './command-words.ts';
import { plainText } from './headings.ts';
import type { LineIndex } from './lines.ts';
import type { Action } from './model.ts';
import { splitCommands, type SourceLine } from './shell-lines.ts';
import { findWaits } from './waits.ts';

/** A step and where it begins, so that it can be put into its section. */
export interface PlacedStep {
  readonly from: number;
  readonly step: Action;
}

export const findSteps = (tree: Tree, text: string, lines: LineIndex): readonly PlacedStep[] => {
  const found: PlacedStep[] = [];
  tree.iterate({
    enter: ({ name, node }) => {
      if (name === 'FencedCode') found.push(...fenceSteps(node, text, lines));
      if (name === 'Paragraph') found.push(...proseSteps(node, text, lines));
      return name !== 'FencedCode' && name !== 'Paragraph';
    },
  });
  return found;
};

const unread = {
  index: 0,
  origin: 'fence',
  section: null,
  block: null,
  tool: null,
  commandClass: 'U',
  placeholders: [],
  expected: [],
  column: 1,
  endColumn: 1,
} as const;

const shells = new Set(['bash', 'sh', 'shell']);

const fenceSteps = (fence: SyntaxNode, text: string, lines: LineIndex): readonly PlacedStep[] => {
  const info = fence.getChild('CodeInfo');
  const language =
    info === null
      ? ''
      : (text
          .slice(info.from, info.to)
          .trim()
          .split(/[\s{,]/)[0] ?? '');
  if (!shells.has(language.toLowerCase())) return [];
  return splitCommands(fenceLines(fence, text, lines)).map(({ command, label, line, endLine }) => ({
    from: fence.from,
    step: { ...unread, kind: 'command', command, label, line, endLine },
  }));
};

/** The fence's lines without the indentation and the quote marks of what it stands in. */
const fenceLines = (fence: SyntaxNode, text: string, lines: LineIndex): readonly SourceLine[] => {
  const texts = new Map<number, string>();
  for (const part of fence.getChildren('CodeText')) {
    let line = lines.lineAt(part.from);
    for (const piece of text.slice(part.from, part.to).split('\n')) {
      texts.set(line, (texts.get(line) ?? '') + piece.replace(/\r$/, ''));
      line += 1;
    }
  }
  const first = lines.lineAt(fence.from) + 1;
  const last = Math.max(first - 1, ...texts.keys());
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    text: texts.get(first + index) ?? '',
    line: first + index,
  }));
};

const proseSteps = (paragraph: SyntaxNode, text: string, lines: LineIndex): readonly PlacedStep[] => {
  const prose = text.slice(paragraph.from, paragraph.to);
  const place = (from: number, to: number) => ({
    line: lines.lineAt(paragraph.from + from),
    endLine: lines.lineAt(paragraph.from + Math.max(from, to - 1)),
  });
  const waits = findWaits(prose);
  const steps: PlacedStep[] = waits.map(({ from, to, ...wait }) => ({
    from: paragraph.from + from,
    step: { ...wait, section: null, column: 1, endColumn: 1, ...place(from, to) },
  }));
  if (!isNumbered(paragraph)) return steps;
  const label = plainText(paragraph, text).replace(/\s+/g, ' ').trim();
  for (const code of paragraph.getChildren('InlineCode')) {
    const from = code.from - paragraph.from;
    const command = text
      .slice(code.from, code.to)
      .replace(/^`+|`+$/g, '')
      .trim();
    if (waits.some((wait) => from >= wait.from && from < wait.to) || !looksLikeCommand(command)) continue;
    const step: Action = {
      ...unread,
      kind: 'command',
      origin: 'inline',
      command,
      label,
      ...place(from, code.to - paragraph.from),
    };
    steps.push({ from: code.from, step });
  }
  return steps.sort((one, other) => one.from - other.from);
};

const isNumbered = (paragraph: SyntaxNode): boolean =>
  paragraph.parent?.name === 'ListItem' && paragraph.parent.parent?.name === 'OrderedList';
