// The front door's process: forwards HTTP requests to FIRST, and a share of them to SECOND, where a new release stands beside it.
// GET and PUT /.front-door tell and set the share: { "share": 0.1 }. After a start all goes to FIRST.
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { createShare } from './share.ts';

const port = Number(process.env['PORT'] ?? 8080);
const backends = {
  first: process.env['FIRST'] ?? 'localhost:8081',
  second: process.env['SECOND'] ?? 'localhost:8082',
};
const share = createShare();
const servedBy = 'x-front-door';

const tell = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
};

const control = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  if (request.method === 'PUT') {
    const { share: wanted } = JSON.parse(await text(request)) as { share?: unknown };
    if (typeof wanted !== 'number' || !(wanted >= 0 && wanted <= 1))
      return tell(response, 400, { error: 'expected { "share": a number from 0 to 1 }' });
    share.set(wanted);
  }
  tell(response, 200, { share: share.get(), ...backends });
};

const forward = (request: IncomingMessage, response: ServerResponse): void => {
  const which = share.next();
  const [host, backendPort] = backends[which].split(':');
  const { connection: _, ...headers } = request.headers;
  // A connection for each request: a service that was started anew has another address.
  const forwarded = ask({
    host,
    port: Number(backendPort),
    method: request.method,
    path: request.url,
    headers: { ...headers, connection: 'close' },
    agent: false,
  });
  forwarded.on('response', (answer) => {
    const { connection: __, ...answerHeaders } = answer.headers;
    response.writeHead(answer.statusCode ?? 502, { ...answerHeaders, [servedBy]: which });
    answer.on('error', () => response.destroy());
    answer.pipe(response);
  });
  forwarded.on('error', (error) => {
    // What has begun can only be broken off.
    if (response.headersSent) response.destroy();
    else response.writeHead(502, { [servedBy]: which }).end(`${which}: ${error.message}\n`);
  });
  response.on('close', () => forwarded.destroy());
  request.pipe(forwarded);
};

const server = createServer((request, response) => {
  if (request.url !== '/.front-door') return forward(request, response);
  control(request, response).catch((error: unknown) => tell(response, 400, { error: String(error) }));
});
server.listen(port);
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.on(signal, () => {
    server.close(() => process.exit(0));
    server.closeIdleConnections();
  });
