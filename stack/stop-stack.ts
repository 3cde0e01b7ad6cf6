// Takes a stack away with its volumes and networks: only what carries its label, whatever Compose would think belongs to it.
import type Dockerode from 'dockerode';
import type { Context } from '../core/clock.ts';
import { GamedayError, messageOf } from '../core/errors.ts';
import type { Engine } from './engine/connect-engine.ts';
import { callEngine, statusOf } from './engine-call.ts';
import { ours } from './labels.ts';

/** Removing what is absent is success. One thing that can't be removed does not keep the others; it is an error at the end. */
export const stopStack = async (
  engine: Pick<Engine, 'docker'>,
  system: string,
  ctx: Context,
): Promise<void> => {
  const { docker } = engine;
  const filters = ours(system);
  const failures: unknown[] = [];
  const list = <Item>(what: string, call: (abortSignal: AbortSignal) => Promise<Item>): Promise<Item> =>
    callEngine(`list the ${what} of ${system}`, ctx, call);

  const containers = await list('containers', (abortSignal) =>
    docker.listContainers({ all: true, filters, abortSignal }),
  );
  await removeAll(containers, failures, ({ Id, Names }) =>
    callEngine(`remove ${Names[0] ?? Id}`, ctx, (abortSignal) =>
      docker.getContainer(Id).remove({ force: true, v: true, abortSignal }),
    ),
  );
  const networks = await list('networks', (abortSignal) => docker.listNetworks({ filters, abortSignal }));
  const volumes = await list('volumes', (abortSignal) => docker.listVolumes({ filters, abortSignal }));
  await removeAll(networks, failures, ({ Id, Name }) =>
    callEngine(`remove the network ${Name}`, ctx, (abortSignal) =>
      docker.getNetwork(Id).remove({ abortSignal }),
    ),
  );
  await removeAll(volumes.Volumes ?? [], failures, ({ Name }: Dockerode.VolumeInspectInfo) =>
    callEngine(`remove the volume ${Name}`, ctx, (abortSignal) =>
      docker.getVolume(Name).remove({ abortSignal }),
    ),
  );
  if (failures.length > 0) throw notRemoved(system, failures);
};

const removeAll = async <Item>(
  items: readonly Item[],
  failures: unknown[],
  remove: (item: Item) => Promise<unknown>,
): Promise<void> => {
  const results = await Promise.allSettled(items.map(remove));
  for (const result of results) {
    if (result.status === 'fulfilled') continue;
    const status = statusOf(result.reason);
    if (status !== 404 && !(status === 409 && alreadyUnderWay(result.reason))) failures.push(result.reason);
  }
};

const alreadyUnderWay = (error: unknown): boolean => messageOf(error).includes('already in progress');

const notRemoved = (system: string, failures: readonly unknown[]): GamedayError =>
  new GamedayError({
    code: 'not-removed',
    exitCode: 5,
    message: `something of the stack ${system} is left:\n${failures.map(messageOf).join('\n')}`,
    hint: 'a network can be removed once no container of somebody else is on it',
    cause: failures[0],
  });
