// The http probe against real sockets: what it finds good, what bad, and what it can't tell.
import { describe, expect, it } from 'vitest';
import { systemClock } from '../core/clock.ts';
import type { Observation } from '../core/observation.ts';
import { http } from './http.ts';
import { lookOnce } from './look.ts';
import { closedPort, loopback, withServer } from '../core/loopback.ts';

const look = async (port: number, config: object = {}, timeoutMs = 2000): Promise<Observation> => {
  const parsed = http.schema.parse({ url: `http://gateway:${port}/health`, ...config });
  return (await lookOnce(http.create(parsed, { dialer: loopback }), timeoutMs, systemClock)).observation;
};

const answering = async (answer: string, use: (port: number) => Promise<void>): Promise<void> =>
  withServer((socket) => socket.once('data', () => socket.end(answer)), use);
const answerOf = (status: string, body: string): string =>
  `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

const healthy = answerOf('200 OK', '{"status":"healthy","kafka":true,"lag":[3,7]}');
const sick = answerOf('503 Service Unavailable', '{"status":"unhealthy","kafka":false}');

describe('http', () => {
  it.each([
    {
      name: 'status by default',
      answer: healthy,
      expected: {},
      verdict: 'pass',
      first: ['status', '200', '200'],
    },
    { name: 'bad status', answer: sick, expected: {}, verdict: 'fail', first: ['status', '200', '503'] },
    {
      name: 'status list',
      answer: sick,
      expected: { status: [200, 503] },
      verdict: 'pass',
      first: ['status', '200 or 503', '503'],
    },
    {
      name: 'JSON value',
      answer: sick,
      expected: { status: 503, json: { '$.kafka': true } },
      verdict: 'fail',
      first: ['$.kafka', '== true', 'false'],
    },
    {
      name: 'JSON bound',
      answer: healthy,
      expected: { json: { '$.lag[1]': { is: '< 5' } } },
      verdict: 'fail',
      first: ['$.lag[1]', '< 5', '7'],
    },
    {
      name: 'JSON absent',
      answer: healthy,
      expected: { json: { '$.redis': true } },
      verdict: 'fail',
      first: ['$.redis', '== true', 'absent'],
    },
    {
      name: 'JSON not',
      answer: healthy,
      expected: { json: { '$.status': { not: 'open' } } },
      verdict: 'pass',
      first: ['status', '200', '200'],
    },
    {
      name: 'not JSON',
      answer: answerOf('200 OK', '<html>'),
      expected: { json: { '$.kafka': true } },
      verdict: 'fail',
      first: ['$.kafka', '== true', 'not JSON: <html>'],
    },
    {
      name: 'text',
      answer: healthy,
      expected: { body: '"kafka":false' },
      verdict: 'fail',
      first: ['body', 'matches /"kafka":false/', '{"status":"healthy","kafka":true,"lag":[3,7]}'],
    },
  ])('$name: $verdict', async ({ answer, expected, verdict, first }) => {
    await answering(answer, async (port) => {
      const seen = await look(port, { expect: expected });
      const [evidence] = seen.evidence;
      expect(seen.verdict).toBe(verdict);
      expect([evidence?.what, evidence?.expected, evidence?.actual]).toEqual(first);
      expect(Object.keys(seen.samples ?? {})).toEqual(['connectMs', 'firstByteMs', 'totalMs']);
    });
  });

  it('sends method, headers and body', async () => {
    let got = '';
    await withServer(
      (socket) =>
        socket.on('data', (chunk) => {
          got += chunk.toString();
          if (got.endsWith('{"a":1}')) socket.end(healthy);
        }),
      async (port) => {
        await look(port, { method: 'POST', headers: { 'x-probe': 'yes' }, body: '{"a":1}' });
        expect(got).toMatch(
          /^POST \/health HTTP\/1\.1\r\nhost: gateway:\d+\r\nconnection: close\r\nx-probe: yes\r\n/,
        );
      },
    );
  });

  it('calls a refused connection a failure', async () => {
    const seen = await look(await closedPort());
    expect(seen.verdict).toBe('fail');
    expect(seen.evidence[0]?.actual).toMatch(/ECONNREFUSED/);
  });

  it('calls an answer that is not HTTP, or breaks off, a failure', async () => {
    await answering('SSH-2.0-OpenSSH_9.2\r\n', async (port) =>
      expect((await look(port)).verdict).toBe('fail'),
    );
    await answering('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nhalf', async (port) =>
      expect((await look(port)).verdict).toBe('fail'),
    );
  });

  it('calls silence a failure, and says how long it waited', async () => {
    await withServer(
      () => undefined,
      async (port) => {
        const seen = await look(port, {}, 50);
        expect(seen.verdict).toBe('fail');
        expect(seen.evidence[0]?.actual).toBe('nothing within 50 ms');
      },
    );
  });

  it('cannot judge a body that it had to cut', async () => {
    await answering(answerOf('200 OK', `"${'x'.repeat(300_000)}"`), async (port) => {
      const seen = await look(port, { expect: { json: { $: 'x' } } });
      expect(seen.verdict).toBe('unknown');
      expect(seen.evidence[0]?.actual).toBe('body cut after 262144 characters');
    });
  });

  it.each([
    [{ url: 'https://gateway/' }, 'expected http://service:port/path'],
    [{ url: 'http://gateway/', expect: { json: { kafka: true } } }, 'expected a path such as $.kafka'],
    [{ url: 'http://gateway/', expect: { body: '(' } }, 'expected a regular expression'],
    [{ url: 'http://gateway/', expekt: {} }, 'Unrecognized key: "expekt"'],
  ])('refuses %j', (config, message) => {
    expect(JSON.stringify(http.schema.safeParse(config).error?.issues)).toContain(
      JSON.stringify(message).slice(1, -1),
    );
  });
});
