// A line of the runbook with its number and a mark under the place that is meant, cropped so that the place is in sight.
import { columnsOf, fitting } from '../../../core/columns.ts';
import { visibleLine } from '../../../core/visible.ts';
import type { Span } from '../../model.ts';
import type { Paint } from './paint.ts';

export interface ExcerptOptions {
  readonly width: number;
  readonly paint: Paint;
  /** Marks are drawn in it. */
  mark(text: string): string;
}

/** Two lines: the text, and the mark. */
export const excerpt = (
  lines: readonly string[],
  { line, endLine, column, endColumn }: Span,
  { width, paint, mark }: ExcerptOptions,
): readonly string[] => {
  const source = lines[line - 1] ?? '';
  const to = endLine === line ? endColumn - 1 : source.trimEnd().length;
  const number = String(line);
  const gutter = `${number.padStart(5)} │ `;
  const room = Math.max(20, width - gutter.length);
  const { text, before, marked } = crop(source, column - 1, Math.max(column, to), room);
  const more = endLine > line ? ` … to line ${endLine}` : '';
  const carets = '^'.repeat(Math.max(1, Math.min(marked, room - before)));
  const fits = before + carets.length + more.length <= room;
  return [
    `${paint.dim(gutter)}${text}`,
    `${paint.dim(`${' '.repeat(5)} │ `)}${' '.repeat(before)}${mark(carets)}${paint.dim(fits ? more : '')}`.trimEnd(),
  ];
};

interface Cropped {
  readonly text: string;
  /** Columns before the mark, and columns of the mark. */
  readonly before: number;
  readonly marked: number;
}

// What is left of the place and is kept, where a line is too long.
const lead = 12;
// No terminal is wider, and some lines have megabytes.
const longest = 2000;

const crop = (source: string, from: number, to: number, room: number): Cropped => {
  const whole = source.length <= longest ? show(source) : null;
  if (whole !== null && columnsOf(whole) <= room) {
    const before = columnsOf(show(source.slice(0, from)));
    return { text: whole, before, marked: columnsOf(show(source.slice(0, to))) - before };
  }
  const start =
    columnsOf(show(source.slice(0, Math.min(from, longest)))) + 1 < room / 2 ? 0 : Math.max(0, from - lead);
  const before = (start > 0 ? '…' : '') + show(source.slice(start, from));
  const rest = show(source.slice(from, from + longest));
  const space = room - columnsOf(before);
  const ends = columnsOf(rest) <= space;
  const kept = ends ? rest : `${fitting(rest, space - 1)}…`;
  const marked = Math.min(columnsOf(show(source.slice(from, Math.min(to, from + longest)))), columnsOf(kept));
  return { text: before + kept, before: columnsOf(before), marked };
};

const show = (text: string): string => visibleLine(text.replaceAll('\t', '  '));
