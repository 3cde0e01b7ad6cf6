// Tables with a header line, cells between tabs. A mistake says file and line.
import { invalidInput, type Problem } from '../../core/errors.ts';

export interface TsvRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** `wanted`: columns that have to be there. */
export const readTsv = (file: string, text: string, wanted: readonly string[]): readonly TsvRow[] => {
  const [header = '', ...lines] = text.split('\n').map((line) => line.replace(/\r$/, ''));
  const names = header.split('\t');
  const missing = wanted.filter((name) => !names.includes(name));
  if (missing.length > 0)
    throw invalidInput([
      problem(file, 1, `expected the columns ${wanted.join(', ')}, missing: ${missing.join(', ')}`),
    ]);
  const rows = lines.flatMap((line, index) => (line.trim() === '' ? [] : [{ line, at: index + 2 }]));
  const uneven = rows.filter(({ line }) => line.split('\t').length !== names.length);
  if (uneven.length > 0)
    throw invalidInput(
      uneven.map(({ line, at }) =>
        problem(file, at, `expected ${names.length} cells, got ${line.split('\t').length}`),
      ),
    );
  return rows.map(({ line, at }) => ({
    line: at,
    cells: Object.fromEntries(line.split('\t').map((cell, index) => [names[index] ?? '', cell])),
  }));
};

export const writeTsv = (
  names: readonly string[],
  rows: readonly Readonly<Record<string, string>>[],
): string =>
  [names, ...rows.map((row) => names.map((name) => clean(row[name] ?? '')))]
    .map((cells) => `${cells.join('\t')}\n`)
    .join('');

/** A cell as it comes back from a table. */
export const clean = (text: string): string => text.replace(/\s+/g, ' ').trim();

const problem = (file: string, line: number, message: string): Problem => ({
  file,
  line,
  column: null,
  message,
  hint: 'cells are separated by one tab each',
});
