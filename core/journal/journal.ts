// Writing a journal: append-only NDJSON; effects are synced to disk before the caller goes on, the rest in groups.
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import type { Clock } from '../clock.ts';
import { GamedayError } from '../errors.ts';
import { effectTypes, type JournalEvent, type JournalEventBody } from './events.ts';
import { redactRecord } from './redact-record.ts';

export interface Journal {
  /** Stamps and writes one record; returns after the sync when it is an effect. Throws GamedayError `disk-full` (exit 70). */
  append(body: JournalEventBody, of?: DrillOf): JournalEvent;
  /**
   * Called with every record, in order, also with those that could not be written: the live view, the verdict when the disk is
   * full. As it is written: without secrets.
   */
  subscribe(listener: (event: JournalEvent) => void): () => void;
  readonly file: string;
  /** Milliseconds since the run's start. */
  elapsedMs(): number;
  close(): void;
}

/** The drill (id and attempt) that a record belongs to. */
export interface DrillOf {
  readonly drill: string;
  readonly attempt: number;
}

export interface JournalOptions {
  readonly file: string;
  readonly clock: Clock;
  /** For the texts of a record: see redact-record.ts. */
  readonly redact: (text: string) => string;
  /** When the run began, epoch ms; default now. Given when another process goes on with a dead run's journal. */
  readonly runStartedMs?: number;
  /** Observations wait at most this long for their group. Default 100 ms. */
  readonly groupMs?: number;
}

export const openJournal = ({
  file,
  clock,
  redact,
  runStartedMs,
  groupMs = 100,
}: JournalOptions): Journal => {
  const writer = openWriter(file, clock, groupMs);
  const alreadyMs = runStartedMs === undefined ? 0 : clock.now().getTime() - runStartedMs;
  const startedMs = clock.monotonicMs() - alreadyMs;
  const listeners = new Set<(event: JournalEvent) => void>();
  const elapsedMs = (): number => clock.monotonicMs() - startedMs;
  return {
    file,
    elapsedMs,
    append(body, of) {
      const event: JournalEvent = {
        at: clock.now().toISOString(),
        t: Math.round(elapsedMs() * 1000) / 1000,
        drill: of?.drill ?? null,
        attempt: of?.attempt ?? 0,
        ...body,
      };
      const told = redactRecord(event, redact);
      try {
        writer.write(`${JSON.stringify(told)}\n`, effectTypes.has(event.type));
      } finally {
        // Also what could not be written: whoever listens knows more than the disk then.
        for (const listener of listeners) listener(told);
      }
      return event;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => writer.close(),
  };
};

interface Writer {
  /** `now`: on disk when it returns. Once writing failed, every call throws that failure. */
  write(line: string, now: boolean): void;
  close(): void;
}

const openWriter = (file: string, clock: Clock, groupMs: number): Writer => {
  const descriptor = openSync(file, 'a');
  let waiting: string[] = [];
  let planned = false;
  let failure: GamedayError | null = null;
  let closed = false;

  const flush = (): void => {
    if (failure !== null) throw failure;
    if (waiting.length === 0) return;
    try {
      writeAll(descriptor, waiting.join(''));
      fsyncSync(descriptor);
      waiting = [];
    } catch (cause) {
      failure = lostJournal(file, cause as NodeJS.ErrnoException);
      throw failure;
    }
  };
  const flushSoon = async (): Promise<void> => {
    if (planned) return;
    planned = true;
    await clock.sleep(groupMs);
    planned = false;
    if (!closed) flush();
  };

  return {
    write(line, now) {
      if (failure !== null) throw failure;
      waiting.push(line);
      if (now) flush();
      // A failure is kept: the next write throws it, where somebody can act on it.
      else flushSoon().catch(() => undefined);
    },
    close() {
      if (closed) return;
      closed = true;
      try {
        flush();
      } finally {
        closeSync(descriptor);
      }
    },
  };
};

const lostJournal = (file: string, cause: NodeJS.ErrnoException): GamedayError =>
  new GamedayError({
    code: cause.code === 'ENOSPC' ? 'disk-full' : 'journal-lost',
    message: `${file}: the journal can't be written: ${cause.message}`,
    hint: 'free space on that disk (or give another folder by --out); `gameday heal` undoes what is still injected',
    cause,
  });

const writeAll = (descriptor: number, text: string): void => {
  const bytes = Buffer.from(text);
  for (let offset = 0; offset < bytes.length;) offset += writeSync(descriptor, bytes, offset);
};
