// Bold lines that announce what follows: by themselves, or as one of the lines of a paragraph.
import type { SyntaxNode } from '@lezer/common';
import { roleOfTitle } from './roles.ts';

export interface BoldLine {
  /** Start of the line's text, an emoji before the bold words included. */
  readonly from: number;
  readonly bold: SyntaxNode;
  /** A colon in the bold words or right behind them. */
  readonly hasColon: boolean;
}

/** The bold line that a paragraph, or a part of it, begins with; `**Alert:** some prose` is a sentence. */
export const boldLineAt = (bold: SyntaxNode, from: number, to: number, text: string): BoldLine | null => {
  if (bold.name !== 'StrongEmphasis' || /[\p{L}\p{N}]/u.test(text.slice(from, bold.from))) return null;
  const end = text.indexOf('\n', bold.to);
  const rest = text.slice(bold.to, end === -1 || end > to ? to : end);
  const source = text.slice(bold.from, bold.to);
  if (!/^\s*:?[\s\\]*$/.test(rest) || source.includes('\n')) return null;
  return { from, bold, hasColon: /:/.test(source + rest) };
};

/** Where a paragraph is to be cut: in front of each bold line but the first line. */
export const innerBoldLines = (paragraph: SyntaxNode, text: string): readonly number[] => {
  const first = text.indexOf('\n', paragraph.from);
  if (first === -1 || first >= paragraph.to) return [];
  const found: number[] = [];
  for (let child = paragraph.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== 'StrongEmphasis' || child.from <= first) continue;
    const lineStart = text.lastIndexOf('\n', child.from) + 1;
    const start = lineStart + (/^[ \t>]*/.exec(text.slice(lineStart, child.from))?.[0].length ?? 0);
    const line = boldLineAt(child, start, paragraph.to, text);
    if (line === null) continue;
    const title = text.slice(child.from + 2, child.to - 2);
    if (line.hasColon || roleOfTitle(title)?.weak === false) found.push(start);
  }
  return found;
};
