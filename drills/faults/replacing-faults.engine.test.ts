// Faults that put something else in a service's place, on real containers: other variables, an empty data folder.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually, unhurried, within, type MiniStack } from '../../test/mini-stack.ts';
import { dataLoss } from './data-loss.ts';
import { environment } from './environment.ts';
import type { FaultKind } from './fault.ts';
import { expectVerdict, playFault, type PlayedFault } from './fixtures/play-fault.ts';
import { startShopStack } from './fixtures/shop-stack.ts';

let shop: MiniStack;
let played: PlayedFault | null = null;
beforeAll(async () => {
  shop = await startShopStack('shop-replaced');
});
afterEach(async () => {
  await played?.heal();
  await played?.close();
  played = null;
});
afterAll(() => shop?.stop());

const begin = async (kind: FaultKind<unknown>, config: Record<string, unknown>): Promise<PlayedFault> => {
  played = await playFault(kind, config, shop.stack);
  return played;
};
const exec = async (service: string, ...argv: readonly string[]): Promise<string> =>
  (await shop.stack.powers.exec(service, argv, within(20_000))).output.trim();
const operate = async (command: string): Promise<string> =>
  (await shop.stack.operator.run(command, within(60_000))).output.trim();
const idOf = async (service: string): Promise<string> =>
  (await shop.stack.powers.inspect(service, unhurried)).id;

describe('environment', () => {
  it.each<[Record<string, unknown>]>([
    [{ set: { LIMIT: 3 } }],
    [{ set: { NEW: 'a = b "c" $d' }, unset: ['GREETING'] }],
  ])('bites, heals twice and is gone: %j', async (config) => {
    await eventually(
      'the shop answers',
      async () => (await operate('curl -sS localhost:8080')) === '5$ = ${NOT_A_VARIABLE}',
    );
    const before = await shop.stack.powers.environment('shop', unhurried);
    const drill = await begin(environment, { service: 'shop', ...config });
    await drill.inject();
    expectVerdict(await drill.confirm(), 'pass');
    expectVerdict(await drill.gone(), 'fail');
    await drill.heal();
    await drill.heal();
    expectVerdict(await drill.goneSoon(), 'pass');
    expect(await shop.stack.powers.environment('shop', unhurried)).toEqual(before);
    // The same in all else: its files, its name, its place in the Compose project.
    expect(await operate('curl -sS localhost:8080')).toBe('5$ = ${NOT_A_VARIABLE}');
    expect((await shop.stack.powers.inspect('shop', unhurried)).name).toBe('shop-replaced-shop-1');
    const id = await idOf('shop');
    await operate('docker compose up -d shop');
    expect(await idOf('shop')).toBe(id);
  });

  it('is seen when the service does not survive it', async () => {
    const drill = await begin(environment, { service: 'shop', set: { LIMIT: 'bad' } });
    await drill.inject();
    const seen = await drill.confirm();
    expectVerdict(seen, 'pass');
    expect(seen.evidence[0]?.actual).toBe('ended with 1');
    await drill.heal();
    expectVerdict(await drill.goneSoon(), 'pass');
  });

  it('stays after a restart, and goes with an edit of the file', async () => {
    const drill = await begin(environment, { service: 'shop', set: { LIMIT: '3' } });
    await drill.inject();
    await operate('docker compose restart shop');
    expect(await exec('shop', 'sh', '-c', 'echo $LIMIT')).toBe('3');
    await operate(
      'sed -i.orig "s/LIMIT: .*/LIMIT: \'120\'/" docker-compose.yml && docker compose up -d shop',
    );
    expect(await exec('shop', 'sh', '-c', 'echo $LIMIT')).toBe('120');
    const id = await idOf('shop');
    await drill.heal();
    expectVerdict(await drill.goneSoon(), 'pass');
    // What the runbook has set counts.
    expect(await idOf('shop')).toBe(id);
    await operate('mv docker-compose.yml.orig docker-compose.yml && docker compose up -d shop');
  });

  it.each<[string, string]>([
    ['before the old one has gone', 'docker create --name $name-gameday-next $labels gameday/node:local'],
    ['after it has gone', 'docker stop $name && docker rename $name $name-gameday-next'],
  ])('is healed when its run died in the middle, %s', async (_, left) => {
    const drill = await begin(environment, { service: 'shop', set: { LIMIT: '3' } });
    await drill.inject();
    const labels = ['dev.gameday', 'com.docker.compose.project']
      .map((label) => `--label ${label}=shop-replaced`)
      .join(' ');
    await operate(
      `name=shop-replaced-shop-1 labels="${labels} --label com.docker.compose.service=shop"; ${left}`,
    );
    await drill.heal();
    expectVerdict(await drill.goneSoon(), 'pass');
    expect(await operate('docker ps -a --format {{.Names}} | grep -- -shop')).toBe('shop-replaced-shop-1');
    expect(await exec('shop', 'sh', '-c', 'echo $LIMIT')).toBe('1000');
  });

  it('is not seen where it was taken back at once', { timeout: 60_000 }, async () => {
    const drill = await begin(environment, { service: 'shop', set: { LIMIT: '3' } });
    await drill.inject();
    await operate('docker compose up -d --force-recreate shop');
    expectVerdict(await drill.confirm(4_000), 'fail');
  });
});

