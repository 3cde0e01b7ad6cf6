// Follows the journal of a run while it is written, and acts as soon as a record is there: within the syscall or two that inotify takes.
import { closeSync, existsSync, openSync, readSync, watch } from 'node:fs';
import { join } from 'node:path';
import type { JournalEvent } from '../../../core/journal/events.ts';
import type { RecordMoment } from './cells.ts';

export type IsIt = (event: JournalEvent) => boolean;

/** True at the nth record of that type. */
export const nth = ({ type, nth: wanted }: RecordMoment): IsIt => {
  let seen = 0;
  return (event) => event.type === type && ++seen === wanted;
};

/** Resolves with the record after `act`, which is called in the same turn in which it was read. `folder` has to be there. Rejects when `over` aborts first. */
export const atRecord = (
  folder: string,
  isIt: IsIt,
  act: (event: JournalEvent) => void,
  over: AbortSignal,
): Promise<JournalEvent> =>
  new Promise((resolve, reject) => {
    const reader = openReader(join(folder, 'journal.ndjson'));
    const end = (): void => {
      watcher.close();
      reader.close();
      over.removeEventListener('abort', giveUp);
    };
    const giveUp = (): void => {
      end();
      reject(over.reason as Error);
    };
    const look = (): void => {
      for (const event of reader.news()) {
        if (!isIt(event)) continue;
        act(event);
        end();
        resolve(event);
        return;
      }
    };
    const watcher = watch(folder, look);
    over.addEventListener('abort', giveUp);
    look();
  });

interface Reader {
  /** The whole records since the last call. */
  news(): readonly JournalEvent[];
  close(): void;
}

const openReader = (file: string): Reader => {
  const chunk = Buffer.alloc(1 << 20);
  let descriptor: number | null = null;
  let rest = Buffer.alloc(0);
  return {
    news() {
      if (descriptor === null && !existsSync(file)) return [];
      descriptor ??= openSync(file, 'r');
      for (let read = 1; read > 0;) {
        read = readSync(descriptor, chunk);
        rest = Buffer.concat([rest, chunk.subarray(0, read)]);
      }
      const end = rest.lastIndexOf(0x0a) + 1;
      const lines = rest.subarray(0, end).toString().split('\n').filter(Boolean);
      rest = rest.subarray(end);
      return lines.map((line) => JSON.parse(line) as JournalEvent);
    },
    close() {
      if (descriptor !== null) closeSync(descriptor);
    },
  };
};
