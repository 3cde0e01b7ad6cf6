// The stack's dependency edges: Toxiproxy's proxies, cut, poisoned and mended. Never by /reset, which would undo others' cuts too.
import type { Toxiproxy } from 'toxiproxy-node-client';
import type { Dialer } from '../core/addresses.ts';
import type { Context } from '../core/clock.ts';
import { GamedayError } from '../core/errors.ts';
import type { Edge, Edges, ToxicState } from './stack.ts';
import { isAbsent, isHung, isPortTaken, toxiproxyClient } from './toxiproxy-api.ts';

interface ProxyState {
  readonly enabled: boolean;
  readonly toxics: readonly ToxicState[];
}

export const createEdges = (edges: readonly Edge[], dialer: Dialer): Edges => {
  const call = async <Result>(
    name: string,
    ctx: Context,
    use: (client: Toxiproxy, edge: Edge) => Promise<Result>,
  ): Promise<Result> => use(toxiproxyClient(dialer, ctx), known(edges, name));

  return {
    list: () => edges,
    enabled: (name, ctx) =>
      call(name, ctx, async (client, edge) => (await read(client, edge))?.enabled ?? false),
    setEnabled: (name, enabled, ctx) =>
      call(name, ctx, async (client, edge) => {
        const proxy = await orMade(client, edge, ctx);
        // Told what it is already, Toxiproxy starts the proxy anew and breaks every connection over it.
        if (proxy.enabled === enabled) return;
        await proxy.update({ enabled, listen: listenOf(edge), upstream: edge.upstream });
      }),
    toxics: (name, ctx) => call(name, ctx, async (client, edge) => (await read(client, edge))?.toxics ?? []),
    addToxic: (name, toxic, ctx) =>
      call(name, ctx, async (client, edge) => {
        await without(client, edge, toxic.name, ctx);
        await add(client, edge, toxic);
      }),
    removeToxic: (name, toxic, ctx) => call(name, ctx, (client, edge) => without(client, edge, toxic, ctx)),
  };
};

const known = (edges: readonly Edge[], name: string): Edge => {
  const edge = edges.find((candidate) => candidate.name === name);
  if (edge !== undefined) return edge;
  throw new GamedayError({
    code: 'unknown-edge',
    message: `the stack has no dependency edge "${name}"`,
    hint: `there are: ${edges.map((candidate) => candidate.name).join(', ') || 'none'}`,
  });
};

const listenOf = (edge: Edge): string => `0.0.0.0:${edge.listenPort}`;
const pathOf = (client: Toxiproxy, edge: Edge): string => `${client.host}/proxies/${edge.name}`;

// Not client.get(): the client's Proxy leaves out the toxics. Null: somebody was ended between deleting and making it anew.
const read = async (client: Toxiproxy, edge: Edge): Promise<ProxyState | null> => {
  try {
    return (await client.api.get<ProxyState>(pathOf(client, edge))).data;
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
};

const orMade = async (client: Toxiproxy, edge: Edge, ctx: Context) => {
  try {
    return await client.get(edge.name);
  } catch (error) {
    if (isAbsent(error)) return create(client, edge, false, ctx);
    throw error;
  }
};

const portFreeWithinMs = 5000;
const lookEveryMs = 50;

/** Always where one was before: a proxy that hung is gone from the list some time before its port is free. */
const create = async (
  client: Toxiproxy,
  edge: Edge,
  enabled: boolean,
  { clock, signal }: Context,
): ReturnType<Toxiproxy['createProxy']> => {
  const proxy = { name: edge.name, listen: listenOf(edge), upstream: edge.upstream, enabled };
  const untilMs = clock.monotonicMs() + portFreeWithinMs;
  for (;;) {
    try {
      return await client.createProxy(proxy);
    } catch (error) {
      if (!isPortTaken(error) || clock.monotonicMs() > untilMs) throw error;
      await clock.sleep(lookEveryMs, signal);
    }
  }
};

const add = async (client: Toxiproxy, edge: Edge, toxic: ToxicState): Promise<void> => {
  await client.api.post(`${pathOf(client, edge)}/toxics`, toxic);
};

/** Leaves the proxy without this toxic, and there. */
const without = async (client: Toxiproxy, edge: Edge, toxic: string, ctx: Context): Promise<void> => {
  const before = await read(client, edge);
  if (before === null) {
    await create(client, edge, true, ctx);
    return;
  }
  if (!before.toxics.some((other) => other.name === toxic)) return;
  try {
    await client.api.delete(`${pathOf(client, edge)}/toxics/${toxic}`);
  } catch (error) {
    if (isAbsent(error)) return;
    if (!isHung(error)) throw error;
    await makeAnew(client, edge, before, toxic, ctx);
  }
};

/** With the toxics that it had, but one. Its connections break, which a hung removal leaves without hope anyway. */
const makeAnew = async (
  client: Toxiproxy,
  edge: Edge,
  before: ProxyState,
  but: string,
  ctx: Context,
): Promise<void> => {
  try {
    await client.api.delete(pathOf(client, edge));
  } catch (error) {
    if (!isAbsent(error)) throw stuck(edge, error);
  }
  await create(client, edge, before.enabled, ctx);
  for (const toxic of before.toxics.filter((other) => other.name !== but)) await add(client, edge, toxic);
};

const stuck = (edge: Edge, cause: unknown): GamedayError =>
  new GamedayError({
    code: 'toxiproxy-hung',
    exitCode: 5,
    message: `the edge ${edge.name} can't be mended: Toxiproxy's control hangs, also on deleting the proxy`,
    hint: 'restart the toxiproxy container: its proxies come up again without toxics',
    cause,
  });
