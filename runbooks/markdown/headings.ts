// Headings: Markdown's own, and bold lines that serve as such.
import type { SyntaxNode } from '@lezer/common';
import { boldLineAt } from './bold-lines.ts';
import { roleOfTitle } from './roles.ts';
import { severityBehind, takeSeverity } from './severities.ts';
import type { Leaf, Scope, TextLeaf } from './leaves.ts';

export interface Heading {
  readonly title: string;
  readonly severity: string | null;
  /** Null for a bold line: its level follows from the heading above it. */
  readonly level: number | null;
  readonly from: number;
  /** Behind the title's last character. */
  readonly to: number;
  readonly scope: Scope | null;
}

/** The heading that a leaf is, or begins with; null when it is none. */
export const headingOf = (leaf: Leaf, text: string): Heading | null => {
  if (leaf.kind === 'heading') return heading(leaf, leaf.inline.plain, leaf.level, leaf.to);
  // A bold line begins with no letter.
  if (leaf.kind !== 'paragraph' || /[A-Za-z0-9]/.test(text.charAt(leaf.from))) return null;
  const bold = childFrom(leaf);
  const line = bold === null ? null : boldLineAt(bold, leaf.from, leaf.to, text);
  if (bold === null || line === null) return null;
  const title = plainOf(leaf, bold.from, bold.to);
  if (!/[\p{L}\p{N}]/u.test(title)) return null;
  if (isItemTitle(leaf) && !namesPart(leaf, title, line.hasColon, text)) return null;
  return heading(leaf, title, null, bold.to);
};

/** The first node of a leaf that may be a part of its paragraph. */
const childFrom = ({ node, from }: TextLeaf): SyntaxNode | null => {
  let child = node.firstChild;
  while (child !== null && child.from < from) child = child.nextSibling;
  return child;
};

const heading = (leaf: TextLeaf, plain: string, level: number | null, to: number): Heading => {
  const { severity, rest } = takeSeverity(withoutOrnaments(plain.replace(/\s+/g, ' ')));
  const title = withoutOrnaments(rest).trim().replace(/\s*:$/, '');
  const own = severity ?? severityBehind(title).severity;
  return { title, severity: own, level, from: leaf.from, to, scope: leaf.scope };
};

const withoutOrnaments = (title: string): string => title.replace(/^[^\p{L}\p{N}<[({$"'`/.]+/u, '');

const plainOf = (leaf: TextLeaf, from: number, to: number): string => {
  const { plain, sourceOf } = leaf.inline;
  let start = 0;
  while (start < plain.length && sourceOf(start) < from) start += 1;
  let end = start;
  while (end < plain.length && sourceOf(end) < to) end += 1;
  return plain.slice(start, end);
};

/** The first words of a list item are its title, as a rule, and no heading. */
const isItemTitle = (leaf: TextLeaf): boolean => leaf.item !== null && leaf.item === leaf.scope;

/** `- **Diagnosis:**` with something below it, or a bold line further down in an item that announces what follows. */
const namesPart = (leaf: TextLeaf, title: string, hasColon: boolean, text: string): boolean => {
  const { item } = leaf;
  if (item === null) return true;
  const first =
    text.slice(item.from, leaf.from).trim().length <= 10 && !text.slice(item.from, leaf.from).includes('\n');
  if (!first) return hasColon || roleOfTitle(title)?.weak === false;
  const hasMore = text.slice(leaf.to, item.to).trim() !== '';
  return (
    item.number === null && hasMore && roleOfTitle(title)?.weak === false && title.split(' ').length <= 3
  );
};
