// Where a finding stands, to the column, whatever its rule knew of it.
import type { Place, Span } from '../model.ts';

/** A place without columns runs from the first to the last visible character; what lies outside the text is moved into it. */
export const spanOf = (at: Place | Span, lines: readonly string[]): Span => {
  const line = clamp(at.line, 1, lines.length);
  const endLine = clamp(at.endLine, line, lines.length);
  const column = 'column' in at ? at.column : indentOf(textAt(lines, line)) + 1;
  const endColumn = 'endColumn' in at ? at.endColumn : textAt(lines, endLine).trimEnd().length + 1;
  const from = clamp(column, 1, textAt(lines, line).length + 1);
  const least = endLine === line ? from : 1;
  return {
    line,
    endLine,
    column: from,
    endColumn: clamp(endColumn, least, textAt(lines, endLine).length + 1),
  };
};

/** In the order of the document. */
export const bySpan = (a: Span, b: Span): number =>
  a.line - b.line || a.column - b.column || a.endLine - b.endLine || a.endColumn - b.endColumn;

const textAt = (lines: readonly string[], line: number): string => lines[line - 1] ?? '';

const indentOf = (text: string): number => text.length - text.trimStart().length;

// `Math.max` last: a text without lines still has line 1, and NaN becomes the least.
const clamp = (value: number, least: number, most: number): number =>
  Number.isInteger(value) ? Math.max(least, Math.min(value, most)) : least;
