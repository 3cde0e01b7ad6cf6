// SIGTERM with an order in work that waits for a silent Redis: finished in time, or ended by force.
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, expect, it } from 'vitest';
import { portOf, runProgram } from './testing/program.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

interface SilentRedis {
  readonly address: string;
  /** An order was begun and waits for it. */
  readonly asked: () => boolean;
}

/** Says that it is ready, then nothing more. */
const silentRedis = async (): Promise<SilentRedis> => {
  let asked = false;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    socket.on('data', (data) => {
      const command = data.toString();
      if (/hello/i.test(command)) socket.write('%0\r\n');
      if (/info/i.test(command)) socket.write('$9\r\nloading:0\r\n');
      asked ||= /evalsha/i.test(command);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return { address: `127.0.0.1:${(server.address() as AddressInfo).port}`, asked: () => asked };
};

it.each([
  { name: 'finishes it', redisTimeout: '1s', limit: '20s', ended: 0, answer: 503, told: 'shutdown_finished' },
  {
    name: 'is ended by force',
    redisTimeout: '1h',
    limit: '300ms',
    ended: 1,
    answer: null,
    told: 'shutdown_forced',
  },
])('a gateway with an order in work $name', async ({ redisTimeout, limit, ended, answer, told }) => {
  const redis = await silentRedis();
  const program = runProgram('gateway', {
    ...{ PORT: '0', REDIS_ADDR: redis.address, KAFKA_ADDR: '127.0.0.1:1' },
    ...{ REDIS_COMMAND_TIMEOUT: redisTimeout, SHUTDOWN_TIMEOUT: limit },
  });
  closing.push(() => program.process.kill('SIGKILL'));
  await expect.poll(() => portOf(program), { timeout: 60_000 }).toBeDefined();
  const order = (): Promise<number | null> =>
    fetch(`http://127.0.0.1:${portOf(program)}/orders`, {
      method: 'POST',
      body: JSON.stringify({ user_id: 'anna', item_id: 101 }),
    }).then(
      ({ status }) => status,
      () => null,
    );
  const untilAsked = async (): Promise<number | null> => {
    while (program.process.exitCode === null && program.process.signalCode === null) {
      const status = await order(); // refused for as long as Redis is not connected
      if (redis.asked()) return status;
    }
    return null;
  };
  const answered = untilAsked();
  await expect.poll(redis.asked, { timeout: 60_000 }).toBe(true);
  program.process.kill('SIGTERM');
  expect(await answered).toBe(answer);
  expect(await program.ended).toBe(ended);
  expect(program.output()).toContain('"shutdown_started","in_work":1');
  expect(program.output()).toContain(told);
});
