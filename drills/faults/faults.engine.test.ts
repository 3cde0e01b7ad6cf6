// Every fault on a real engine: it bites, heals from JSON, is gone by the kernel's word, and leaves what a runbook did alone.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../core/json.ts';
import { startMiniStack, unhurried, within, type MiniStack } from '../../test/mini-stack.ts';
import { faultKindNamed, type FaultKindName } from './kinds.ts';

let mini: MiniStack;
let open: (() => Promise<void>) | null = null;
beforeAll(async () => {
  mini = await startMiniStack('mini-faults');
});
afterEach(async () => {
  await open?.();
  open = null;
});
afterAll(() => mini?.stop());

const begin = async (name: FaultKindName, config: Record<string, unknown>) => {
  const kind = faultKindNamed(name);
  if (kind === null) throw new Error(name);
  const { stack } = mini;
  const fault = kind.create(kind.schema.parse(config));
  open = () => fault.close();
  const undo = JSON.parse(JSON.stringify(await fault.prepare(stack, within(15_000)))) as Json;
  return {
    inject: () => fault.inject(undo, stack, within(60_000)),
    confirm: () => fault.confirm(undo, stack, within(20_000)),
    heal: () => kind.heal(undo, stack, within(30_000)),
    gone: () => kind.gone(undo, stack, within(10_000)),
    // Redis needs a moment to listen after a start.
    goneSoon: async () => {
      for (let left = 50; left > 0; left -= 1) {
        const seen = await kind.gone(undo, stack, within(10_000));
        if (seen.verdict === 'pass') return seen;
        await unhurried.clock.sleep(100);
      }
      return await kind.gone(undo, stack, within(10_000));
    },
  };
};

// `redis` runs below Docker's init, `bare` is PID 1 itself.
const onBoth: readonly [FaultKindName, Record<string, unknown>][] = ['redis', 'bare'].flatMap(
  (service): [FaultKindName, Record<string, unknown>][] => [
    ['kill', { service }],
    ['stop', { service, grace: '2s' }],
    ['pause', { service }],
    ['freeze', { service }],
    ['disconnect', { service }],
    ['memory', { service, limit: '64MiB' }],
  ],
);

describe('a fault of a container', () => {
  it.each(onBoth)('bites, heals and is gone: %s %j', async (name, config) => {
    const drill = await begin(name, config);
    await drill.inject();
    const confirmed = await drill.confirm();
    expect(confirmed.verdict, JSON.stringify(confirmed.evidence)).toBe('pass');
    expect((await drill.gone()).verdict).toBe('fail');
    await drill.heal();
    await drill.heal();
    expect(await drill.goneSoon()).toMatchObject({ verdict: 'pass' });
  });

  it.each<FaultKindName>(['kill', 'freeze'])('that the runbook restarted is left alone: %s', async (name) => {
    const { powers } = mini.stack;
    const drill = await begin(name, { service: 'redis' });
    await drill.inject();
    await powers.restart('redis', unhurried);
    const { startedAt } = await powers.inspect('redis', unhurried);
    await drill.heal();
    expect(await drill.goneSoon()).toMatchObject({ verdict: 'pass' });
    expect((await powers.inspect('redis', unhurried)).startedAt).toBe(startedAt);
  });

  it('keeps its limits when a memory fault is healed after a restart', async () => {
    const { powers, kernel } = mini.stack;
    const drill = await begin('memory', { service: 'redis', limit: '64MiB' });
    await drill.inject();
    await powers.start('redis', unhurried);
    await drill.heal();
    expect(await drill.goneSoon()).toMatchObject({ verdict: 'pass' });
    const { id } = await powers.inspect('redis', unhurried);
    expect(await kernel.memory(id)).toMatchObject({ limitBytes: null });
  });
});

describe('a fault of an edge', () => {
  it.each<[FaultKindName, Record<string, unknown>]>([
    ['cut', {}],
    ['hole', {}],
    ['latency', { latency: '150ms' }],
    ['reset-peer', {}],
  ])('bites, spares the other edge, heals and is gone: %s %j', async (name, config) => {
    const drill = await begin(name, { edge: 'client-redis', ...config });
    const other = faultKindNamed('cut')?.create({ edge: 'other-redis' });
    await drill.inject();
    const confirmed = await drill.confirm();
    expect(confirmed.verdict, JSON.stringify(confirmed.evidence)).toBe('pass');
    // Preparing a fault on the other edge needs it whole.
    await expect(other?.prepare(mini.stack, within(5000))).resolves.toMatchObject({ edge: 'other-redis' });
    await other?.close();
    await drill.heal();
    expect(await drill.goneSoon()).toMatchObject({ verdict: 'pass' });
  });
});
