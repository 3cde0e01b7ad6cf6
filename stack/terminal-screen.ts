// A screen without right edge: the last rows can still be written over, what scrolled out of it is kept as text.

export interface Screen {
  write(text: string): void;
  newLine(): void;
  toColumn(column: number): void;
  forward(count: number): void;
  back(count?: number): void;
  up(count: number): void;
  down(count: number): void;
  /** As the sequence says it: '' or 0 to the end, 1 from the start, 2 all. */
  eraseLine(part: string): void;
  eraseBelow(): void;
  /** Nothing that is still written can change what is kept. */
  full(): boolean;
  /** The last ones above the cursor: what stands in its own row is not finished. Null: something was cut. */
  linesAbove(most: number): readonly string[] | null;
  finish(): { readonly text: string; readonly truncated: boolean };
}

/** What the pty says its height is: no program moves further up. */
export const screenRows = 50;
export const screenColumns = 160;

export const createScreen = (maxBytes: number): Screen => {
  const state: State = {
    maxBytes,
    rows: [''],
    scrolled: [],
    scrolledBytes: 0,
    truncated: false,
    row: 0,
    column: 0,
  };
  return {
    write: (text) => write(state, text),
    newLine: () => {
      state.column = 0;
      toRow(state, state.row + 1);
    },
    toColumn: (column) => {
      state.column = column;
    },
    forward: (count) => {
      state.column += Math.min(count, screenColumns);
    },
    back: (count = 1) => {
      state.column = Math.max(0, state.column - count);
    },
    up: (count) => {
      state.row = Math.max(0, state.row - count);
    },
    down: (count) => toRow(state, state.row + Math.min(count, screenRows)),
    eraseLine: (part) => {
      state.rows[state.row] = erased(line(state), state.column, part);
    },
    eraseBelow: () => {
      state.rows[state.row] = erased(line(state), state.column, '0');
      state.rows.splice(state.row + 1);
    },
    full: () => room(state) <= 0,
    linesAbove: (most) =>
      state.truncated ? null : state.rows.slice(Math.max(0, state.row - most), state.row),
    finish: () => finish(state),
  };
};

interface State {
  readonly maxBytes: number;
  readonly rows: string[];
  readonly scrolled: string[];
  scrolledBytes: number;
  truncated: boolean;
  row: number;
  column: number;
}

const room = ({ maxBytes, scrolledBytes }: State): number => maxBytes - scrolledBytes;

const line = ({ rows, row }: State): string => rows[row] ?? '';

const write = (state: State, text: string): void => {
  const before = line(state);
  const { column, rows } = state;
  // All rows together hold no more than is kept; the column goes on, as if what is left out were there.
  const others = rows.reduce((sum, { length }) => sum + length, 0) - before.length;
  const space = Math.max(0, room(state) - others - column);
  state.truncated ||= text.length > space;
  const written = text.slice(0, space);
  if (written !== '')
    rows[state.row] =
      before.padEnd(column).slice(0, column) + written + before.slice(column + written.length);
  state.column += text.length;
};

const erased = (text: string, column: number, part: string): string => {
  if (part === '2') return '';
  return part === '1'
    ? ' '.repeat(Math.min(column, text.length)) + text.slice(column)
    : text.slice(0, column);
};

const toRow = (state: State, row: number): void => {
  state.row = row;
  while (state.rows.length <= row) state.rows.push('');
  for (; state.rows.length > screenRows; state.row -= 1) scroll(state);
};

const scroll = (state: State): void => {
  const first = `${state.rows.shift() ?? ''}\n`;
  const kept = firstBytes(first, room(state));
  const cut = kept.length < first.length;
  state.truncated ||= cut;
  state.scrolled.push(kept);
  state.scrolledBytes = cut ? state.maxBytes : state.scrolledBytes + Buffer.byteLength(kept);
};

const finish = (state: State): ReturnType<Screen['finish']> => {
  const last = state.rows.join('\n');
  const kept = firstBytes(last, room(state));
  const truncated = state.truncated || kept.length < last.length;
  return { text: (state.scrolled.join('') + kept).toWellFormed(), truncated };
};

/** No character is cut. */
const firstBytes = (text: string, maxBytes: number): string => {
  if (maxBytes <= 0) return '';
  if (text.length * 3 <= maxBytes) return text;
  const bytes = Buffer.from(text);
  if (bytes.length <= maxBytes) return text;
  let end = maxBytes;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString('utf8', 0, end);
};
