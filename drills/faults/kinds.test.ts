// The table: names, JSON Schemas, what their configurations take and refuse, how they read to people.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { faultKindNamed, faultKinds, healingOf } from './kinds.ts';

it.each(Object.entries(faultKinds))('%s is called so and has a JSON Schema', (name, kind) => {
  expect(kind.kind).toBe(name);
  expect(kind.needs.length).toBeGreaterThan(0);
  expect(z.toJSONSchema(kind.schema, { io: 'input' })).toMatchObject({ type: 'object' });
});

const edge = 'gateway-kafka';
const service = 'redpanda';
const address = 'redpanda:6379';

it.each<[string, unknown, string]>([
  ['kill', { service }, 'kill redpanda (SIGKILL)'],
  ['stop', { service, grace: '2s' }, 'stop redpanda (grace period 2s)'],
  ['pause', { service }, 'pause redpanda'],
  ['freeze', { service }, 'freeze redpanda (SIGSTOP of its process)'],
  ['disconnect', { service }, 'disconnect redpanda from the network'],
  ['memory', { service, limit: '256MiB' }, "fill redpanda's memory up to 256MiB, until the kernel kills it"],
  ['cut', { edge }, 'gateway-kafka cut: connections refused'],
  ['hole', { edge }, 'black hole on gateway-kafka: accepted, never answered'],
  [
    'hole',
    { edge, share: 0.07 },
    'black hole on gateway-kafka: accepted, never answered, 7 % of connections',
  ],
  [
    'latency',
    { edge, latency: '300ms', share: 0.5 },
    'latency of 300ms on gateway-kafka (downstream, 50 % of connections)',
  ],
  ['bandwidth', { edge, rateKBps: 20, stream: 'upstream' }, 'at most 20 KB/s on gateway-kafka (upstream)'],
  [
    'slicer',
    { edge, averageBytes: 64, delay: '10ms' },
    'slices of 64 bytes, 10000 µs apart, on gateway-kafka (downstream)',
  ],
  [
    'slicer',
    { edge, averageBytes: 64, delay: '500us' },
    'slices of 64 bytes, 500 µs apart, on gateway-kafka (downstream)',
  ],
  ['limit-data', { edge, bytes: '64KiB' }, 'connections end after 64KiB on gateway-kafka (downstream)'],
  ['redis-pause', { address, for: '20s' }, 'redpanda:6379 answers nothing for 20s (CLIENT PAUSE ALL)'],
  ['redis-memory', { address, limit: '2MiB' }, 'redpanda:6379 may hold 2MiB: writes are refused, reads work'],
  [
    'redis-memory',
    { address },
    'redpanda:6379 may hold half of what it does: writes are refused, reads work',
  ],
  ['redis-wrong-type', { address, keys: 'a' }, 'wrong type at a in redpanda:6379'],
  ['tamper', { address, keys: ['a', 'b:*'], set: 100 }, 'a, b:* in redpanda:6379 set to 100'],
  ['tamper', { address, keys: 'a', decrement: 3 }, 'a in redpanda:6379 made less by 3'],
  ['tamper', { address, keys: 'a', delete: true }, 'a in redpanda:6379 deleted'],
  [
    'environment',
    { service, set: { LIMIT: 10, ON: true }, unset: ['OFF'] },
    'redpanda runs with LIMIT=10, ON=true, no OFF',
  ],
  [
    'data-loss',
    { service, folder: '/data', holds: { command: ['ls'], shows: 'x' } },
    '/data of redpanda is emptied',
  ],
  [
    'overload',
    { request: { url: 'http://redpanda:80/a' }, rate: '120/m', for: '1m', shows: { slower: '2s' } },
    '2 requests a second to http://redpanda:80/a for 1m, by one user',
  ],
  [
    'release',
    { service, door: 'front-door:8080', share: 0.1, set: { BUG: 1 } },
    'redpanda-next (BUG=1) beside redpanda, with 10 % of the requests',
  ],
  [
    'poison',
    { brokers: 'redpanda:9096', topic: 'orders', group: 'g', count: 101, age: '2h' },
    "101 messages in orders that their consumer can't use, 2h old",
  ],
])('%s %j reads: %s', (name, config, summary) => {
  const kind = faultKindNamed(name);
  const parsed = kind?.schema.parse(config);
  expect(kind?.summary(parsed)).toBe(summary);
  expect(kind?.target(parsed)).toEqual(summary.includes(edge) ? { edge } : { service });
});

describe('refuses', () => {
  it.each<[string, unknown, string]>([
    ['kill', { service, signal: 'SIGCONT' }, 'SIGKILL'],
    ['kill', { service, sig: 'SIGTERM' }, 'sig'],
    ['stop', { service, grace: '1500ms' }, 'whole seconds'],
    ['memory', { service, limit: 'much' }, '256MiB'],
    ['latency', { edge, latency: 300 }, 'string'],
    ['latency', { edge, latency: 'fast' }, '30s'],
    ['timeout', { edge, timeout: '0s' }, 'hole'],
    ['bandwidth', { edge, rateKBps: 0 }, '>0'],
    ['slicer', { edge, averageBytes: 64, delay: '0ms' }, 'above 0'],
    ['slicer', { edge, averageBytes: 64, variationBytes: 64, delay: '1ms' }, 'less than averageBytes'],
    ['latency', { edge, latency: '1s', share: 2 }, '0.05 to 0.95, or 1'],
    ['hole', { edge, share: 0.99 }, '0.05 to 0.95, or 1'],
    ['reset-peer', { edge, share: 0 }, '0.05 to 0.95, or 1'],
    ['redis-pause', { address, for: '0s' }, 'more than 0s'],
    ['redis-memory', { address: 'redis' }, 'service:port'],
    ['redis-wrong-type', { address, keys: [] }, '>=1'],
    ['poison', { brokers: 'redpanda:9096', topic: 'orders', group: 'g', count: 0 }, '>=1'],
    ['poison', { brokers: 'redpanda:9096', topic: 'orders' }, 'group'],
    ['environment', { service }, 'at least one variable'],
    ['environment', { service, set: { API_TOKEN: 'x' } }, 'secret'],
    ['data-loss', { service, folder: 'data', holds: { command: ['ls'], shows: 'x' } }, 'absolute folder'],
    [
      'data-loss',
      { service, folder: '/data', holds: { command: ['ls'], shows: '/(/' } },
      'regular expression',
    ],
    ['release', { service, door: 'front-door:8080', share: 0 }, '>0'],
    ['release', { service, door: 'front-door', share: 1 }, 'service:port'],
    ['tamper', { address, keys: 'a' }, 'one of set, decrement and delete'],
    ['tamper', { address, keys: 'a', set: 1, delete: true }, 'one of set, decrement and delete'],
  ])('%s %j', (name, config, part) => {
    const parsed = faultKindNamed(name)?.schema.safeParse(config);
    expect(parsed?.error?.message).toContain(part);
  });
});

it('knows no fault by an inherited name, and says so when one is to be healed', async () => {
  expect(faultKindNamed('toString')).toBeNull();
  await expect(healingOf('flood').heal(null, {} as never, {} as never)).rejects.toMatchObject({
    exitCode: 5,
  });
});
