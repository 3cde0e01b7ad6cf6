// Tables: cells by column, also where a cell is empty, each with its place and its text.
import type { SyntaxNode } from '@lezer/common';
import { readInline } from '../markdown/inline.ts';
import type { LineIndex } from '../markdown/lines.ts';
import type { InlineText } from '../markdown/plain-writer.ts';
import type { Cell, Table } from '../model.ts';

export interface ReadCell extends Cell {
  /** Null for an empty cell. */
  readonly inline: InlineText | null;
}

export interface ReadTable {
  readonly header: readonly ReadCell[];
  readonly rows: readonly (readonly ReadCell[])[];
}

export const readTable = (table: SyntaxNode, text: string, lines: LineIndex): ReadTable => {
  const head = table.getChild('TableHeader');
  const header = head === null ? [] : readRow(head, text, lines);
  const rows = table.getChildren('TableRow').map((row) => {
    const cells = readRow(row, text, lines);
    const end = Math.max(row.from, row.to - 1);
    const missing = Array.from({ length: Math.max(0, header.length - cells.length) }, () =>
      emptyCell(end, lines),
    );
    return [...cells, ...missing];
  });
  return { header, rows };
};

export const plainTable = ({ header, rows }: ReadTable): Table => ({
  header: header.map(plainCell),
  rows: rows.map((row) => row.map(plainCell)),
});

const plainCell = ({ inline: _, ...cell }: ReadCell): Cell => cell;

/** The parser leaves empty cells out: the bars tell which column a cell stands in. */
const readRow = (row: SyntaxNode, text: string, lines: LineIndex): readonly ReadCell[] => {
  const cells: ReadCell[] = [];
  let open: ReadCell | null = null;
  for (let child = row.firstChild; child !== null; child = child.nextSibling) {
    if (child.name === 'TableCell') open = cellOf(child, text, lines);
    if (child.name !== 'TableDelimiter') continue;
    const leading = child.from === row.from;
    if (!leading) cells.push(open ?? emptyCell(child.from, lines));
    open = null;
  }
  if (open !== null) cells.push(open);
  return cells;
};

const cellOf = (node: SyntaxNode, text: string, lines: LineIndex): ReadCell => {
  const inline = readInline(node, text);
  const plain = inline.plain.replaceAll('\\|', '|').replace(/\s+/g, ' ').trim();
  return { text: plain, inline, ...lines.spanOf(node.from, node.to) };
};

const emptyCell = (at: number, lines: LineIndex): ReadCell => ({
  text: '',
  inline: null,
  ...lines.spanOf(at, at),
});
