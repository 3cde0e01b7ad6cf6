// overload against a real server that limits its users: bites who is over the limit, spares others, and ends.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../core/clock.ts';
import type { Stack } from '../../stack/stack.ts';
import { loopbackDialer } from './fixtures/loopback-stack.ts';
import { expectVerdict, playFault, type PlayedFault } from './fixtures/play-fault.ts';
import { overload } from './overload.ts';

const limit = 20;
const stack = { dialer: loopbackDialer() } as Partial<Stack> as Stack;
let server: Server;
let url: string;
let seen: Map<string, number>;
let limited = true;
let played: PlayedFault | null = null;

beforeEach(async () => {
  seen = new Map();
  limited = true;
  server = createServer((request, response) => {
    const user = String(request.headers['x-user']);
    const count = (seen.get(user) ?? 0) + 1;
    seen.set(user, count);
    response.writeHead(limited && count > limit ? 429 : 202).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/orders/{n}`;
});
afterEach(async () => {
  await played?.close();
  played = null;
  server.close();
});

const begin = async (config: Record<string, unknown>): Promise<PlayedFault> => {
  const request = { url, method: 'POST', headers: { 'x-user': '{user}' }, body: '{"order":"{mark}-{n}"}' };
  const base = { request, rate: '100/s', for: '60s', shows: { status: 429 } };
  played = await playFault(overload, { ...base, ...config }, stack);
  return played;
};

it.each([{}, { users: 3 }])('bites, is healed twice, and is gone: %j', async (config) => {
  const drill = await begin(config);
  await drill.inject();
  const bites = await drill.confirm();
  expectVerdict(bites, 'pass');
  expect(bites.evidence[1]?.actual).toContain('sent');
  expectVerdict(await drill.gone(), 'fail');
  await drill.heal();
  await drill.heal();
  expectVerdict(await drill.gone(), 'pass');
  const after = [...seen.values()].reduce((sum, count) => sum + count, 0);
  await systemClock.sleep(100);
  expect([...seen.values()].reduce((sum, count) => sum + count, 0)).toBe(after);
});

it('spreads over its users', async () => {
  const drill = await begin({ users: 3 });
  await drill.inject();
  await systemClock.sleep(400);
  await drill.heal();
  const users = [...seen].filter(([user]) => /user-[123]$/.test(user)).map(([, count]) => count);
  expect(users).toHaveLength(3);
  expect(Math.max(...users) - Math.min(...users)).toBeLessThanOrEqual(1);
});

it('ends by itself after its time', async () => {
  const drill = await begin({ for: '300ms' });
  await drill.inject();
  await systemClock.sleep(600);
  const sent = [...seen.values()].reduce((sum, count) => sum + count, 0);
  expect(sent).toBeGreaterThan(20);
  expect(sent).toBeLessThan(40);
});

it('is not seen where nothing is limited', async () => {
  limited = false;
  const drill = await begin({});
  await drill.inject();
  expectVerdict(await drill.confirm(), 'fail');
});

it('is refused where it bites already, or nobody answers', async () => {
  await expect(begin({ shows: { status: 202 } })).rejects.toThrow('202');
  server.close();
  await expect(begin({})).rejects.toThrow('ECONNREFUSED');
});

it.each<[Record<string, unknown>, string]>([
  [{ rate: '5000/s' }, 'at most 1000/s'],
  [{ for: '2h' }, 'at most 30m'],
  [{ shows: {} }, 'either status or slower'],
  [{ shows: { status: 429, slower: '1s' } }, 'either status or slower'],
])('refuses %j', async (config, part) => {
  await expect(begin(config)).rejects.toThrow(part);
});
