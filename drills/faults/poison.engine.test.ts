// Messages that nobody can use, in a real queue: seen by a consumer, and gone once the group has got past them.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectKafka } from '../../core/kafka.ts';
import { eventually, within, type MiniStack } from '../../test/mini-stack.ts';
import type { FaultKind } from './fault.ts';
import { expectVerdict, playFault } from './fixtures/play-fault.ts';
import { startShopStack } from './fixtures/shop-stack.ts';
import { poison } from './poison.ts';

let shop: MiniStack;
beforeAll(async () => {
  shop = await startShopStack('shop-poisoned');
  await eventually(
    'the queue answers',
    async () => (await rpk('cluster', 'info')).includes('BROKERS'),
    60_000,
  );
  // The first group makes the topic that keeps the offsets; until then no group has a coordinator.
  await rpk('topic', 'create', 'first');
  await shop.stack.powers.exec('kafka', ['sh', '-c', 'echo one | rpk topic produce first'], within(30_000));
  await rpk('topic', 'consume', 'first', '-g', 'first', '-n', '1');
});
afterAll(() => shop?.stop());

const rpk = async (...words: readonly string[]): Promise<string> =>
  (await shop.stack.powers.exec('kafka', ['rpk', ...words], within(30_000))).output;

it.each<[string, Record<string, unknown>]>([
  ['plain', { count: 3 }],
  [
    'dressed',
    { count: 5, value: '{"id":"p-{n}"}', key: 'k-{n}', headers: { reason: 'Bad Format' }, age: '2h' },
  ],
])('bites, heals twice, and is gone once it was consumed: %s', async (topic, config) => {
  await rpk('topic', 'create', topic, '-p', '2');
  const group = `readers-of-${topic}`;
  const kind: FaultKind<unknown> = poison;
  const drill = await playFault(kind, { brokers: 'kafka:9096', topic, group, ...config }, shop.stack);
  expectVerdict(await drill.gone(), 'pass');
  await drill.inject();
  expectVerdict(await drill.confirm(), 'pass');
  await drill.heal();
  await drill.heal();
  const before = await drill.gone();
  expectVerdict(before, 'fail');
  expect(before.evidence[0]?.actual).toBe(`0 of ${String(config['count'])} consumed`);
  await rpk('topic', 'consume', topic, '-g', group, '-n', String(config['count']));
  expectVerdict(await drill.goneSoon(), 'pass');
  await drill.close();
});

it('carries what it was told to', async () => {
  const shown = await rpk(
    'topic',
    'consume',
    'dressed',
    '-n',
    '5',
    '-o',
    'start',
    '-f',
    '%k %v %h{%k=%v;} %d\n',
  );
  expect(shown).toContain('k-3 {"id":"p-3"}');
  expect(shown).toContain('reason=Bad Format');
  const stampMs = Number(/ (\d{13})$/m.exec(shown)?.[1]);
  expect(Date.now() - stampMs).toBeGreaterThan(2 * 3_600_000 - 1000);
});

it('is found behind traffic, and is not seen where it was never sent', async () => {
  await rpk('topic', 'create', 'busy');
  const kafka = await connectKafka({
    dialer: shop.stack.dialer,
    brokers: ['kafka:9096'],
    clientId: 'traffic',
    connectTimeoutMs: 5000,
    requestTimeoutMs: 5000,
    signal: new AbortController().signal,
  });
  const traffic = async (): Promise<void> => {
    for (let n = 0; n < 20; n += 1) await kafka.produce('busy', `order ${n}`);
  };
  await traffic();
  const drill = await playFault(
    poison,
    { brokers: 'kafka:9096', topic: 'busy', group: 'g', count: 2 },
    shop.stack,
  );
  await traffic();
  expectVerdict(await drill.confirm(), 'fail');
  await drill.inject();
  await traffic();
  kafka.close();
  expectVerdict(await drill.confirm(), 'pass');
});

it('is refused where there is no such topic', async () => {
  const config = { brokers: 'kafka:9096', topic: 'none', group: 'g' };
  await expect(playFault(poison as FaultKind<unknown>, config, shop.stack)).rejects.toThrow('topic none');
});
