// The blocks of a document in order. Each line that isn't blank belongs to one; what no leaf covers is prose.
import type { CodeText } from '../markdown/code-text.ts';
import type { MarkdownDocument } from '../markdown/document.ts';
import type { Leaf } from '../markdown/leaves.ts';
import type { Block, BlockKind, Fence } from '../model.ts';
import { fenceUse, type FenceContext } from './fence-use.ts';
import { plainTable, readTable, type ReadTable } from './tables.ts';

export interface ReadBlocks {
  readonly blocks: readonly Block[];
  /** For each leaf the index of its block. */
  readonly blockOf: readonly number[];
  /** By leaf. */
  readonly tables: ReadonlyMap<Leaf, ReadTable>;
}

export const readBlocks = (document: MarkdownDocument): ReadBlocks => {
  const { leaves, outline, lines, frontMatter, text } = document;
  const writer = blockWriter(document);
  const tables = new Map<Leaf, ReadTable>();
  const blockOf: number[] = [];
  if (frontMatter !== null) writer.add('front-matter', frontMatter.from, frontMatter.to, null);
  let context: FenceContext = { textAbove: '', behindCommands: false };
  for (const [at, leaf] of leaves.entries()) {
    const section = outline.sectionOf[at] ?? null;
    const heading = outline.headings[at] ?? null;
    let extra: Partial<Pick<Block, 'fence' | 'table'>> = {};
    if (leaf.kind === 'fence') extra = { fence: fenceOf(leaf.code, context, leaf.from, document) };
    if (leaf.kind === 'table') {
      const table = readTable(leaf.node, text, lines);
      tables.set(leaf, table);
      extra = { table: plainTable(table) };
    }
    if (heading !== null && leaf.kind === 'paragraph') {
      blockOf.push(writer.add('heading', leaf.from, heading.to, section));
      const lineEnd = lines.startOf(lines.lineAt(heading.to) + 1);
      if (lineEnd < leaf.to) writer.add(kindOf(leaf), lineEnd, leaf.to, section);
    } else blockOf.push(writer.add(kindOf(leaf), leaf.from, leaf.to, section, extra));
    context = contextBehind(leaf, extra.fence ?? null);
  }
  return { blocks: writer.end(), blockOf, tables };
};

const kindOf = (leaf: Leaf): BlockKind => {
  switch (leaf.kind) {
    case 'paragraph':
      return leaf.item !== null && leaf.item === leaf.scope ? 'list-item' : 'prose';
    case 'reference':
      return 'prose';
    case 'heading':
    case 'fence':
    case 'table':
    case 'html':
    case 'rule':
      return leaf.kind;
  }
};

const fenceOf = (
  code: CodeText,
  context: FenceContext,
  from: number,
  { lines }: MarkdownDocument,
): Fence => ({
  language: code.language,
  use: fenceUse(code, context),
  firstLine: code.lines[0]?.line ?? lines.lineAt(from) + 1,
  lines: code.lines.map((line) => line.text),
});

const contextBehind = (leaf: Leaf, fence: Fence | null): FenceContext => ({
  textAbove: leaf.kind === 'heading' || leaf.kind === 'paragraph' ? leaf.inline.plain.slice(-400) : '',
  behindCommands: fence?.use === 'shell' && fence.lines.some((line) => /^\s*[^#\s]/.test(line)),
});

const blockWriter = ({ lines }: MarkdownDocument) => {
  const blocks: Block[] = [];
  let lastSection: number | null = null;
  /** Lines that nobody has taken, up to `line`, become prose. */
  const fill = (line: number): void => {
    let start: number | null = null;
    for (let at = (blocks.at(-1)?.endLine ?? 0) + 1; at <= line; at += 1) {
      const blank = at === line || lines.isBlank(at);
      if (!blank) start ??= at;
      else if (start !== null) {
        push('prose', start, at - 1, lastSection, {});
        start = null;
      }
    }
  };
  const push = (
    kind: BlockKind,
    line: number,
    endLine: number,
    section: number | null,
    extra: Partial<Pick<Block, 'fence' | 'table'>>,
  ): void => {
    blocks.push({ kind, line, endLine, section, fence: extra.fence ?? null, table: extra.table ?? null });
  };
  return {
    add(
      kind: BlockKind,
      from: number,
      to: number,
      section: number | null,
      extra: Partial<Pick<Block, 'fence' | 'table'>> = {},
    ): number {
      const line = lines.lineAt(from);
      fill(line);
      // Two leaves never share a line; should they, the first has it.
      const first = Math.max(line, (blocks.at(-1)?.endLine ?? 0) + 1);
      const last = lines.lineAt(Math.max(from, to - 1));
      if (first <= last) push(kind, first, last, section, extra);
      lastSection = section;
      return blocks.length - 1;
    },
    end(): readonly Block[] {
      fill(lines.count + 1);
      return blocks;
    },
  };
};
