// Rows that stand below the lines that scroll by, drawn over themselves again and again. A terminal that became narrower has
// broken what was drawn into more rows than there were: those are what is cleared.
import { stripVTControlCharacters } from 'node:util';
import { columnsOf } from '../../../core/columns.ts';

/** `process.stderr` is one. */
export interface Terminal {
  write(text: string): unknown;
  readonly columns: number;
}

export interface Painter {
  /** In one write: whole lines that stay above the rows, and the rows. */
  draw(lines: readonly string[], rows: readonly string[]): void;
  /** Takes the rows away; the cursor stands where they began. */
  clear(): void;
  /** Somebody else has written on the terminal: the rows stay where they are, and new ones begin at the cursor. */
  forget(): void;
}

const clearBelow = '\x1b[J';
const clearLine = '\x1b[2K';

export const createPainter = (terminal: Terminal): Painter => {
  let drawn: readonly string[] = [];
  const up = (): string => {
    const rows = drawn.reduce((sum, row) => sum + rowsOf(row, terminal.columns), 0);
    return rows === 0 ? '' : `\r\x1b[${rows}A`;
  };
  return {
    draw(lines, rows) {
      const above = lines.length === 0 ? '' : `${clearBelow}${lines.join('\n')}\n`;
      // Each row is cleared right before it is written, so that nothing flickers.
      const below = rows.map((row) => `${clearLine}${row}\n`).join('');
      terminal.write(`${up()}${above}${below}${clearBelow}`);
      drawn = rows.map(stripVTControlCharacters);
    },
    clear() {
      if (drawn.length > 0) terminal.write(`${up()}${clearBelow}`);
      drawn = [];
    },
    forget() {
      drawn = [];
    },
  };
};

/** How many a terminal makes of one: a wide character is not broken. */
const rowsOf = (row: string, columns: number): number => {
  if (columnsOf(row) <= columns) return 1;
  let rows = 1;
  let used = 0;
  for (const character of row) {
    const width = columnsOf(character);
    if (used + width > columns) {
      rows += 1;
      used = 0;
    }
    used += width;
  }
  return rows;
};
