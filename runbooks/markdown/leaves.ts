// The leaves of the Markdown tree in order, each with the list item and the container that it stands in.
import type { SyntaxNode, Tree } from '@lezer/common';
import { innerBoldLines } from './bold-lines.ts';
import { fenceText, indentedLeaves, type CodeText } from './code-text.ts';
import { readInline } from './inline.ts';
import type { LineIndex } from './lines.ts';
import type { InlineText } from './plain-writer.ts';

/** A list item or a block quote: what begins in it ends with it. */
export interface Scope {
  readonly from: number;
  readonly to: number;
  readonly parent: Scope | null;
}

export interface ListItem extends Scope {
  /** The item that its list stands in. */
  readonly above: ListItem | null;
  /** As a reader sees it: the list's first number, and one more for each item. Null for a bullet. */
  readonly number: number | null;
}

interface LeafPlace {
  readonly from: number;
  readonly to: number;
  readonly item: ListItem | null;
  readonly scope: Scope | null;
}

export interface TextLeaf extends LeafPlace {
  readonly kind: 'heading' | 'paragraph';
  /** 1 to 6 for a heading. */
  readonly level: number | null;
  readonly node: SyntaxNode;
  readonly inline: InlineText;
}

export interface CodeLeaf extends LeafPlace {
  readonly kind: 'fence';
  readonly code: CodeText;
}

export interface OtherLeaf extends LeafPlace {
  readonly kind: 'table' | 'html' | 'rule' | 'reference';
  readonly node: SyntaxNode;
}

export type Leaf = TextLeaf | CodeLeaf | OtherLeaf;

export interface Leaves {
  readonly leaves: readonly Leaf[];
  readonly items: readonly ListItem[];
}

export const readLeaves = (tree: Tree, text: string, lines: LineIndex): Leaves => {
  const leaves: Leaf[] = [];
  const items: ListItem[] = [];
  // The numbers of open ordered lists, null for open bullet lists.
  const lists: (number | null)[] = [];
  let scope: Scope | null = null;
  let item: ListItem | null = null;
  tree.iterate({
    enter({ name, node, from, to }) {
      if (name === 'OrderedList' || name === 'BulletList')
        lists.push(name === 'BulletList' ? null : firstNumber(text, from));
      else if (name === 'Blockquote') scope = { from, to, parent: scope };
      else if (name === 'ListItem') {
        const number = lists.at(-1) ?? null;
        if (number !== null) lists[lists.length - 1] = number + 1;
        item = { from, to, parent: scope, above: item, number };
        scope = item;
        items.push(item);
      } else if (name !== 'Document') {
        leaves.push(...leavesOf(node, text, lines, { from, to, item, scope }));
        return false;
      }
      return true;
    },
    leave({ name }) {
      if (name === 'OrderedList' || name === 'BulletList') lists.pop();
      else if (name === 'ListItem') item = item?.above ?? null;
      if (name === 'ListItem' || name === 'Blockquote') scope = scope?.parent ?? null;
    },
  });
  return { leaves, items };
};

const firstNumber = (text: string, from: number): number =>
  Number(/^\d{1,9}/.exec(text.slice(from, from + 9))?.[0] ?? 1);

const leavesOf = (node: SyntaxNode, text: string, lines: LineIndex, place: LeafPlace): readonly Leaf[] => {
  switch (node.name) {
    case 'ATXHeading1':
    case 'ATXHeading2':
    case 'ATXHeading3':
    case 'ATXHeading4':
    case 'ATXHeading5':
    case 'ATXHeading6':
    case 'SetextHeading1':
    case 'SetextHeading2':
      return [
        { ...place, kind: 'heading', level: Number(node.name.at(-1)), node, inline: readInline(node, text) },
      ];
    case 'Paragraph':
    case 'Task':
      return paragraphLeaves(node, text, place);
    case 'FencedCode':
      return [{ ...place, kind: 'fence', code: fenceText(node, text, lines) }];
    case 'CodeBlock':
      return indentedLeaves(node, text, lines).map((code) => ({
        ...place,
        kind: 'fence',
        code,
        from: code.from,
        to: code.to,
      }));
    case 'Table':
      return [{ ...place, kind: 'table', node }];
    case 'HorizontalRule':
      return [{ ...place, kind: 'rule', node }];
    case 'LinkReference':
      return [{ ...place, kind: 'reference', node }];
    case 'HTMLBlock':
    case 'CommentBlock':
    case 'ProcessingInstructionBlock':
      return [{ ...place, kind: 'html', node }];
    default:
      // Marks of containers: their lines belong to what stands beside them.
      return [];
  }
};

/** Cut in front of bold lines: what stands below one belongs to what it announces. */
const paragraphLeaves = (node: SyntaxNode, text: string, place: LeafPlace): readonly TextLeaf[] => {
  const cuts = innerBoldLines(node, text);
  return [node.from, ...cuts].map((from, at) => {
    const next = cuts[at];
    const to = next === undefined ? node.to : text.lastIndexOf('\n', next);
    return {
      ...place,
      kind: 'paragraph',
      level: null,
      node,
      from,
      to,
      inline: readInline(node, text, from, to),
    };
  });
};
