// A text as Markdown: its leaves, list items and sections. Never fails, and takes time in proportion to the text.
import { GFM, parser } from '@lezer/markdown';
import { readFrontMatter, type FrontMatter } from './front-matter.ts';
import { readLeaves, type Leaf, type ListItem } from './leaves.ts';
import { indexLines, type LineIndex } from './lines.ts';
import { readOutline, type Outline } from './outline.ts';
import { asMarkdown } from './site-generators.ts';
import { tameMarkdown } from './tame.ts';
import { Words } from './words.ts';

export interface MarkdownDocument {
  readonly text: string;
  readonly lines: LineIndex;
  readonly frontMatter: FrontMatter | null;
  readonly leaves: readonly Leaf[];
  readonly items: readonly ListItem[];
  readonly outline: Outline;
}

const markdown = parser.configure([GFM, Words]);

export const readMarkdown = (text: string): MarkdownDocument => {
  const lines = indexLines(text);
  const frontMatter = readFrontMatter(text);
  const tree = markdown.parse(tameMarkdown(asMarkdown(withoutFrontMatter(text, frontMatter))));
  const { leaves, items } = readLeaves(tree, text, lines);
  return { text, lines, frontMatter, leaves, items, outline: readOutline(leaves, text, lines) };
};

/** Blanked out rather than cut off, so that offsets hold. */
const withoutFrontMatter = (text: string, frontMatter: FrontMatter | null): string =>
  frontMatter === null
    ? text
    : text.slice(0, frontMatter.from) +
      text.slice(frontMatter.from, frontMatter.to).replace(/[^\n]/g, ' ') +
      text.slice(frontMatter.to);
