// Every fault of an edge against a real Toxiproxy: it is seen to bite, it can be taken back from its JSON, and is then seen to be gone.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../core/json.ts';
import type { Stack } from '../../stack/stack.ts';
import { startEdgeStack, toxiproxyBinary, within, type EdgeStack } from './fixtures/loopback-stack.ts';
import { startServer, type LoopbackServer } from './fixtures/servers.ts';
import { hole } from './hole.ts';
import { faultKindNamed, type FaultKindName } from './kinds.ts';

const binary = toxiproxyBinary(process.env);

const bites: readonly [FaultKindName, Record<string, unknown>][] = [
  ['cut', {}],
  ['hole', {}],
  ['latency', { latency: '120ms' }],
  ['latency', { latency: '100ms', jitter: '40ms', stream: 'upstream' }],
  ['latency', { latency: '100ms', share: 0.5 }],
  ['bandwidth', { rateKBps: 50 }],
  ['bandwidth', { rateKBps: 200, stream: 'upstream' }],
  ['slow-close', { delay: '300ms' }],
  ['slow-close', { delay: '300ms', stream: 'upstream' }],
  ['timeout', { timeout: '300ms' }],
  ['timeout', { timeout: '200ms', stream: 'upstream' }],
  ['reset-peer', {}],
  ['reset-peer', { after: '200ms', stream: 'upstream' }],
  ['slicer', { averageBytes: 64, delay: '5ms' }],
  ['slicer', { averageBytes: 100, variationBytes: 20, delay: '500us', stream: 'upstream' }],
  ['limit-data', { bytes: '4KiB' }],
  ['limit-data', { bytes: 2000, stream: 'upstream' }],
  ['hole', { share: 0.3 }],
  ['reset-peer', { share: 0.3 }],
  ['reset-peer', { share: 0.9, stream: 'upstream' }],
  ['limit-data', { bytes: 2000, share: 0.1 }],
];
const biteless: readonly [FaultKindName, Record<string, unknown>][] = [
  ['bandwidth', { rateKBps: 2_000_000 }],
];
/** What was meant for a share, and hits none, all, or most. */
const wrongShares = (['reset-peer', 'hole', 'latency'] as const).flatMap((name, index) =>
  [0, 1, ...(index === 0 ? [0.97] : [])].map((toxicity) => ({
    name,
    toxicity,
    edge: `redis-wrong-${index}-${toxicity}`,
  })),
);
// Each test has an edge of its own; one after the other, since what they measure is time.
const onEdges = bites.map(([name, config], index) => ({ name, config, edge: `redpanda-${index}` }));
// The other protocols matter to what is said over a connection, not to its end.
for (const service of ['redis', 'api'])
  for (const [index, [name, config]] of bites.entries())
    if (['hole', 'latency', 'bandwidth', 'limit-data'].includes(name) && config['share'] === undefined)
      onEdges.push({ name, config, edge: `${service}-${index}` });
const noBite = biteless.map(([name, config], index) => ({ name, config, edge: `redis-no-${index}` }));
const single = [
  'mute-hole',
  'mute-cut',
  'redis-down',
  'redis-healed',
  ...wrongShares.map(({ edge }) => edge),
];

describe('faults of edges', { timeout: 60_000 }, () => {
  const servers: LoopbackServer[] = [];
  let edges: EdgeStack;
  let stack: Stack;

  beforeAll(async () => {
    for (const speaks of ['kafka', 'redis', 'http', null] as const) servers.push(await startServer(speaks));
    const ports = {
      redpanda: servers[0]?.port,
      redis: servers[1]?.port,
      api: servers[2]?.port,
      mute: servers[3]?.port,
    };
    const names = [...onEdges.map(({ edge }) => edge), ...noBite.map(({ edge }) => edge), ...single];
    const upstreamOf = (edge: string) => {
      const service = edge.split('-')[0] as keyof typeof ports;
      return `${service}:${ports[service]}`;
    };
    edges = await startEdgeStack(
      binary ?? '',
      Object.fromEntries(names.map((name) => [name, upstreamOf(name)])),
    );
    stack = edges.stack;
  });
  afterAll(async () => {
    await edges?.stop();
    for (const server of servers) await server.close();
  });

  /** Through JSON, as another process would have it. */
  const throughJson = (undo: Json): Json => JSON.parse(JSON.stringify(undo)) as Json;

  const play = async (name: FaultKindName, config: Record<string, unknown>) => {
    const kind = faultKindNamed(name);
    if (kind === null) throw new Error(name);
    const fault = kind.create(kind.schema.parse(config));
    try {
      const undo = throughJson(await fault.prepare(stack, within(15_000)));
      await fault.inject(undo, stack, within(5000));
      const confirmed = await fault.confirm(undo, stack, within(20_000));
      const before = await kind.gone(undo, stack, within(15_000));
      await kind.heal(undo, stack, within(5000));
      await kind.heal(undo, stack, within(5000));
      return { confirmed, before, gone: await kind.gone(undo, stack, within(15_000)) };
    } finally {
      await fault.close();
    }
  };

  it.each(onEdges)('bites and is healed: $name $config on $edge', async ({ name, config, edge }) => {
    const { confirmed, before, gone } = await play(name, { edge, ...config });
    expect(confirmed).toMatchObject({ verdict: 'pass' });
    expect(before.verdict).not.toBe('pass');
    expect(gone).toMatchObject({ verdict: 'pass' });
    expect(await stack.edges.toxics(edge, within(2000))).toEqual([]);
  });

  it.each(noBite)('is noticed when it does not bite: $name $config', async ({ name, config, edge }) => {
    expect((await play(name, { edge, ...config })).confirmed.verdict).not.toBe('pass');
  });

  it.each(wrongShares)(
    'is noticed when $toxicity of the connections are hit instead of 0.3: $name',
    async ({ name, toxicity, edge }) => {
      const kind = faultKindNamed(name);
      const fault = kind?.create(
        kind.schema.parse({ edge, share: 0.3, ...(name === 'latency' && { latency: '60ms' }) }),
      );
      const undo = (await fault?.prepare(stack, within(15_000))) ?? null;
      const wrong: Stack = {
        ...stack,
        edges: {
          ...stack.edges,
          addToxic: (on, state, ctx) => stack.edges.addToxic(on, { ...state, toxicity }, ctx),
        },
      };
      await fault?.inject(undo, wrong, within(5000));
      expect((await fault?.confirm(undo, stack, within(10_000)))?.verdict).not.toBe('pass');
      await fault?.close();
    },
  );

  it('says that it can not know where nobody answered before', async () => {
    expect((await play('hole', { edge: 'mute-hole' })).confirmed.verdict).toBe('unknown');
    expect((await play('cut', { edge: 'mute-cut' })).confirmed.verdict).toBe('pass');
  });

  it('does not begin on an edge that is down', async () => {
    const edge = 'redis-down';
    await stack.edges.setEnabled(edge, false, within(2000));
    const down = { code: 'fault-target-down' };
    await expect(play('latency', { edge, latency: '1s' })).rejects.toMatchObject(down);
    await expect(play('cut', { edge })).rejects.toMatchObject(down);
  });

  it('notices that somebody else has taken it away', async () => {
    const fault = hole.create({ edge: 'redis-healed', share: 1 });
    const undo = await fault.prepare(stack, within(5000));
    await fault.inject(undo, stack, within(5000));
    await hole.heal(undo, stack, within(5000));
    expect((await fault.confirm(undo, stack, within(1500))).verdict).toBe('fail');
    await fault.close();
  });
});
