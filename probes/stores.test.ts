// The tcp, redis and kafka probes against sockets that behave well and badly.
import { describe, expect, it } from 'vitest';
import { systemClock } from '../core/clock.ts';
import type { Observation } from '../core/observation.ts';
import { kafka } from './kafka.ts';
import { lookOnce } from './look.ts';
import { closedPort, loopback, withServer } from '../core/loopback.ts';
import type { ProbeKind } from './probe.ts';
import { redis } from './redis.ts';
import { tcp } from './tcp.ts';

const look = async <Config>(
  kind: ProbeKind<Config>,
  config: object,
  timeoutMs = 2000,
): Promise<Observation> =>
  (await lookOnce(kind.create(kind.schema.parse(config), { dialer: loopback }), timeoutMs, systemClock))
    .observation;

describe('tcp', () => {
  it('passes where somebody accepts, fails where nobody listens', async () => {
    await withServer(
      () => undefined,
      async (port) => expect((await look(tcp, { address: `redis:${port}` })).verdict).toBe('pass'),
    );
    expect(await look(tcp, { address: `redis:${await closedPort()}` })).toMatchObject({
      verdict: 'fail',
      evidence: [{ actual: expect.stringContaining('ECONNREFUSED') as string }],
    });
  });
});

// Answers every command, ioredis' own CLIENT commands too, with the same reply.
const replying = (reply: string, use: (port: number) => Promise<void>): Promise<void> =>
  withServer(
    (socket) =>
      socket.on('data', (chunk) => {
        const commands = chunk.toString().match(/\*\d+\r\n/g)?.length ?? 0;
        socket.write(reply.repeat(commands));
      }),
    use,
  );

describe('redis', () => {
  it.each([
    { reply: '+PONG\r\n', config: {}, verdict: 'pass', actual: '"PONG"' },
    {
      reply: '$1\r\n7\r\n',
      config: { command: 'GET inventory:101', expect: { is: '>= 10' } },
      verdict: 'fail',
      actual: '7',
    },
    {
      reply: '$2\r\n70\r\n',
      config: { command: 'GET inventory:101', expect: { is: '>= 10' } },
      verdict: 'pass',
      actual: '70',
    },
    {
      reply: '-LOADING Redis is loading the dataset in memory\r\n',
      config: {},
      verdict: 'fail',
      actual: /LOADING/,
    },
    { reply: '$-1\r\n', config: { command: 'GET x', expect: 'y' }, verdict: 'fail', actual: 'null' },
  ])('$config.command → $verdict', async ({ reply, config, verdict, actual }) => {
    await replying(reply, async (port) => {
      const seen = await look(redis, { address: `redis:${port}`, ...config });
      expect(seen.verdict).toBe(verdict);
      if (typeof actual === 'string') expect(seen.evidence[0]?.actual).toBe(actual);
      else expect(seen.evidence[0]?.actual).toMatch(actual);
    });
  });

  it('fails on a refused connection and on silence', async () => {
    const refused = await look(redis, { address: `redis:${await closedPort()}` });
    expect(refused).toMatchObject({
      verdict: 'fail',
      evidence: [{ actual: expect.stringContaining('ECONNREFUSED') as string }],
    });
    await withServer(
      () => undefined,
      async (port) => {
        const silent = await look(redis, { address: `redis:${port}` }, 80);
        expect(silent).toMatchObject({ verdict: 'fail', evidence: [{ actual: 'nothing within 80 ms' }] });
      },
    );
  });

  it('refuses commands that write', () => {
    expect(redis.schema.safeParse({ address: 'redis:6379', command: 'FLUSHALL' }).success).toBe(false);
  });
});

describe('kafka', () => {
  it('fails on a refused connection, on silence and on a hang-up', async () => {
    const of = (port: number): object => ({ mode: 'round-trip', brokers: `redpanda:${port}` });
    const refused = await look(kafka, of(await closedPort()));
    expect(refused).toMatchObject({
      verdict: 'fail',
      evidence: [{ actual: expect.stringContaining('ECONNREFUSED') as string }],
    });
    await withServer(
      () => undefined,
      async (port) => {
        const silent = await look(kafka, of(port), 80);
        expect(silent).toMatchObject({ verdict: 'fail', evidence: [{ actual: 'nothing within 80 ms' }] });
      },
    );
    await withServer(
      (socket) => socket.once('data', () => socket.end()),
      async (port) => expect((await look(kafka, of(port))).verdict).toBe('fail'),
    );
  });
});
