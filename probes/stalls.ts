// How long this process itself stood still: starved of CPU, suspended, at work in one go. Answers lie unread meanwhile.
import type { Clock } from '../core/clock.ts';

export interface Stalls {
  /** Milliseconds that it stood still since this began; what two calls differ by is what was lost between them. */
  totalMs(): number;
}

/** Short beside any limit of a look, and too long to cost anything. */
const beatMs = 50;

/** Until the signal aborts. A beat that comes late tells how long nothing else could run. */
export const watchStalls = (clock: Clock, signal: AbortSignal): Stalls => {
  let lostMs = 0;
  let dueMs = clock.monotonicMs() + beatMs;
  const lateMs = (): number => Math.max(0, clock.monotonicMs() - dueMs);
  const beat = async (): Promise<void> => {
    for (;;) {
      await clock.sleep(beatMs, signal);
      lostMs += lateMs();
      dueMs = clock.monotonicMs() + beatMs;
    }
  };
  beat().catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  // Whoever asks before a late beat could come counts what is lost so far.
  return { totalMs: () => lostMs + lateMs() };
};
