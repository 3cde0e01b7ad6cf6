// The little HTTP that both services need: routes by method and first path segments, bounded bodies, graceful close.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export interface Reply {
  readonly status: number;
  readonly body: object | string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly type?: string;
}

export type Handler = (request: IncomingMessage) => Reply | Promise<Reply>;

/** Keys are `METHOD /path`; a path that ends in `/*` takes everything below. */
export type Routes = Readonly<Record<string, Handler>>;

export interface RunningServer {
  readonly port: number;
  /** Takes no new connection, lets requests in flight finish. */
  readonly close: () => Promise<void>;
}

const bodyLimitBytes = 16_384;

export const listen = async (
  port: number,
  routes: Routes,
  onError: (error: unknown) => void,
): Promise<RunningServer> => {
  let closing = false;
  const server = createServer({ keepAliveTimeout: 30_000, requestTimeout: 10_000 }, (request, response) => {
    void answer(request, response);
  });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const reply = await route(routes, request);
      write(response, closing ? { ...reply, headers: { ...reply.headers, Connection: 'close' } } : reply);
    } catch (error) {
      onError(error);
      write(response, { status: 500, body: { error: 'internal error' } });
    }
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, resolve);
  });
  return {
    port: portOf(server),
    close: () => {
      closing = true;
      return closeServer(server);
    },
  };
};

/** The whole body as text; undefined when it is larger than anything that an order can be. */
export const readBody = async (request: IncomingMessage): Promise<string | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= bodyLimitBytes) chunks.push(chunk);
  }
  return size <= bodyLimitBytes ? Buffer.concat(chunks).toString('utf8') : undefined;
};

const route = async (routes: Routes, request: IncomingMessage): Promise<Reply> => {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const exact = routes[`${request.method} ${path}`];
  const below = routes[`${request.method} ${path.slice(0, path.lastIndexOf('/'))}/*`];
  const handler = exact ?? below;
  if (!handler) return { status: 404, body: { error: `no such endpoint: ${request.method} ${path}` } };
  return handler(request);
};

const write = (response: ServerResponse, reply: Reply): void => {
  const text = typeof reply.body === 'string' ? reply.body : `${JSON.stringify(reply.body)}\n`;
  const type = reply.type ?? (typeof reply.body === 'string' ? 'text/plain' : 'application/json');
  response.writeHead(reply.status, { 'Content-Type': type, ...reply.headers });
  response.end(text);
};

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
};

const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
