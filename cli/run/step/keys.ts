// The keys of a person at the terminal. What was typed before they were asked does not count.
import { Interruption } from '../../../drills/engine/stop.ts';

export interface Keys {
  /** Rejects with the signal's reason when that aborts, and when nothing can be typed any more. */
  next(signal: AbortSignal): Promise<string>;
  close(): void;
}

type Input = Pick<NodeJS.ReadStream, 'on' | 'off' | 'pause'>;

export const readKeys = (input: Input): Keys => {
  const asked = new Set<{ take(key: string): void; fail(error: unknown): void }>();
  let isOver = false;
  const onData = (bytes: Buffer): void => {
    // One key for one question: the rest was typed before the next.
    const [key] = bytes.toString('utf8');
    if (key !== undefined) for (const one of asked) one.take(key);
  };
  const onEnd = (): void => {
    isOver = true;
    for (const one of asked) one.fail(gone());
  };
  input.on('data', onData);
  input.on('end', onEnd);
  input.on('error', onEnd);
  return {
    next: (signal) =>
      new Promise((resolve, reject) => {
        if (isOver) return reject(gone());
        const abort = (): void => settle(() => reject(signal.reason as Error));
        const one = {
          take: (key: string) => settle(() => resolve(key)),
          fail: (error: unknown) => settle(() => reject(error)),
        };
        const settle = (act: () => void): void => {
          asked.delete(one);
          signal.removeEventListener('abort', abort);
          act();
        };
        if (signal.aborted) return abort();
        signal.addEventListener('abort', abort, { once: true });
        asked.add(one);
      }),
    close() {
      input.off('data', onData);
      input.off('end', onEnd);
      input.off('error', onEnd);
      input.pause();
    },
  };
};

const gone = (): Interruption => new Interruption('the end of its terminal');
