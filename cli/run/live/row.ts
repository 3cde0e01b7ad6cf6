// One row of the live view: coloured pieces that are made harmless, and cut where the terminal ends.
import { columnsOf, fitting } from '../../../core/columns.ts';
import { visibleLine } from '../../../core/visible.ts';
import type { Display } from './display.ts';

export type Colour = 'red' | 'green' | 'yellow' | 'bold' | 'dim';
export type Piece = string | { readonly text: string; readonly colour: Colour };

const codes: Readonly<Record<Colour, number>> = { red: 31, green: 32, yellow: 33, bold: 1, dim: 2 };

export const textOf = (piece: Piece): string => (typeof piece === 'string' ? piece : piece.text);

/** What the pieces take as they are shown. */
export const widthOf = (pieces: readonly Piece[], unicode: boolean): number =>
  pieces.reduce((sum, piece) => sum + columnsOf(harmless(textOf(piece), unicode)), 0);

/** Never wider than the terminal: one that wrapped would be two when they are counted. */
export const paint = (pieces: readonly Piece[], { columns, colour, unicode }: Display): string => {
  const fits = widthOf(pieces, unicode) <= columns;
  let room = fits ? columns : columns - 1;
  let row = '';
  for (const piece of pieces) {
    const whole = harmless(textOf(piece), unicode);
    const kept = fitting(whole, room);
    room -= columnsOf(kept);
    const isPlain = !colour || typeof piece === 'string' || kept === '';
    row += isPlain ? kept : `\x1b[${codes[piece.colour]}m${kept}\x1b[0m`;
    if (kept !== whole) break;
  }
  return fits || columns < 1 ? row : `${row}${unicode ? '…' : '~'}`;
};

const ascii: Readonly<Record<string, string>> = { '…': '...', '’': "'", '–': '-', '×': 'x' };

const harmless = (text: string, unicode: boolean): string => {
  const line = visibleLine(text);
  return unicode ? line : line.replace(/[^ -~]/gu, (character) => ascii[character] ?? '?');
};
