// Where words for people go: always standard error, so that standard output stays a command's result.
import { writeFileSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { columnsOf, wrapped } from '../core/columns.ts';
import { GamedayError, invalidInput, messageOf } from '../core/errors.ts';
import { visible, visibleLine } from '../core/visible.ts';

const plainly = (text: string): void => {
  process.stderr.write(`${text}\n`);
};
let speak = plainly;

/** What comes from a runbook, a journal or a file is text, also on a terminal. */
export const say = (text: string): void => speak(visible(text));

/** While a view stands on the terminal, what is said goes above it; gives what ends that. */
export const sayThrough = (view: (text: string) => void): (() => void) => {
  speak = view;
  return () => {
    speak = plainly;
  };
};

/** A command's result. */
export const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));

/** A file as people are told of it: from the folder they are in, where it is below that. */
export const fromHere = (file: string): string => {
  const path = relative(process.cwd(), resolve(file));
  return path === '' || path.split(sep)[0] === '..' || isAbsolute(path) ? resolve(file) : path;
};

/** A file that a person asked for; throws where it can't be written: 64, or 70 where the disk is full. */
export const writeText = (file: string, text: string): void => {
  try {
    writeFileSync(file, text);
  } catch (error) {
    const message = `can not be written: ${messageOf(error)}`;
    if (isFull(error))
      throw new GamedayError({
        code: 'disk-full',
        message: `${file}: ${message}`,
        hint: 'make room, or give another file',
        cause: error,
      });
    throw invalidInput([{ file, line: null, column: null, message, hint: null }]);
  }
};

const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');

const narrowest = 40;

/** Of the terminal; where there is none, of a usual one. */
const width = (): number => Math.max(narrowest, process.stdout.columns || 80);

/** A text behind its heading, on as many lines as it takes, each below the first. Both may come from outside. */
export const hanging = (head: string, body: string): string => {
  const [heading, text] = [visibleLine(head), visibleLine(body)];
  const room = width() - heading.length;
  if (room < 20 && columnsOf(text) > room)
    return [heading.trimEnd(), ...wrapped(text, width() - 4).map((line) => `    ${line}`)].join('\n');
  const [first = '', ...rest] = wrapped(text, Math.max(1, room));
  return [`${heading}${first}`, ...rest.map((line) => `${' '.repeat(heading.length)}${line}`)].join('\n');
};

/** Columns padded to the widest cell; the last one goes on below itself where the terminal ends. */
export const tableText = (cells: readonly (readonly string[])[]): string => {
  const rows = cells.map((row) => row.map(visibleLine));
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) => {
      const before = row.slice(0, -1).map((cell, column) => `${cell.padEnd(widths[column] ?? 0)}  `);
      return hanging(before.join(''), row.at(-1) ?? '');
    })
    .join('\n');
};
