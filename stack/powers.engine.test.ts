// Every power bites, by the kernel's word, and can be taken back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startMiniStack, unhurried, within, type MiniStack } from '../test/mini-stack.ts';
import type { KernelProcess } from './stack.ts';

let mini: MiniStack;
beforeAll(async () => {
  mini = await startMiniStack('mini-powers');
});
afterAll(() => mini.stop());

// `redis` runs below Docker's init, `bare` is PID 1 itself.
const both = [{ service: 'redis' }, { service: 'bare' }];
const ctx = unhurried;

const processesOf = async (service: string): Promise<readonly KernelProcess[] | null> => {
  const { id } = await mini.stack.powers.inspect(service, ctx);
  return mini.stack.kernel.processes(id);
};
const serverOf = async (service: string): Promise<KernelProcess | undefined> =>
  (await processesOf(service))?.find(({ command }) => command.startsWith('redis-server'));
const revive = async (service: string): Promise<void> => {
  await mini.stack.powers.start(service, ctx);
  await eventually(`${service} answers`, () => answers(service));
};
const answers = async (service: string): Promise<boolean> => {
  const asked = await mini.stack.powers.exec(service, ['redis-cli', 'ping'], within(2000));
  return asked.stdout.trim() === 'PONG';
};

describe('the main process', () => {
  it.each(both)('of $service is frozen by STOP and goes on by CONT', async ({ service }) => {
    const { powers } = mini.stack;
    await powers.signalMain(service, 'SIGSTOP', ctx);
    await eventually('state T', async () => (await serverOf(service))?.state === 'T', 1000);
    expect(await powers.inspect(service, ctx)).toMatchObject({ status: 'running' });
    expect((await powers.exec(service, ['redis-cli', 'ping'], within(500))).timedOut).toBe(true);
    await powers.signalMain(service, 'SIGCONT', ctx);
    await eventually('no state T', async () => (await serverOf(service))?.state !== 'T', 1000);
    expect(await answers(service)).toBe(true);
  });

  it.each(both)('of $service is killed by KILL', async ({ service }) => {
    const { powers, kernel } = mini.stack;
    const { id } = await powers.inspect(service, ctx);
    await powers.signalMain(service, 'KILL', ctx);
    await eventually('exited', async () => (await powers.inspect(service, ctx)).status === 'exited');
    expect((await powers.inspect(service, ctx)).exitCode).toBe(137);
    // The engine tells of the exit a moment before the cgroup goes.
    await eventually('no cgroup', async () => (await kernel.processes(id)) === null, 2000);
    await revive(service);
  });
});

describe('a container', () => {
  it.each(both)('$service dies by the signal that the engine sends', async ({ service }) => {
    const { powers } = mini.stack;
    await powers.signal(service, 'SIGKILL', ctx);
    await eventually('no cgroup', async () => (await processesOf(service)) === null, 2000);
    await revive(service);
  });

  it('stops, and stopping or starting it again is success', async () => {
    const { powers } = mini.stack;
    await powers.stop('redis', ctx);
    await powers.stop('redis', ctx, 1);
    expect(await processesOf('redis')).toBeNull();
    await powers.start('redis', ctx);
    await powers.start('redis', ctx);
    expect(await serverOf('redis')).toBeDefined();
  });

  it('restarts as another process', async () => {
    const before = await serverOf('redis');
    await mini.stack.powers.restart('redis', ctx);
    expect((await serverOf('redis'))?.pid).not.toBe(before?.pid);
  });

  it('restarts while frozen, after its grace period', async () => {
    const { powers } = mini.stack;
    await powers.signalMain('redis', 'STOP', ctx);
    const startedMs = ctx.clock.monotonicMs();
    await powers.restart('redis', ctx);
    expect(ctx.clock.monotonicMs() - startedMs).toBeGreaterThan(1900);
    expect((await serverOf('redis'))?.state).not.toBe('T');
  });

  it('is paused in the freezer and thawed', async () => {
    const { powers, kernel } = mini.stack;
    const { id } = await powers.inspect('redis', ctx);
    expect(await kernel.frozen(id)).toBe(false);
    await powers.pause('redis', ctx);
    expect(await kernel.frozen(id)).toBe(true);
    await expect(powers.pause('redis', ctx)).rejects.toMatchObject({ code: 'engine-refused' });
    await expect(powers.exec('redis', ['true'], within(2000))).rejects.toThrow(/paused/);
    await powers.unpause('redis', ctx);
    expect(await kernel.frozen(id)).toBe(false);
    await expect(powers.unpause('redis', ctx)).rejects.toThrow(
      /^unpause redis: the engine refused \(\d+\): .*not paused/,
    );
  });

  it('of an unknown service is named, with those that there are', async () => {
    await expect(mini.stack.powers.inspect('rediss', ctx)).rejects.toMatchObject({
      code: 'unknown-service',
      hint: expect.stringContaining('bare, operator, prometheus') as string,
    });
  });
});

