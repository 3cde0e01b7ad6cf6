// Where words for people go: always standard error, so that standard output stays a command's result.
import { writeFileSync } from 'node:fs';
import { invalidInput, messageOf } from '../core/errors.ts';

export const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** A command's result. */
export const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));

/** A file that a person asked for; throws (exit 64) where it can't be written. */
export const writeText = (file: string, text: string): void => {
  try {
    writeFileSync(file, text);
  } catch (error) {
    const message = `can not be written: ${messageOf(error)}`;
    throw invalidInput([{ file, line: null, column: null, message, hint: null }]);
  }
};

/** Columns padded to the widest cell; the last one isn't. */
export const tableText = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n');
};
