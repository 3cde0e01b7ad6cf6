// The faults of Redis itself, on a real one: they bite, heal from JSON alone, are gone, and spare what was corrected meanwhile.
import type { Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Dialer } from '../../core/addresses.ts';
import { startMiniStack, within, type MiniStack } from '../../test/mini-stack.ts';
import type { FaultKind } from './fault.ts';
import { expectVerdict, playFault, type PlayedFault } from './fixtures/play-fault.ts';
import { redisMemory } from './redis-memory.ts';
import { redisPause } from './redis-pause.ts';
import { withRedis } from './redis-witness.ts';
import { redisWrongType } from './redis-wrong-type.ts';
import { tamper } from './tamper.ts';

const kinds = {
  'redis-pause': redisPause,
  'redis-memory': redisMemory,
  'redis-wrong-type': redisWrongType,
  tamper,
} satisfies Record<string, FaultKind<unknown>>;
type Name = keyof typeof kinds;

let mini: MiniStack;
let played: PlayedFault | null = null;
beforeAll(async () => {
  mini = await startMiniStack('mini-redis-faults');
});
afterAll(() => mini?.stop());

const address = 'redis:6379';
const redis = (...words: readonly string[]): Promise<unknown> =>
  withRedis(mini.stack, address, within(10_000), ({ client }) =>
    client.call(words[0] ?? '', ...words.slice(1)),
  );
const begin = async (name: Name, config: Record<string, unknown>): Promise<PlayedFault> => {
  played = await playFault(kinds[name], { address, ...config }, mini.stack);
  return played;
};

beforeEach(async () => {
  await redis('FLUSHALL');
  await redis('MSET', 'stock:1', '100', 'stock:2', '100', 'name', 'Ada');
  await redis('HSET', 'card', 'of', 'Ada');
  await redis('SET', 'session', 'x', 'PX', '1000000');
});
afterEach(async () => {
  await played?.heal();
  await played?.close();
  played = null;
});

const everything = async (): Promise<unknown> => ({
  keys: ((await redis('KEYS', '*')) as string[]).filter((key) => !key.startsWith('gameday:')).sort(),
  texts: await redis('MGET', 'stock:1', 'stock:2', 'name', 'session', 'new'),
  card: await redis('HGETALL', 'card'),
  settings: [await redis('CONFIG', 'GET', 'maxmemory'), await redis('CONFIG', 'GET', 'maxmemory-policy')],
});

describe('bites, heals twice from JSON and is gone', () => {
  it.each<[Name, Record<string, unknown>]>([
    ['redis-pause', { for: '60s' }],
    ['redis-memory', {}],
    ['redis-memory', { limit: '64KiB' }],
    ['redis-wrong-type', { keys: ['name', 'card', 'session'] }],
    ['tamper', { keys: 'stock:1', set: 5 }],
    ['tamper', { keys: 'new', set: 'made' }],
    ['tamper', { keys: 'session', set: 'y' }],
    ['tamper', { keys: 'stock:*', decrement: 200 }],
    ['tamper', { keys: ['stock:*', 'card', 'session'], delete: true }],
    ['tamper', { keys: '*', delete: true }],
  ])('%s %j', async (name, config) => {
    const before = await everything();
    const drill = await begin(name, config);
    await drill.inject();
    expectVerdict(await drill.confirm(), 'pass');
    if (name !== 'redis-pause') expectVerdict(await drill.gone(), 'fail');
    await drill.heal();
    await drill.heal();
    expectVerdict(await drill.gone(), 'pass');
    expect(await everything()).toEqual(before);
    expect(Number(await redis('PTTL', 'session'))).toBeGreaterThan(100_000);
  });
});

