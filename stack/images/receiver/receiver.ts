// The receiver's process: takes Alertmanager's webhooks and tells what came, with the time at which it came.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { createDeliveries, type WebhookMessage } from './deliveries.ts';

const port = Number(process.env['PORT'] ?? 9095);
const deliveries = createDeliveries(10_000);

const answer = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  // The moment at which the message began to arrive, not that at which it was read.
  const atMs = Date.now();
  const url = new URL(request.url ?? '/', 'http://receiver');
  const route = `${request.method} ${url.pathname}`;
  switch (route) {
    case 'POST /alerts':
      deliveries.add(JSON.parse(await text(request)) as WebhookMessage, atMs);
      return answer(response, 200, {});
    case 'GET /deliveries':
      return answer(response, 200, deliveries.after(Number(url.searchParams.get('after') ?? 0)));
    case 'GET /health':
      return answer(response, 200, { status: 'ok', deliveries: deliveries.count() });
    default:
      return answer(response, 404, { error: `no ${route}` });
  }
};

const server = createServer((request, response) => {
  handle(request, response).catch((error: unknown) => answer(response, 400, { error: String(error) }));
});
server.listen(port, () => console.log(`receiver: listening on ${port}`));
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => process.exit(0));
