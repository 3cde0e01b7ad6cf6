// Closing what a run has open, when some of it may no longer answer.
import type { Clock } from '../../core/clock.ts';
import { GamedayError } from '../../core/errors.ts';

export interface Closer {
  readonly what: string;
  close(): Promise<void>;
  /** Default: enough for whoever still answers. */
  readonly limitMs?: number;
}

const closeMs = 5_000;

/** One after the other, each within its time: one that fails or hangs never keeps the next one open. Throws the first failure at the end. */
export const closeAll = async (closers: readonly Closer[], clock: Clock): Promise<void> => {
  const failures: unknown[] = [];
  for (const closer of closers) await inTime(closer, clock).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
};

const inTime = async ({ what, close, limitMs = closeMs }: Closer, clock: Clock): Promise<void> => {
  const done = new AbortController();
  const tooLate = clock.sleep(limitMs, done.signal).then(() => {
    throw new GamedayError({ code: 'not-closed', message: `${what} did not close within ${limitMs} ms` });
  });
  try {
    await Promise.race([close(), tooLate]);
  } finally {
    done.abort();
    // Rejects by the line above, when nobody waits for it any more.
    tooLate.catch(() => undefined);
  }
};