describe('memory', () => {
  const mebibyte = 1024 * 1024;

  it('is limited, lowered, raised and set free again', async () => {
    const { powers, kernel } = mini.stack;
    const { id, memoryLimitBytes } = await powers.inspect('redis', ctx);
    expect(memoryLimitBytes).toBe(0);
    for (const limitBytes of [96 * mebibyte, 64 * mebibyte, 128 * mebibyte]) {
      await powers.limitMemory('redis', limitBytes, limitBytes, ctx);
      expect((await kernel.memory(id))?.limitBytes).toBe(limitBytes);
    }
    await powers.limitMemory('redis', 0, 0, ctx);
    expect((await kernel.memory(id))?.limitBytes).toBeNull();
    expect(await powers.inspect('redis', ctx)).toMatchObject({ memoryLimitBytes: 0 });
  });

  it("that is filled up to its limit ends in the kernel's kill", async () => {
    const { powers, kernel } = mini.stack;
    const { id } = await powers.inspect('bare', ctx);
    const killsBefore = await kernel.oomKills();
    const sinceMs = ctx.clock.now().getTime();
    await powers.limitMemory('bare', 24 * mebibyte, 24 * mebibyte, ctx);
    await powers.exec('bare', ['redis-cli', 'eval', fill, '0'], within(10_000));
    await eventually('dead', async () => (await powers.inspect('bare', ctx)).status === 'exited');
    expect(await powers.inspect('bare', ctx)).toMatchObject({ exitCode: 137, oomKilled: true });
    expect(await kernel.oomKills()).toBeGreaterThan(killsBefore);
    expect(await kernel.memory(id)).toBeNull();
    const events = await mini.stack.events(sinceMs, ctx);
    expect(events.filter(({ service }) => service === 'bare')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ action: 'oom' }),
        expect.objectContaining({ action: 'die', exitCode: 137 }),
      ]),
    );
    await powers.limitMemory('bare', 0, 0, ctx);
    await revive('bare');
    expect((await kernel.memory(id))?.limitBytes).toBeNull();
  });

  const fill = "for i = 1, 64 do redis.call('set', 'k' .. i, string.rep('x', 1048576)) end";
});

describe('the network', () => {
  it('loses a container and gets it back under its names', async () => {
    const { powers, network, dialer, operator } = mini.stack;
    const { networks } = await powers.inspect('redis', ctx);
    const aliases = networks[network]?.aliases ?? [];
    expect(aliases).toContain('redis');
    await powers.disconnect('redis', network, ctx);
    await expect(dialer.lookup('redis')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    await powers.connect('redis', network, aliases, ctx);
    expect((await powers.inspect('redis', ctx)).networks[network]?.aliases).toEqual(aliases);
    await eventually('the address is known again', () => dialer.lookup('redis').then(Boolean, () => false));
    expect((await operator.run('getent hosts redis', within(5000))).stdout).toContain('redis');
  });
});
