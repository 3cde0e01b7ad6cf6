// kill, stop and freeze on real processes: seen to bite, healed from JSON, whatever the runbook did meanwhile.
import { describe, expect, it, type TestContext } from 'vitest';
import { systemClock } from '../../core/clock.ts';
import type { Json } from '../../core/json.ts';
import { within } from './fixtures/loopback-stack.ts';
import { startProcessStack } from './fixtures/process-stack.ts';
import { faultKindNamed, type FaultKindName } from './kinds.ts';
import type { ProtocolName } from './protocols.ts';

const begin = async (
  { onTestFinished }: TestContext,
  name: FaultKindName,
  service = 'redis',
  speaks: ProtocolName = 'redis',
) => {
  const own = await startProcessStack(service, speaks);
  onTestFinished(() => own.stop());
  const { stack } = own;
  const kind = faultKindNamed(name);
  if (kind === null) throw new Error(name);
  const fault = kind.create(kind.schema.parse({ service }));
  const undo = JSON.parse(JSON.stringify(await fault.prepare(stack, within(5000)))) as Json;
  return {
    own,
    undo,
    inject: () => fault.inject(undo, stack, within(5000)),
    confirm: (ms = 8000) => fault.confirm(undo, stack, within(ms)),
    heal: () => kind.heal(undo, stack, within(5000)),
    gone: () => kind.gone(undo, stack, within(5000)),
    close: () => fault.close(),
  };
};

describe.each<[FaultKindName, string, ProtocolName]>([
  ['kill', 'redis', 'redis'],
  ['kill', 'redpanda', 'kafka'],
  ['stop', 'gateway', 'http'],
  ['freeze', 'redis', 'redis'],
  ['freeze', 'redpanda', 'kafka'],
])('%s of %s', (name, service, speaks) => {
  it.concurrent('bites, is healed, and is gone', async (test) => {
    const drill = await begin(test, name, service, speaks);
    expect(drill.undo).toMatchObject({ service, id: 'c1', contact: { protocol: speaks } });
    await drill.inject();
    expect(await drill.confirm()).toMatchObject({ verdict: 'pass' });
    expect((await drill.gone()).verdict).toBe('fail');
    await drill.heal();
    await drill.heal();
    expect(await drill.gone()).toMatchObject({ verdict: 'pass' });
    await drill.close();
  });
});

describe.each<[FaultKindName, string, ProtocolName]>([
  ['kill', 'redis', 'redis'],
  ['freeze', 'redis', 'redis'],
])('%s', (name, service, speaks) => {
  it.concurrent('leaves a container alone that the runbook has made anew', async (test) => {
    const drill = await begin(test, name, service, speaks);
    await drill.inject();
    await drill.own.recreate();
    const before = await drill.own.stack.kernel.processes('c2');
    await drill.heal();
    expect(await drill.own.stack.kernel.processes('c2')).toMatchObject([{ pid: before?.[0]?.pid }]);
    expect(await drill.gone()).toMatchObject({ verdict: 'pass' });
    await drill.close();
  });

  it.concurrent('is not healed when the container was removed', async (test) => {
    const drill = await begin(test, name, service, speaks);
    await drill.inject();
    await drill.own.remove();
    await expect(drill.heal()).rejects.toMatchObject({ code: 'unknown-service' });
    await drill.close();
  });

  it.concurrent('is noticed when it does not bite', async (test) => {
    const drill = await begin(test, name, service, speaks);
    expect((await drill.confirm(1500)).verdict).toBe('fail');
    await drill.close();
  });
});

it.concurrent('a kill of a service that starts again at once does not count', async (test) => {
  const drill = await begin(test, 'kill');
  drill.own.restartAlways();
  await drill.inject();
  // The policy's process needs a moment to listen.
  await systemClock.sleep(50);
  expect((await drill.confirm()).verdict).toBe('fail');
  await drill.close();
});

it.concurrent('a service that does not run can not be broken', async ({ onTestFinished }) => {
  const own = await startProcessStack('redis', 'redis');
  onTestFinished(() => own.stop());
  await own.stack.powers.stop('redis', within(2000));
  const fault = faultKindNamed('kill')?.create({ service: 'redis', signal: 'SIGKILL' });
  await expect(fault?.prepare(own.stack, within(2000))).rejects.toMatchObject({ code: 'fault-target-down' });
});
