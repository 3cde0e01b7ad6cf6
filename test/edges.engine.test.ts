// Every dependency edge of the Flash Sale Engine goes through its own proxy: cutting one leaves all the others alive.
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFlashSaleStack } from './flash-sale-stack.ts';
import { eventually, unhurried, within, type MiniStack } from './mini-stack.ts';

let sale: MiniStack;
beforeAll(async () => {
  sale = await startFlashSaleStack(30);
  await eventually('both services healthy', async () => (await seen()).every(({ up }) => up), 60_000);
});
afterAll(() => sale?.stop());

const services = [
  { service: 'gateway', port: 8080 },
  { service: 'processor', port: 9090 },
] as const;
const dependencies = ['kafka', 'redis'] as const;
const edges = services.flatMap(({ service }) => dependencies.map((dependency) => `${service}-${dependency}`));

/** What each service says itself of each of its dependencies, by edge. */
const seen = async (): Promise<readonly { readonly edge: string; readonly up: boolean }[]> => {
  const bodies = await Promise.all(services.map(({ service, port }) => health(service, port)));
  return services.flatMap(({ service }, index) =>
    dependencies.map((dependency) => ({
      edge: `${service}-${dependency}`,
      up: bodies[index]?.[dependency] === true,
    })),
  );
};

const health = async (service: string, port: number): Promise<Readonly<Record<string, unknown>>> => {
  const host = await sale.stack.dialer.lookup(service);
  return new Promise((resolve, reject) => {
    const asked = request({ host, port, path: '/health', agent: false, timeout: 3000 }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
      response.on('end', () => resolve(JSON.parse(body) as Record<string, unknown>));
    });
    asked.once('error', reject).once('timeout', () => asked.destroy());
    asked.end();
  });
};

it('the scenario names exactly the edges that there are', () => {
  expect(
    sale.stack.edges
      .list()
      .map(({ name }) => name)
      .sort(),
  ).toEqual([...edges].sort());
});

describe('cutting', () => {
  it.each(edges)('%s is felt by its service alone, and on this edge alone', async (edge) => {
    await sale.stack.edges.setEnabled(edge, false, unhurried);
    await eventually('felt', async () => (await seen()).some((one) => one.edge === edge && !one.up), 30_000);
    // Long enough for the others' next looks: had they gone the same way, they would say so by now.
    await unhurried.clock.sleep(2000);
    expect((await seen()).filter(({ up }) => !up).map((one) => one.edge)).toEqual([edge]);
    await sale.stack.edges.setEnabled(edge, true, unhurried);
    await eventually('all up again', async () => (await seen()).every(({ up }) => up), 60_000);
  });
});

it.each([
  { service: 'redpanda', ports: [9092, 9094] },
  { service: 'redis', ports: [6379] },
])('$service is reached on its edges by toxiproxy only', async ({ service, ports }) => {
  const proxy = await sale.stack.dialer.lookup('toxiproxy');
  const filter = ports.map((port) => `sport = :${port}`).join(' or ');
  const argv = ['ss', '-Htn', 'state', 'established', filter];
  const { stdout, exitCode } = await sale.stack.powers.exec(service, argv, within(10_000));
  expect(exitCode).toBe(0);
  const peers = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).at(3)?.replace(/:\d+$/, ''));
  expect([...new Set(peers)]).toEqual([proxy]);
});
