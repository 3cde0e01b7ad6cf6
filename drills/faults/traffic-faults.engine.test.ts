// Faults of traffic on real containers: more of it than a limit allows, and a share of it for another build.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually, unhurried, within, type MiniStack } from '../../test/mini-stack.ts';
import { environment } from './environment.ts';
import type { FaultKind } from './fault.ts';
import { expectVerdict, playFault, type PlayedFault } from './fixtures/play-fault.ts';
import { startShopStack } from './fixtures/shop-stack.ts';
import { overload } from './overload.ts';
import { release } from './release.ts';

let shop: MiniStack;
let played: PlayedFault | null = null;
beforeAll(async () => {
  shop = await startShopStack('shop-traffic');
  await eventually('the shop answers', async () => (await operate('curl -sS front-door:8080')) === greeting);
});
afterEach(async () => {
  await played?.heal();
  await played?.close();
  played = null;
});
afterAll(() => shop?.stop());

const greeting = '5$ = ${NOT_A_VARIABLE}';
const begin = async (kind: FaultKind<unknown>, config: Record<string, unknown>): Promise<PlayedFault> => {
  played = await playFault(kind, config, shop.stack);
  return played;
};
const operate = async (command: string): Promise<string> =>
  (await shop.stack.operator.run(command, within(60_000))).output.trim();

describe('overload', () => {
  const config = {
    request: { url: 'http://shop:8080/', headers: { 'x-user': '{user}' } },
    for: '60s',
    shows: { status: 429 },
  };

  it.each([{ rate: '200/s' }, { rate: '400/s', users: 2 }])(
    'bites, heals twice and is gone: %j',
    async (load) => {
      // A limit that is soon reached, in another container: the shop's own is high.
      const lower = await playFault(environment, { service: 'shop', set: { LIMIT: 50 } }, shop.stack);
      await lower.inject();
      expectVerdict(await lower.confirm(), 'pass');
      const drill = await begin(overload, { ...config, ...load });
      await drill.inject();
      expectVerdict(await drill.confirm(), 'pass');
      expectVerdict(await drill.gone(), 'fail');
      await drill.heal();
      await drill.heal();
      expectVerdict(await drill.goneSoon(), 'pass');
      await lower.heal();
      expectVerdict(await lower.goneSoon(), 'pass');
    },
  );

  it('is not seen below the limit', async () => {
    const drill = await begin(overload, { ...config, rate: '5/s' });
    await drill.inject();
    expectVerdict(await drill.confirm(4_000), 'fail');
  });
});

describe('release', () => {
  const config = { service: 'shop', door: 'front-door:8080', path: '/' };

  it.each([
    [{ share: 0.1, set: { GREETING: 'new' } }, 'new'],
    [{ share: 1, command: ['-bad'], set: { LIMIT: 'bad' } }, 'second: '],
    [{ share: 0.5, image: 'gameday/receiver:local', set: { GREETING: 'new' } }, 'new'],
  ])('bites, heals twice and is gone: %j', async (change, said) => {
    const before = (await shop.stack.powers.inspect('shop', unhurried)).id;
    const drill = await begin(release, { ...config, ...change });
    await drill.inject();
    expectVerdict(await drill.confirm(), 'pass');
    expectVerdict(await drill.gone(), 'fail');
    const answers = await operate('for n in $(seq 20); do curl -s front-door:8080 | cat; echo; done');
    const bySecond = answers.split('\n').filter((answer) => answer.startsWith(said));
    expect(bySecond).toHaveLength(20 * change.share);
    await drill.heal();
    await drill.heal();
    expectVerdict(await drill.goneSoon(), 'pass');
    expect(await operate('docker ps -a --format {{.Names}} | grep next')).toBe('');
    expect((await shop.stack.powers.inspect('shop', unhurried)).id).toBe(before);
  });

  it('is healed after the runbook has shifted all of it, or taken it back', async () => {
    const drill = await begin(release, { ...config, share: 0.1, set: { GREETING: 'new' } });
    await drill.inject();
    await operate(`curl -sS -X PUT -d '{"share":1}' front-door:8080/.front-door`);
    expect(await operate('curl -sS front-door:8080')).toBe('new');
    await drill.heal();
    expectVerdict(await drill.goneSoon(), 'pass');
  });

  it('is not seen where all goes to the first', async () => {
    const drill = await begin(release, { ...config, share: 0.5 });
    await drill.inject();
    await operate(`curl -sS -X PUT -d '{"share":0}' front-door:8080/.front-door`);
    expectVerdict(await drill.confirm(4_000), 'fail');
  });

  it('is healed with a front door that was down', async () => {
    const drill = await begin(release, { ...config, share: 0.5 });
    await drill.inject();
    await shop.stack.powers.stop('front-door', unhurried);
    await drill.heal();
    expectVerdict(await drill.goneSoon(), 'pass');
  });

  it('is refused without a front door', async () => {
    await expect(begin(release, { ...config, share: 0.5, door: 'shop:8080' })).rejects.toThrow(
      'no front door',
    );
  });
});
