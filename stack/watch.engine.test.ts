// What a drill reads from the stack: queries, alerts, deliveries, the engine's events, addresses.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startMiniStack, unhurried, type MiniStack } from '../test/mini-stack.ts';

let mini: MiniStack;
beforeAll(async () => {
  mini = await startMiniStack('mini-watch');
});
afterAll(() => mini.stop());

const ctx = unhurried;

describe('Prometheus', () => {
  it('answers instant queries with their labels', async () => {
    const series = await mini.stack.prometheus.query('up', ctx);
    expect(series).toMatchObject([{ labels: { job: 'alertmanager' }, samples: [[expect.any(Number), 1]] }]);
    expect(await mini.stack.prometheus.query('no_such_metric', ctx)).toEqual([]);
    expect((await mini.stack.prometheus.query('1 / 0', ctx))[0]?.samples[0]?.[1]).toBe(Infinity);
  });

  it('gives raw samples with their own times, in milliseconds', async () => {
    const nowMs = ctx.clock.now().getTime();
    await eventually('some samples', async () => ((await raw())?.length ?? 0) >= 3);
    const times = ((await raw()) ?? []).map(([ms]) => ms);
    const gaps = times.slice(1).map((ms, index) => ms - (times[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(50);
    expect(Math.abs((times.at(-1) ?? 0) - nowMs)).toBeLessThan(20_000);
  });
  const raw = async () => (await mini.stack.prometheus.raw('up[5s]', ctx))[0]?.samples;

  it('gives ranges', async () => {
    const toMs = ctx.clock.now().getTime();
    const [series] = await mini.stack.prometheus.range('vector(2)', toMs - 1000, toMs, 500, ctx);
    expect(series?.samples.map(([, value]) => value)).toEqual([2, 2, 2]);
  });

  it.each([
    { expression: 'up{', message: /bad_data: .*parse error/ },
    { expression: 'sum by (', message: /parse error/ },
  ])('tells what is wrong with $expression', async ({ expression, message }) => {
    await expect(mini.stack.prometheus.query(expression, ctx)).rejects.toMatchObject({
      code: 'promql-error',
      message: expect.stringMatching(message) as string,
    });
  });

  it('refuses an expression without raw samples', async () => {
    await expect(mini.stack.prometheus.raw('up', ctx)).rejects.toMatchObject({ code: 'promql-error' });
  });

  it('that is gone is another error than a bad expression', async () => {
    await mini.stack.powers.stop('prometheus', ctx, 0);
    await expect(mini.stack.prometheus.query('up', ctx)).rejects.toMatchObject({
      code: 'prometheus-unreachable',
    });
    await mini.stack.powers.start('prometheus', ctx);
    await eventually('Prometheus answers', () =>
      mini.stack.prometheus.query('up', ctx).then(
        () => true,
        () => false,
      ),
    );
  });
});

describe('an alert', () => {
  it('has its time in Prometheus and comes to the receiver once', async () => {
    const alwaysOn = async () =>
      (await mini.stack.prometheus.alerts(ctx)).find(({ alert }) => alert === 'AlwaysOn');
    await eventually('firing', async () => (await alwaysOn())?.state === 'firing');
    const activeAtMs = (await alwaysOn())?.activeAtMs ?? 0;
    expect(Math.abs(ctx.clock.now().getTime() - activeAtMs)).toBeLessThan(60_000);
    const deliveries = async () => mini.stack.receiver.deliveries(0, ctx);
    await eventually('delivered', async () => (await deliveries()).some(({ alert }) => alert === 'AlwaysOn'));
    const [delivery] = (await deliveries()).filter(({ alert }) => alert === 'AlwaysOn');
    expect(delivery).toMatchObject({ status: 'firing', labels: { alertname: 'AlwaysOn' } });
    expect(await mini.stack.receiver.deliveries((await deliveries()).at(-1)?.seq ?? 0, ctx)).toEqual([]);
  });
});

describe('the engine', () => {
  it('reports deaths with their exit codes, in order', async () => {
    const sinceMs = ctx.clock.now().getTime();
    await mini.stack.powers.signal('redis', 'KILL', ctx);
    await eventually('dead', async () => (await mini.stack.powers.inspect('redis', ctx)).status === 'exited');
    await mini.stack.powers.start('redis', ctx);
    const events = await mini.stack.events(sinceMs, ctx);
    expect(events.map(({ service, action, exitCode }) => ({ service, action, exitCode }))).toEqual([
      { service: 'redis', action: 'kill', exitCode: null },
      { service: 'redis', action: 'die', exitCode: 137 },
      { service: 'redis', action: 'start', exitCode: null },
    ]);
    expect(await mini.stack.events(ctx.clock.now().getTime(), ctx)).toEqual([]);
  });
});

describe('the dialer', () => {
  it('knows a dead service as such, at once, and its new address', async () => {
    const { powers, dialer } = mini.stack;
    expect(await dialer.lookup('bare')).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
    await powers.signal('bare', 'KILL', ctx);
    await eventually(
      'no address',
      () =>
        dialer.lookup('bare').then(
          () => false,
          (error: NodeJS.ErrnoException) => error.code === 'ENOTFOUND',
        ),
      500,
    );
    await expect(dialer.connect('bare', 6379, ctx.clock.deadline(1000))).rejects.toThrow(
      'ENOTFOUND bare: its container is exited',
    );
    await powers.start('bare', ctx);
    await eventually(
      'an address',
      () =>
        dialer.lookup('bare').then(
          () => true,
          () => false,
        ),
      500,
    );
  });

  it("gives the socket's own error where nobody listens", async () => {
    await expect(mini.stack.dialer.connect('redis', 1, ctx.clock.deadline(1000))).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
    await expect(mini.stack.dialer.lookup('nobody')).rejects.toMatchObject({ code: 'unknown-service' });
  });
});
