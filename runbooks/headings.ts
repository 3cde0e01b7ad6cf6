// Headings: Markdown's own, and bold lines that serve as such.
import type { SyntaxNode } from '@lezer/common';

export interface Heading {
  readonly title: string;
  /** Null for a bold line: its level follows from the heading above it. */
  readonly level: number | null;
  readonly from: number;
}

/** The heading that a block of the document is, or begins with; null when it is none. */
export const headingOf = (block: SyntaxNode, text: string): Heading | null => {
  const level = /^(?:ATX|Setext)Heading([1-6])$/.exec(block.name)?.[1];
  if (level !== undefined)
    return { title: cleanTitle(plainText(block, text)), level: Number(level), from: block.from };
  const bold = block.name === 'Paragraph' ? block.firstChild : null;
  if (bold?.name !== 'StrongEmphasis' || bold.from !== block.from) return null;
  // `**Alert:** some prose` is a sentence, not a heading.
  const restOfLine = text.slice(bold.to, block.to).split('\n')[0] ?? '';
  if (!/^\s*:?\s*$/.test(restOfLine) || text.slice(bold.from, bold.to).includes('\n')) return null;
  return { title: cleanTitle(plainText(bold, text)), level: null, from: block.from };
};

const marks = new Set([
  'HeaderMark',
  'EmphasisMark',
  'CodeMark',
  'LinkMark',
  'URL',
  'LinkTitle',
  'StrikethroughMark',
]);

/** The text of a node without its marks. */
export const plainText = (node: SyntaxNode, text: string): string => {
  let plain = '';
  let at = node.from;
  const cursor = node.cursor();
  do {
    if (cursor.to > node.to || cursor.from >= node.to) break;
    if (!marks.has(cursor.name) || cursor.from < at) continue;
    plain += text.slice(at, cursor.from);
    at = cursor.to;
  } while (cursor.next());
  return plain + text.slice(at, node.to);
};

const cleanTitle = (title: string): string =>
  title
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}<[({$"'`]+/u, '')
    .trim()
    .replace(/\s*:$/, '');
