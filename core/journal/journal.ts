// Writing a journal: append-only NDJSON; effects are synced to disk before the caller goes on, the rest in groups.
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import type { Clock } from '../clock.ts';
import { GamedayError } from '../errors.ts';
import { effectTypes, type JournalEvent, type JournalEventBody } from './events.ts';

export interface Journal {
  /** Stamps and writes one record; returns after the sync when it is an effect. Throws GamedayError `disk-full` (exit 70). */
  append(body: JournalEventBody, of?: DrillOf): JournalEvent;
  /** Called with every record after it was accepted, in order: the live view, the scheduler's metrics. */
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
  const descriptor = openSync(file, 'a');
  const alreadyMs = runStartedMs === undefined ? 0 : clock.now().getTime() - runStartedMs;
  const startedMs = clock.monotonicMs() - alreadyMs;
  const listeners = new Set<(event: JournalEvent) => void>();
  let waiting: string[] = [];
  let flushing = false;
  let failure: GamedayError | null = null;
  let closed = false;

  const flush = (): void => {
    if (failure !== null) throw failure;
    if (waiting.length === 0) return;
    const lines = waiting.join('');
    waiting = [];
    try {
      writeAll(descriptor, lines);
      fsyncSync(descriptor);
    } catch (cause) {
      failure = new GamedayError({
        code: (cause as NodeJS.ErrnoException).code === 'ENOSPC' ? 'disk-full' : 'journal-lost',
        message: `${file}: the journal can't be written: ${(cause as Error).message}`,
        hint: 'free space on that disk (or give another folder by --out); `gameday heal` undoes what is still injected',
        cause,
      });
      throw failure;
    }
  };

  const flushSoon = (): void => {
    if (flushing) return;
    flushing = true;
    void clock.sleep(groupMs).then(() => {
      flushing = false;
      if (closed || failure !== null) return;
      try {
        flush();
      } catch {
        // Kept in `failure`: the next append throws it, where somebody can act on it.
      }
    });
  };

  return {
    file,
    elapsedMs: () => clock.monotonicMs() - startedMs,
    append(body, of) {
      if (failure !== null) throw failure;
      const event: JournalEvent = {
        at: clock.now().toISOString(),
        t: Math.round((clock.monotonicMs() - startedMs) * 1000) / 1000,
        drill: of?.drill ?? null,
        attempt: of?.attempt ?? 0,
        ...body,
      };
      waiting.push(`${redact(JSON.stringify(event))}\n`);
      if (effectTypes.has(event.type)) flush();
      else flushSoon();
      for (const listener of listeners) listener(event);
      return event;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
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

const writeAll = (descriptor: number, text: string): void => {
  const bytes = Buffer.from(text);
  for (let offset = 0; offset < bytes.length;) offset += writeSync(descriptor, bytes, offset);
};
