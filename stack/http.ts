// One HTTP request to a service of the stack, each on a fresh connection: a restarted server leaves none behind that is half dead.
import { request } from 'node:http';
import type { Socket } from 'node:net';
import type { Dialer } from '../core/addresses.ts';
import type { Context } from '../core/clock.ts';

export interface HttpRequest {
  readonly service: string;
  readonly port: number;
  /** With its query string. */
  readonly path: string;
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** Sent as JSON. */
  readonly body?: unknown;
}

export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}

/** Rejects with the socket's error, a DeadlineError after `limitMs`, or the reason of `ctx.signal`. */
export const requestText = async (
  dialer: Dialer,
  asked: HttpRequest,
  ctx: Context,
  limitMs: number,
): Promise<HttpAnswer> => {
  const signal = ctx.clock.deadline(limitMs, ctx.signal);
  const socket = await dialer.connect(asked.service, asked.port, signal);
  try {
    return await exchange(socket, asked, signal);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    socket.destroy();
  }
};

const exchange = (socket: Socket, asked: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> =>
  new Promise((resolve, reject) => {
    const body = asked.body === undefined ? null : JSON.stringify(asked.body);
    const outgoing = request({
      // Without an agent, which would open connections by itself.
      createConnection: () => socket,
      method: asked.method ?? 'GET',
      path: asked.path,
      headers: {
        host: `${asked.service}:${asked.port}`,
        connection: 'close',
        ...(body === null
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      },
      signal,
    });
    outgoing.once('error', reject);
    outgoing.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    outgoing.end(body ?? undefined);
  });