describe('a pause', () => {
  it('is on while it is looked at from outside', async () => {
    const drill = await begin('redis-pause', { for: '60s' });
    await drill.inject();
    expectVerdict(await drill.gone(), 'fail');
  });

  it('ends by itself after its time', async () => {
    const drill = await begin('redis-pause', { for: '1500ms' });
    await drill.inject();
    expectVerdict(await drill.confirm(), 'pass');
    expectVerdict(await drill.goneSoon(), 'pass');
  });

  it('ends soon when the process that made it has died', async () => {
    const sockets: Socket[] = [];
    const dialer: Dialer = {
      ...mini.stack.dialer,
      connect: async (...at) => {
        const socket = await mini.stack.dialer.connect(...at);
        sockets.push(socket);
        return socket;
      },
    };
    const dying = { ...mini.stack, dialer };
    played = await playFault(redisPause, { address, for: '60s' }, dying);
    await played.inject();
    expectVerdict(await played.confirm(), 'pass');
    // What dies with a process.
    for (const socket of sockets) socket.destroy();
    await redisPause.heal(played.undo as never, mini.stack, within(20_000));
    expectVerdict(await redisPause.gone(played.undo as never, mini.stack, within(10_000)), 'pass');
  });
});

describe('what was corrected meanwhile is left alone', () => {
  it.each<[string, Record<string, unknown>, readonly string[], string]>([
    ['set', { keys: 'stock:1', set: 5 }, ['SET', 'stock:1', '97'], '97'],
    ['decrement', { keys: 'stock:1', decrement: 50 }, ['DECR', 'stock:1'], '49'],
    ['delete', { keys: 'stock:1', delete: true }, ['SET', 'stock:1', '0'], '0'],
  ])('%s', async (_, config, correction, kept) => {
    const drill = await begin('tamper', config);
    await drill.inject();
    await redis(...correction);
    await drill.heal();
    const gone = await drill.gone();
    expectVerdict(gone, 'pass');
    expect(gone.evidence[0]?.actual).toContain('left alone, somebody changed them since: stock:1');
    expect(await redis('GET', 'stock:1')).toBe(kept);
  });

  it('a key of the right type again', async () => {
    const drill = await begin('redis-wrong-type', { keys: 'name' });
    await drill.inject();
    await redis('SET', 'name', 'Grace');
    await drill.heal();
    expectVerdict(await drill.gone(), 'pass');
    expect(await redis('GET', 'name')).toBe('Grace');
  });

  it('all of it after a FLUSHALL', async () => {
    const drill = await begin('tamper', { keys: 'stock:*', set: 5 });
    await drill.inject();
    await redis('FLUSHALL');
    await drill.heal();
    expectVerdict(await drill.gone(), 'pass');
    expect(await redis('DBSIZE')).toBe(0);
  });
});

describe('notices that it does not bite', () => {
  it.each<[Name, Record<string, unknown>, readonly (readonly string[])[]]>([
    ['redis-memory', {}, [['CONFIG', 'SET', 'maxmemory', '0']]],
    ['redis-wrong-type', { keys: 'name' }, [['SET', 'name', 'Ada']]],
    ['tamper', { keys: 'stock:1', set: 5 }, [['SET', 'stock:1', '100']]],
    ['tamper', { keys: 'stock:1', delete: true }, [['SET', 'stock:1', '100']]],
  ])('%s %j', async (name, config, undone) => {
    const drill = await begin(name, config);
    await drill.inject();
    for (const words of undone) await redis(...words);
    expectVerdict(await drill.confirm(), 'fail');
  });

  it('a pause that was never made', async () => {
    const drill = await begin('redis-pause', { for: '5s' });
    expectVerdict(await drill.confirm(), 'fail');
  });
});

it.each<[Name, Record<string, unknown>, string]>([
  ['tamper', { keys: 'none', delete: true }, 'no such key'],
  ['tamper', { keys: 'none:*', set: 1 }, 'no such key'],
  ['tamper', { keys: 'name', decrement: 1 }, 'no whole number'],
  ['redis-wrong-type', { keys: 'none' }, 'no such key'],
  ['tamper', { address: 'redis:6380', keys: 'name', set: 1 }, 'ECONNREFUSED'],
])('%s %j is refused before anything is touched: %s', async (name, config, reason) => {
  await expect(begin(name, config)).rejects.toThrow(reason);
});

it('hits no more keys than allowed', async () => {
  const drill = await begin('tamper', { keys: 'stock:*', atMost: 1, set: 5 });
  await drill.inject();
  expect(await redis('MGET', 'stock:1', 'stock:2')).toEqual(['5', '100']);
});
