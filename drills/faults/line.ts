// One TCP connection of the control client: asks, counts the answers, notes how it ended.
import type { Socket } from 'node:net';
import type { Context } from '../../core/clock.ts';
import type { Protocol } from './protocols.ts';

export interface Ask {
  readonly count: number;
  /** Size of each request; 0 for the smallest. */
  readonly bytes: number;
}

export interface Talk {
  readonly answers: number;
  /** Received during this talk, and in how many reads. */
  readonly bytes: number;
  readonly pieces: number;
  readonly ms: number;
  readonly ended: 'answered' | 'silent' | 'closed' | 'reset';
}

export interface Line {
  /** How the other side ended it; null while it stands. */
  ended(): 'closed' | 'reset' | null;
  /** Asks and waits until all is answered (earlier questions too), the connection ends or `waitMs` are over. */
  talk(protocol: Protocol, ask: Ask, waitMs: number, ctx: Context): Promise<Talk>;
  /** Ends our side and gives the milliseconds until the other has ended too; null when it hasn't within `waitMs`. */
  hangUp(waitMs: number, ctx: Context): Promise<number | null>;
  destroy(): void;
}

export const openLine = (socket: Socket): Line => {
  let end: 'closed' | 'reset' | null = null;
  let received: Buffer = Buffer.alloc(0);
  let count = { asked: 0, answered: 0, bytes: 0, pieces: 0 };
  let counting: Protocol | null = null;
  let hungUpMs: number | null = null;
  const waiting = new Set<() => void>();
  const wake = (): void => waiting.forEach((check) => check());

  socket.on('data', (bytes) => {
    received = Buffer.concat([received, bytes]);
    const found = counting?.answers(received) ?? { count: 0, bytes: 0 };
    received = received.subarray(found.bytes);
    count = {
      ...count,
      answered: count.answered + found.count,
      bytes: count.bytes + bytes.length,
      pieces: count.pieces + 1,
    };
    wake();
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    end ??= error.code === 'ECONNRESET' || error.code === 'EPIPE' ? 'reset' : 'closed';
    wake();
  });
  for (const event of ['end', 'close'])
    socket.on(event, () => {
      end ??= 'closed';
      wake();
    });

  return {
    ended: () => end,
    async talk(protocol, ask, waitMs, ctx) {
      counting = protocol;
      const before = count;
      const startedMs = ctx.clock.monotonicMs();
      if (end === null) {
        count = { ...count, asked: count.asked + ask.count };
        socket.write(Buffer.concat(Array<Buffer>(ask.count).fill(protocol.request(ask.bytes))));
      }
      const isAnswered = (): boolean => end === null && count.answered >= count.asked;
      await waitFor(() => isAnswered() || end !== null, waiting, waitMs, ctx);
      return {
        answers: count.answered - before.answered,
        bytes: count.bytes - before.bytes,
        pieces: count.pieces - before.pieces,
        ms: ctx.clock.monotonicMs() - startedMs,
        ended: isAnswered() ? 'answered' : (end ?? 'silent'),
      };
    },
    async hangUp(waitMs, ctx) {
      if (hungUpMs !== null || end !== null) return hungUpMs ?? 0;
      const startedMs = ctx.clock.monotonicMs();
      socket.end();
      const ended = await waitFor(() => end !== null, waiting, waitMs, ctx);
      hungUpMs = ended ? ctx.clock.monotonicMs() - startedMs : null;
      return hungUpMs;
    },
    destroy: () => socket.destroy(),
  };
};

/** True once `condition` holds, false after `waitMs`; rejects when the caller's signal aborts. */
const waitFor = (
  condition: () => boolean,
  waiting: Set<() => void>,
  waitMs: number,
  ctx: Context,
): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const deadline = ctx.clock.deadline(waitMs, ctx.signal);
    const settle = (): void => {
      if (!condition() && !deadline.aborted) return;
      waiting.delete(settle);
      deadline.removeEventListener('abort', settle);
      if (ctx.signal.aborted) reject(ctx.signal.reason as Error);
      else resolve(condition());
    };
    waiting.add(settle);
    deadline.addEventListener('abort', settle);
    settle();
  });
