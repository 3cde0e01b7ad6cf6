// Each image, started as it is: it is up as the table says it is known to be up, and ends when it is told to.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Kafka, logLevel } from 'kafkajs';
import { testEngine, unhurried } from '../../test/mini-stack.ts';
import type { Engine } from '../engine/connect-engine.ts';
import { execIn } from '../exec.ts';
import { systemClock } from '../../core/clock.ts';
import { imageRecipes } from './images.ts';
import { localTag } from './wanted-images.ts';
import type Docker from 'dockerode';

const network = 'gameday-images-test';
let engine: Engine;
const started: Docker.Container[] = [];

beforeAll(async () => {
  engine = await testEngine();
  await engine.docker.createNetwork({ Name: network });
});
afterEach(async () => {
  for (const container of started.splice(0)) await container.remove({ force: true, v: true });
});
afterAll(() => engine.docker.getNetwork(network).remove());

interface RunOptions {
  readonly env?: readonly string[];
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
}

const run = async (image: string, name: string, { env, command, entrypoint }: RunOptions = {}) => {
  const container = await engine.docker.createContainer({
    Image: localTag(image),
    name,
    ...(env === undefined ? {} : { Env: [...env] }),
    ...(command === undefined ? {} : { Cmd: [...command] }),
    ...(entrypoint === undefined ? {} : { Entrypoint: [...entrypoint] }),
    HostConfig: { Init: true, NetworkMode: network },
  });
  started.push(container);
  await container.start();
  return container;
};

const inside = (container: Docker.Container, argv: readonly string[]) =>
  execIn(engine.docker.getContainer(container.id), container.id, { argv }, unhurried);

const untilShown = async (
  container: Docker.Container,
  command: readonly string[],
  shows: string,
): Promise<number> => {
  const startMs = systemClock.monotonicMs();
  for (;;) {
    const { output, exitCode } = await inside(container, command);
    const tookMs = systemClock.monotonicMs() - startMs;
    if (exitCode === 0 && output.includes(shows)) return tookMs;
    if (tookMs > 60_000) throw new Error(`${command.join(' ')} does not show "${shows}": ${output}`);
    await systemClock.sleep(100);
  }
};

// Images that are built upon have no process of their own: something to stay up with.
const idle = ['sleep', 'infinity'];

it.each(imageRecipes([]))('$name is up as the table says, and stops on SIGTERM', async ({ name, up }) => {
  const container = await run(
    name,
    `images-${name}`,
    ['debian', 'node'].includes(name) ? { command: idle } : {},
  );
  await untilShown(container, up.command, up.shows);
  const stoppedMs = systemClock.monotonicMs();
  await container.stop({ t: 30 });
  expect(systemClock.monotonicMs() - stoppedMs).toBeLessThan(15_000);
});

/** Advertises its own address in place of `localhost`, so that this process can be its client. */
const reachable = [
  'bash',
  '-c',
  'sed -i "s#OPERATOR://localhost#OPERATOR://$(hostname -i)#" /etc/kafka/server.properties; exec sh /opt/kafka/entrypoint.sh',
];

const addressOf = async (container: Docker.Container): Promise<string> =>
  (await container.inspect()).NetworkSettings.Networks[network]?.IPAddress ?? '';

describe('kafka', () => {
  it('keeps what was sent over a kill, and gives it back', async () => {
    const container = await run('kafka', 'images-redpanda', { entrypoint: reachable });
    await untilShown(container, ['rpk', 'cluster', 'info'], 'BROKERS');
    const broker = `${await addressOf(container)}:9096`;
    const kafka = new Kafka({ brokers: [broker], logLevel: logLevel.NOTHING });
    const producer = kafka.producer();
    await producer.connect();
    await producer.send({
      topic: 'orders',
      acks: -1,
      messages: [{ key: 'a', value: 'kept', headers: { reason: 'test' } }],
    });
    await producer.disconnect();
    await container.kill();
    await container.start();
    await untilShown(container, ['rpk', 'topic', 'list'], 'orders');
    const { output } = await inside(container, ['rpk', 'topic', 'consume', 'orders', '-n', '1']);
    expect(JSON.parse(output)).toMatchObject({
      topic: 'orders',
      key: 'a',
      value: 'kept',
      headers: [{ key: 'reason', value: 'test' }],
      partition: 0,
      offset: 0,
    });
  });
});

describe('operator', () => {
  it('has the tools that runbooks call', async () => {
    const operator = await run('operator', 'images-operator');
    const tools = 'bash docker docker-compose curl jq redis-cli grep rpk ps timeout awk sed sort uniq';
    const { output } = await inside(operator, [
      'bash',
      '-c',
      `for t in ${tools}; do command -v $t || echo no $t; done`,
    ]);
    expect(output).not.toContain('no ');
    expect((await inside(operator, ['docker', 'compose', 'version'])).output).toContain('v2.40.3');
  });

  it("gives the system's ports on its own localhost, wherever the container is now", async () => {
    const env = ['GAMEDAY_FORWARD=8474=images-proxy:8474'];
    const operator = await run('operator', 'images-operator', { env });
    const ask = ['curl', '-sS', '-m', '5', 'http://localhost:8474/version'];
    const proxy = await run('toxiproxy', 'images-proxy');
    await untilShown(operator, ask, '2.12.0');
    await proxy.kill();
    const askedMs = systemClock.monotonicMs();
    const refused = await inside(operator, ask);
    expect(refused.exitCode).not.toBe(0);
    expect(systemClock.monotonicMs() - askedMs).toBeLessThan(2_000);
    // Takes the address that was free, so that the proxy comes back with another one.
    await run('debian', 'images-other', { command: idle });
    await proxy.start();
    await untilShown(operator, ask, '2.12.0');
  });

  it('asks a broker by rpk, and says so soon when there is none', async () => {
    const operator = await run('operator', 'images-operator', { env: ['RPK_BROKERS=redpanda-test:9096'] });
    const info = ['rpk', 'cluster', 'info'];
    const none = await inside(operator, info);
    expect(none).toMatchObject({ exitCode: 1 });
    expect(none.output).toContain('unable to request metadata: unable to dial');
    await run('kafka', 'redpanda-test', { entrypoint: reachable });
    await untilShown(operator, info, 'BROKERS');
  });
});

describe('receiver', () => {
  it('takes a webhook and tells what came', async () => {
    const container = await run('receiver', 'images-receiver');
    await untilShown(container, ['curl', '-fsS', 'http://localhost:9095/health'], 'ok');
    const alert = {
      status: 'firing',
      labels: { alertname: 'BreakerOpen' },
      startsAt: '2026-02-14T12:00:00.5Z',
      endsAt: '0001-01-01T00:00:00Z',
    };
    const url = `http://${await addressOf(container)}:9095`;
    const body = JSON.stringify({ version: '4', groupKey: 'g', alerts: [alert] });
    expect((await fetch(`${url}/alerts`, { method: 'POST', body })).status).toBe(200);
    expect((await fetch(`${url}/alerts`, { method: 'POST', body: 'no JSON' })).status).toBe(400);
    expect(await (await fetch(`${url}/deliveries?after=0`)).json()).toMatchObject([
      { seq: 1, status: 'firing', alert: 'BreakerOpen', startsAtMs: Date.parse('2026-02-14T12:00:00.5Z') },
    ]);
  });
});
