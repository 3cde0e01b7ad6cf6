// Dependency edges on a real Toxiproxy: what a client sees of a cut, a hole, a dead dependency, and of its mending.
import type { Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { eventually, startMiniStack, unhurried, within, type MiniStack } from '../test/mini-stack.ts';
import type { ToxicState } from './stack.ts';

let mini: MiniStack;
beforeAll(async () => {
  mini = await startMiniStack('mini-edges');
});
afterAll(() => mini.stop());

const ctx = unhurried;
const [edgePort, otherPort, barePort] = [16379, 16380, 16381];

/** One PING on a new connection: the answer, `closed`, or `silence`, and after how long. */
const ping = async (
  port: number,
  limitMs = 1000,
): Promise<{ readonly seen: string; readonly ms: number }> => {
  const startedMs = ctx.clock.monotonicMs();
  const signal = ctx.clock.deadline(limitMs);
  const seen = await mini.stack.dialer.connect('toxiproxy', port, signal).then(
    (socket) => firstAnswer(socket, signal),
    (error: NodeJS.ErrnoException) => error.code ?? error.name,
  );
  return { seen, ms: ctx.clock.monotonicMs() - startedMs };
};

const firstAnswer = (socket: Socket, signal: AbortSignal): Promise<string> =>
  new Promise((resolve) => {
    const end = (seen: string) => () => {
      socket.destroy();
      resolve(seen);
    };
    socket.once('data', (chunk: Buffer) => end(chunk.toString('utf8').trim())());
    socket.once('close', end('closed'));
    socket.once('error', end('closed'));
    signal.addEventListener('abort', end('silence'));
    socket.write('PING\r\n');
  });

beforeEach(async () => {
  expect((await ping(edgePort)).seen).toBe('+PONG');
  expect((await ping(otherPort)).seen).toBe('+PONG');
});

it('cut refuses at once, and the other edge of the same dependency lives', async () => {
  const { edges } = mini.stack;
  await edges.setEnabled('client-redis', false, ctx);
  expect(await edges.enabled('client-redis', ctx)).toBe(false);
  expect((await ping(edgePort)).seen).toBe('ECONNREFUSED');
  expect((await ping(otherPort)).seen).toBe('+PONG');
  await edges.setEnabled('client-redis', true, ctx);
});

it('keeps its connections when it is told to be what it is', async () => {
  const { edges, dialer } = mini.stack;
  const socket = await dialer.connect('toxiproxy', edgePort, ctx.clock.deadline(1000));
  await edges.setEnabled('client-redis', true, ctx);
  expect(await firstAnswer(socket, ctx.clock.deadline(1000))).toBe('+PONG');
});

const hole: ToxicState = {
  name: 'hole',
  type: 'timeout',
  stream: 'upstream',
  toxicity: 1,
  attributes: { timeout: 0 },
};
const slow: ToxicState = {
  name: 'slow',
  type: 'latency',
  stream: 'downstream',
  toxicity: 1,
  attributes: { latency: 300, jitter: 0 },
};

it('with a hole accepts and stays silent, until the toxic is gone', async () => {
  const { edges } = mini.stack;
  await edges.addToxic('client-redis', hole, ctx);
  expect(await edges.toxics('client-redis', ctx)).toEqual([hole]);
  expect((await ping(edgePort, 500)).seen).toBe('silence');
  await edges.removeToxic('client-redis', 'hole', ctx);
  await edges.removeToxic('client-redis', 'hole', ctx);
  expect(await edges.toxics('client-redis', ctx)).toEqual([]);
});

it('takes a toxic of the same name in place of the one that is there', async () => {
  const { edges } = mini.stack;
  await edges.addToxic('client-redis', { ...slow, attributes: { latency: 5000, jitter: 0 } }, ctx);
  await edges.addToxic('client-redis', slow, ctx);
  const { seen, ms } = await ping(edgePort, 3000);
  expect(seen).toBe('+PONG');
  expect(ms).toBeGreaterThan(290);
  await edges.removeToxic('client-redis', 'slow', ctx);
});

it('is made anew when its proxy is missing', async () => {
  const { edges } = mini.stack;
  const remove = 'curl -s -X DELETE http://toxiproxy:8474/proxies/client-redis';
  await mini.stack.operator.run(remove, within(5000));
  expect(await edges.enabled('client-redis', ctx)).toBe(false);
  await edges.removeToxic('client-redis', 'hole', ctx);
  expect(await edges.enabled('client-redis', ctx)).toBe(true);
});

it.each([
  { what: 'killed', harm: () => mini.stack.powers.signal('redis', 'KILL', ctx) },
  { what: 'stopped', harm: () => mini.stack.powers.stop('redis', ctx) },
])('to a $what dependency is refused in under 100 ms', async ({ harm }) => {
  await harm();
  await eventually('dead', async () => (await mini.stack.powers.inspect('redis', ctx)).status === 'exited');
  const looks = [];
  for (let look = 0; look < 5; look += 1) looks.push(await ping(edgePort, 5000));
  expect(looks.map(({ seen }) => seen)).toEqual(['closed', 'closed', 'closed', 'closed', 'closed']);
  expect(Math.max(...looks.map(({ ms }) => ms))).toBeLessThan(100);
  await mini.stack.powers.start('redis', ctx);
  await eventually('answers', async () => (await ping(edgePort)).seen === '+PONG');
});

it('whose dependency swallows every dial is refused within seconds, not when the kernel gives up', async () => {
  const { powers } = mini.stack;
  await powers.pause('bare', ctx);
  // Its backlog holds 2 connections, which nobody takes; what comes after them gets no answer.
  const looks = await Promise.all([1, 2, 3, 4].map(() => ping(barePort, 5000)));
  expect(looks.map(({ seen }) => seen)).toContain('closed');
  await powers.unpause('bare', ctx);
});

it('that is unknown is named with those that there are', async () => {
  await expect(mini.stack.edges.toxics('client-kafka', ctx)).rejects.toMatchObject({
    code: 'unknown-edge',
    hint: 'there are: client-redis, other-redis, client-bare',
  });
});

it("can't be asked while Toxiproxy is frozen, and that is said in time", async () => {
  const { edges, powers } = mini.stack;
  await powers.pause('toxiproxy', ctx);
  await expect(edges.toxics('client-redis', ctx)).rejects.toMatchObject({ code: 'toxiproxy-hung' });
  await powers.unpause('toxiproxy', ctx);
});
