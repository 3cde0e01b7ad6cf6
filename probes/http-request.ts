// One HTTP request over a connection of its own, timed by phase; the body is read to its end, up to a cap.
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Dialer } from '../core/addresses.ts';
import type { Context } from '../core/clock.ts';

export interface HttpAsk {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** Milliseconds; `connectMs` has the resolution of the name in it, `firstByteMs` counts from the request's first byte. */
export type HttpTimings = Readonly<Record<'connectMs' | 'firstByteMs' | 'totalMs', number>>;

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The body was longer than the cap. */
  readonly truncated: boolean;
  readonly timings: HttpTimings;
}

const maxBodyBytes = 262_144;

/** Throws the socket's or the parser's error, or the signal's reason. */
export const requestOnce = async (ask: HttpAsk, dialer: Dialer, ctx: Context): Promise<HttpAnswer> => {
  const startMs = ctx.clock.monotonicMs();
  const since = (): number => Math.round((ctx.clock.monotonicMs() - startMs) * 100) / 100;
  const port = Number(ask.url.port === '' ? 80 : ask.url.port);
  const socket = await dialer.connect(ask.url.hostname, port, ctx.signal);
  const connectMs = since();
  try {
    const response = await send(ask, socket, ctx.signal);
    const firstByteMs = Math.round((since() - connectMs) * 100) / 100;
    const { body, truncated } = await readBody(response);
    const timings = { connectMs, firstByteMs, totalMs: since() };
    return { status: response.statusCode ?? 0, headers: response.headers, body, truncated, timings };
  } finally {
    socket.destroy();
  }
};

const send = (ask: HttpAsk, socket: Socket, signal: AbortSignal): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const asking = request(
      {
        createConnection: () => socket,
        host: ask.url.hostname,
        method: ask.method,
        path: `${ask.url.pathname}${ask.url.search}`,
        headers: { host: ask.url.host, connection: 'close', ...ask.headers },
        signal,
      },
      resolve,
    );
    asking.on('error', reject);
    asking.end(ask.body);
  });

const readBody = async (response: IncomingMessage): Promise<{ body: string; truncated: boolean }> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    chunks.push(chunk);
    if (bytes > maxBodyBytes) break;
  }
  const body = Buffer.concat(chunks).subarray(0, maxBodyBytes).toString();
  return { body, truncated: bytes > maxBodyBytes };
};
