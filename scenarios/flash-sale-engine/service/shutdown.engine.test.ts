// Both services as processes: SIGTERM under load, and what a long run does to the memory.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { portOf, runProgram, type Program } from './testing/program.ts';
import { startServers, type RealServers } from './testing/real-servers.ts';
import { asTestService, environmentFor, type Overrides, type TestService } from './testing/services.ts';

let servers: RealServers;
beforeAll(async () => {
  servers = await startServers();
});
afterAll(async () => {
  await servers[Symbol.asyncDispose]();
});

const start = async (
  service: string,
  overrides: Overrides = {},
): Promise<{ readonly program: Program; readonly api: TestService }> => {
  const environment = environmentFor(servers, { PORT: '0', LOG_LEVEL: 'info', ...overrides });
  const program = runProgram(service, environment);
  await expect.poll(() => portOf(program), { timeout: 10_000 }).toBeDefined();
  const api = asTestService({ port: portOf(program) ?? 0, close: async () => {}, inWork: () => 0 });
  await expect.poll(async () => (await api.get('/ready')).status, { timeout: 20_000 }).toBe(200);
  return { program, api };
};

it('answers and processes every order in flight before it ends', async () => {
  const [gateway, processor] = await Promise.all([start('gateway'), start('processor')]);
  await servers.redisClient.set('inventory:101', 1000);
  const ids = Array.from({ length: 60 }, (_, i) => `leaving-${i}`);
  const calls = Promise.allSettled(
    ids.map((request_id) => gateway.api.order({ user_id: 'anna', item_id: 101, request_id })),
  );
  await expect.poll(() => gateway.program.output()).toContain('order received');
  gateway.program.process.kill('SIGTERM');
  const answers = (await calls).map((call) => (call.status === 'fulfilled' ? call.value.status : 'refused'));
  const queued = ids.filter((_, i) => answers[i] === 202);
  // A connection that the listener had not accepted yet is refused; whoever was let in gets an answer.
  expect(answers.filter((answer) => answer !== 'refused')).toEqual(queued.map(() => 202));
  expect(queued.length).toBe(gateway.program.output().split('"event":"order_received"').length - 1);
  expect(await gateway.program.ended).toBe(0);

  processor.program.process.kill('SIGTERM');
  expect(await processor.program.ended).toBe(0);
  expect(processor.program.output()).toContain('"event":"shutdown_finished"');
  // What it left, it left uncommitted: the next processor does exactly the rest.
  const next = await start('processor');
  const statuses = () =>
    Promise.all(queued.map((id) => servers.redisClient.hget(`order_status:${id}`, 'status')));
  await expect.poll(statuses, { timeout: 20_000 }).toEqual(queued.map(() => 'success'));
  expect(await servers.redisClient.get('inventory:101')).toBe(String(1000 - queued.length));
  next.program.process.kill('SIGTERM');
  expect(await next.program.ended).toBe(0);
});

it('ends by force when a payment hangs, and what it had in work is finished by the next one', async () => {
  const [gateway, hanging] = await Promise.all([
    start('gateway'),
    start('processor', { PAYMENT_LATENCY: '1h', SHUTDOWN_TIMEOUT: '500ms' }),
  ]);
  await servers.redisClient.set('inventory:102', 100);
  const ids = Array.from({ length: 6 }, (_, i) => `hanging-${i}`);
  for (const request_id of ids)
    expect((await gateway.api.order({ user_id: request_id, item_id: 102, request_id })).status).toBe(202);
  const statuses = () =>
    Promise.all(ids.map((id) => servers.redisClient.hget(`order_status:${id}`, 'status')));
  await expect.poll(statuses, { timeout: 10_000 }).toContain('reserved');
  hanging.program.process.kill('SIGTERM');
  expect(await hanging.program.ended).toBe(1);
  expect(hanging.program.output()).toMatch(/"shutdown_forced","in_work":[12]\b/);
  const next = await start('processor');
  await expect.poll(statuses, { timeout: 20_000 }).toEqual(ids.map(() => 'success'));
  expect(await servers.redisClient.get('inventory:102')).toBe('94');
  for (const { program } of [gateway, next]) program.process.kill('SIGTERM');
  expect(await Promise.all([gateway.program.ended, next.program.ended])).toEqual([0, 0]);
});

it('does not grow, neither under load nor while the broker is away', async () => {
  const { program, api } = await start('gateway');
  const burst = async (total: number): Promise<void> => {
    for (let sent = 0; sent < total; sent += 50)
      await Promise.all(Array.from({ length: 50 }, () => api.order({ user_id: 'anna', item_id: 101 })));
  };
  await burst(2000);
  const before = residentMb(program);
  await burst(2000);
  await servers.broker.kill();
  await burst(2000);
  expect(residentMb(program) - before).toBeLessThan(60);
  await servers.broker.start();
  await expect.poll(async () => (await api.get('/health')).status, { timeout: 30_000 }).toBe(200);
  expect(program.output()).not.toContain('unhandled_rejection');
  program.process.kill('SIGTERM');
  expect(await program.ended).toBe(0);
});

const residentMb = ({ process: { pid } }: Program): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
