// From offsets in a text to lines and columns.
import type { Span } from '../model.ts';

export interface LineIndex {
  readonly count: number;
  /** The line (from 1) that holds the character at `offset`. */
  lineAt(offset: number): number;
  /** Offset of the first character of a line. */
  startOf(line: number): number;
  isBlank(line: number): boolean;
  /** `to` is the offset after the last character. */
  spanOf(from: number, to: number): Span;
}

export const indexLines = (text: string): LineIndex => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const count = starts.at(-1) === text.length ? starts.length - 1 : starts.length;
  const startOf = (line: number): number => starts[line - 1] ?? text.length;
  const lineAt = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
  return {
    count,
    lineAt,
    startOf,
    isBlank: (line) => text.slice(startOf(line), startOf(line + 1)).trim() === '',
    spanOf(from, to) {
      const line = lineAt(from);
      const endLine = lineAt(Math.max(from, to - 1));
      return { line, column: from - startOf(line) + 1, endLine, endColumn: to - startOf(endLine) + 1 };
    },
  };
};
