// What is left to do when Toxiproxy's control hangs: a server that plays it, known defect included.
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import type { Dialer } from '../core/addresses.ts';
import { systemClock, type Clock } from '../core/clock.ts';
import { createEdges } from './edges.ts';

const toxic = (name: string) => ({
  name,
  type: 'latency',
  stream: 'upstream' as const,
  toxicity: 1,
  attributes: { latency: 10, jitter: 0 },
});
const edge = { name: 'client-redis', listenPort: 16379, upstream: 'redis:6379' };
// Ten times faster, so that the deadlines of the control are no time to wait for.
const clock: Clock = { ...systemClock, deadline: (ms, parent) => systemClock.deadline(ms / 10, parent) };
const ctx = { clock, signal: new AbortController().signal };

let server: Server | null = null;
afterEach(() => server?.close());

/** `hangs` names the requests that never get an answer; so often is the port still taken when the proxy is made. */
const startToxiproxy = async (hangs: readonly string[], portTaken = 0) => {
  let refusals = portTaken;
  const seen: string[] = [];
  const proxies = new Map([[edge.name, { enabled: true, toxics: [toxic('slow'), toxic('slower')] }]]);
  const started = createServer((asked, answer) => {
    void bodyOf(asked).then((body) => {
      const request = `${asked.method ?? ''} ${asked.url ?? ''}`;
      seen.push(`${request} ${body}`.trim());
      if (hangs.includes(request)) return;
      if (request === `DELETE /proxies/${edge.name}`) proxies.delete(edge.name);
      if (request === 'POST /proxies' && refusals > 0) {
        refusals -= 1;
        answer.statusCode = 500;
        answer.end('{"error":"listen tcp 0.0.0.0:16379: bind: address already in use","status":500}');
        return;
      }
      const known = proxies.has(edge.name) || asked.method === 'POST';
      answer.statusCode = known || asked.method === 'DELETE' ? 200 : 404;
      answer.end(JSON.stringify(proxies.get(edge.name) ?? {}));
    });
  }).listen(0, '127.0.0.1');
  server = started;
  await new Promise((resolve) => started.once('listening', resolve));
  const { port } = started.address() as AddressInfo;
  const dialer: Dialer = {
    lookup: () => Promise.resolve('127.0.0.1'),
    connect: () => Promise.resolve(connect(port, '127.0.0.1')),
  };
  return { edges: createEdges([edge], dialer), seen };
};

const bodyOf = async (asked: IncomingMessage): Promise<string> => {
  let body = '';
  for await (const chunk of asked) body += String(chunk);
  return body;
};

it('makes the proxy anew, with its other toxics, when the removal of one hangs', async () => {
  const { edges, seen } = await startToxiproxy(['DELETE /proxies/client-redis/toxics/slow']);
  await edges.removeToxic('client-redis', 'slow', ctx);
  const created = { name: 'client-redis', listen: '0.0.0.0:16379', upstream: 'redis:6379', enabled: true };
  expect(seen).toEqual([
    'GET /proxies/client-redis',
    'DELETE /proxies/client-redis/toxics/slow',
    'DELETE /proxies/client-redis',
    `POST /proxies ${JSON.stringify(created)}`,
    `POST /proxies/client-redis/toxics ${JSON.stringify(toxic('slower'))}`,
  ]);
});

it('waits until the port of the proxy that hung is free', async () => {
  const { edges, seen } = await startToxiproxy(['DELETE /proxies/client-redis/toxics/slow'], 2);
  await edges.removeToxic('client-redis', 'slow', ctx);
  expect(seen.map((request) => request.replace(/ \{.*/, '')).slice(2)).toEqual([
    'DELETE /proxies/client-redis',
    ...['POST /proxies', 'POST /proxies', 'POST /proxies'],
    'POST /proxies/client-redis/toxics',
  ]);
});

it("says so, with exit code 5, when the proxy can't be deleted either", async () => {
  const hangs = ['DELETE /proxies/client-redis/toxics/slow', 'DELETE /proxies/client-redis'];
  const { edges } = await startToxiproxy(hangs);
  await expect(edges.removeToxic('client-redis', 'slow', ctx)).rejects.toMatchObject({
    code: 'toxiproxy-hung',
    exitCode: 5,
  });
});

it('leaves an absent toxic absent without asking twice', async () => {
  const { edges, seen } = await startToxiproxy([]);
  await edges.removeToxic('client-redis', 'other', ctx);
  expect(seen).toEqual(['GET /proxies/client-redis']);
});