describe('data-loss', () => {
  const redis = {
    service: 'redis',
    folder: '/data',
    holds: { command: ['redis-cli', 'GET', 'stock'], shows: '/^7$/m' },
  };

  it.each([{}, { starts: false }])('bites, heals twice and is gone: %j', async (config) => {
    await exec('redis', 'redis-cli', 'SET', 'stock', '7');
    const drill = await begin(dataLoss, { ...redis, ...config });
    await drill.inject();
    expectVerdict(await drill.confirm(), 'pass');
    expectVerdict(await drill.gone(), 'fail');
    await drill.heal();
    await drill.heal();
    expectVerdict(await drill.goneSoon(), 'pass');
    expect(await exec('redis', 'redis-cli', 'GET', 'stock')).toBe('7');
  });

  it('leaves alone what was restored, and what was written since', async () => {
    await exec('redis', 'redis-cli', 'SET', 'stock', '7');
    const drill = await begin(dataLoss, redis);
    await drill.inject();
    expectVerdict(await drill.confirm(), 'pass');
    await exec('redis', 'redis-cli', 'MSET', 'stock', '7', 'sold', '1');
    await drill.heal();
    expectVerdict(await drill.goneSoon(), 'pass');
    expect(await exec('redis', 'redis-cli', 'GET', 'sold')).toBe('1');
  });

  it('is healed where its run was killed while it moved the data', async () => {
    await exec('redis', 'redis-cli', 'SET', 'stock', '7');
    const drill = await begin(dataLoss, { ...redis, starts: false });
    await drill.inject();
    const aside = await operate('docker volume ls -q --filter name=gameday-aside');
    // What such a run leaves: its container, still at work on the volume.
    await operate(
      `docker run -d --name ${aside} -v ${aside}:/aside --network none --entrypoint sleep gameday/operator:local 60`,
    );
    await drill.heal();
    expectVerdict(await drill.goneSoon(), 'pass');
    expect(await operate('docker ps -aq --filter name=gameday-aside')).toBe('');
  });

  it('goes with a volume that was made anew meanwhile', async () => {
    await exec('redis', 'redis-cli', 'SET', 'stock', '7');
    const drill = await begin(dataLoss, redis);
    await drill.inject();
    await operate(
      'docker compose rm -fs redis && docker volume rm shop-replaced_redis-data && docker compose up -d redis',
    );
    await drill.heal();
    expectVerdict(await drill.goneSoon(), 'pass');
  });

  it('of a queue', async () => {
    const ask = 'rpk topic describe orders -p 2>&1';
    await eventually(
      'the queue answers',
      async () => (await exec('kafka', 'rpk', 'topic', 'create', 'orders')).includes('orders'),
      60_000,
    );
    await exec('kafka', 'sh', '-c', 'echo one | rpk topic produce orders');
    const drill = await begin(dataLoss, {
      service: 'kafka',
      folder: '/var/lib/kafka',
      holds: { command: ['sh', '-c', ask], shows: '/^0 .* 1$/m' },
    });
    await drill.inject();
    expectVerdict(await drill.confirm(), 'pass');
    await drill.heal();
    expectVerdict(await drill.goneSoon(), 'pass');
  });

  it('is refused where there are no data, or no volume', async () => {
    await exec('redis', 'redis-cli', 'DEL', 'stock');
    await expect(begin(dataLoss, redis)).rejects.toThrow('redis-cli GET stock');
    await exec('redis', 'redis-cli', 'SET', 'stock', '7');
    await expect(begin(dataLoss, { ...redis, folder: '/var/tmp' })).rejects.toThrow(
      'no volume; those are /data',
    );
  });
});
