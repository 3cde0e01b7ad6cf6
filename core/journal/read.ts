// Reading a journal back, also one that a killed run left: a torn last line is normal, a broken line before it is not.
// Reports demand a whole one; healing takes what can be read.
import { readFileSync } from 'node:fs';
import { GamedayError } from '../errors.ts';
import { lackOf } from './check-record.ts';
import type { JournalEvent } from './events.ts';

export interface ReadJournal {
  readonly events: readonly JournalEvent[];
  /** The last line ended in mid-record: the writer was killed there. */
  readonly torn: boolean;
}

/** Throws GamedayError `journal-unknown` (no such file), `journal-other-schema` or `journal-broken` (a bad line before the last), exit 64. */
export const readJournal = (file: string): ReadJournal => {
  const lines = readText(file).split('\n');
  const rest = lines.pop() ?? '';
  const events = lines.map((line, index) => parseLine(file, line, index + 1));
  const [start] = events;
  if (start?.type !== 'run.started') {
    throw broken(
      file,
      1,
      'expected a run.started record',
      'not a journal, or the run died before its first record',
    );
  }
  demandSchema(file, start.schema);
  for (const [index, event] of events.entries()) demandWhole(file, event, index + 1);
  return { events, torn: rest !== '' };
};

export interface SalvagedJournal {
  readonly events: readonly JournalEvent[];
  readonly broken: readonly BrokenLine[];
}

export interface BrokenLine {
  readonly line: number;
  /** The type of its record, where that can be made out. */
  readonly type: string | null;
}

/** What can be read of a journal, whatever has become of other lines; a torn last line is left out. Throws only where there is no such file. */
export const salvageJournal = (file: string): SalvagedJournal => {
  const lines = readText(file).split('\n').slice(0, -1);
  const read = lines.map(eventIn);
  return {
    events: read.filter((event) => event !== null),
    broken: lines.flatMap((text, index) =>
      read[index] === null ? [{ line: index + 1, type: /"type":"([\w.]+)"/.exec(text)?.[1] ?? null }] : [],
    ),
  };
};

const readText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new GamedayError({
      code: 'journal-unknown',
      exitCode: 64,
      message: `${file}: no journal there (${(cause as NodeJS.ErrnoException).code ?? 'unreadable'})`,
      hint: 'give a run by its name or folder; `ls reports/runs` shows them',
      cause,
    });
  }
};

/** Of another schema nobody knows what its records mean, however alike they look. */
const demandSchema = (file: string, schema: unknown): void => {
  if (schema === 1) return;
  throw new GamedayError({
    code: 'journal-other-schema',
    exitCode: 64,
    message: `${file}: expected a journal of schema 1, got ${schema === undefined ? 'none' : `schema ${JSON.stringify(schema)}`}`,
    hint: 'read it with the gameday that wrote it',
  });
};

const demandWhole = (file: string, event: JournalEvent, line: number): void => {
  const lack = lackOf(event);
  if (lack !== null) throw broken(file, line, `${event.type}: ${lack}`);
};

const parseLine = (file: string, line: string, number: number): JournalEvent => {
  const event = eventIn(line);
  if (event !== null) return event;
  throw broken(file, number, 'expected one JSON record', `found ${JSON.stringify(line.slice(0, 60))}`);
};

const eventIn = (line: string): JournalEvent | null => {
  try {
    const event: unknown = JSON.parse(line);
    const isRecord = typeof event === 'object' && event !== null && 'type' in event && 'at' in event;
    return isRecord ? (event as JournalEvent) : null;
  } catch {
    // Told by whoever wants it whole, with its place: a parser's message about one line says nothing to a reader.
    return null;
  }
};

const broken = (file: string, line: number, ...told: readonly string[]): GamedayError => {
  const problem = {
    file,
    line,
    column: 1,
    message: told.join(', '),
    hint: 'the journal was changed or damaged after it was written',
  };
  return new GamedayError({
    code: 'journal-broken',
    exitCode: 64,
    message: `${file}:${line}:1 ${problem.message}`,
    hint: problem.hint,
    problems: [problem],
  });
};
