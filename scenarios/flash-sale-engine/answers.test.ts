// What the client may conclude from an answer, and from none.
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../core/clock.ts';
import { closedPort, loopback, withServer } from '../../core/loopback.ts';
import { readAnswer } from './answers.ts';
import { createWorkload } from './workload.ts';

describe('readAnswer', () => {
  it.each([
    [202, '{"status":"queued"}', 'ok', '202'],
    [
      503,
      '{"error":"order not queued","reason":"circuit breaker is open"}',
      'refused',
      '503 circuit breaker is open',
    ],
    [429, '{"error":"rate limit exceeded"}', 'refused', '429 rate limit exceeded'],
    [400, 'not JSON', 'refused', '400'],
    [
      504,
      '{"error":"order may or may not be queued","reason":"kafka: timeout"}',
      'unknown',
      '504 kafka: timeout',
    ],
    [500, '', 'unknown', '500'],
    [200, '', 'unknown', '200'],
  ])('%i %s: %s', (status, body, outcome, answer) => {
    expect(readAnswer(status, body)).toEqual({ outcome, answer });
  });
});

// Whatever service and port are asked for, this port of this machine answers.
const workloadAt = (port: number) =>
  createWorkload({
    dialer: { ...loopback, connect: (service, _port, signal) => loopback.connect(service, port, signal) },
    run: 'r1',
    seed: 7,
  });
const operate = async (port: number, timeoutMs = 1000) => {
  const workload = workloadAt(port);
  const done = await workload.operate(3, { clock: systemClock, signal: systemClock.deadline(timeoutMs) });
  await workload.close();
  return done;
};

describe('operate', () => {
  it('sends an order that carries its id', async () => {
    let got = '';
    await withServer(
      (socket) =>
        socket.on('data', (chunk) => {
          got += chunk.toString();
          if (got.endsWith('}')) socket.write('HTTP/1.1 202 Accepted\r\ncontent-length: 2\r\n\r\n{}');
        }),
      async (port) =>
        expect(await operate(port)).toEqual({ id: 'drill-r1-order-3', outcome: 'ok', answer: '202' }),
    );
    expect(got).toContain('POST /orders HTTP/1.1');
    expect(got).toContain('idempotency-key: drill-r1-order-3');
    expect(got).toMatch(/\{"user_id":"drill-r1-user-3","item_id":"drill-r1-item-\d","quantity":\d\}$/);
  });

  it('is refused where nobody listens: nothing was sent', async () => {
    expect(await operate(await closedPort())).toMatchObject({ outcome: 'refused', answer: 'ECONNREFUSED' });
  });

  it('is unknown when the connection breaks after the request went out, or nobody answers', async () => {
    await withServer(
      (socket) => socket.once('data', () => socket.destroy()),
      async (port) => expect((await operate(port)).outcome).toBe('unknown'),
    );
    await withServer(
      () => undefined,
      async (port) =>
        expect(await operate(port, 60)).toMatchObject({ outcome: 'unknown', answer: 'no answer in time' }),
    );
  });
});
