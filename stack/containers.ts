// The stack's containers as the engine lists them, and the one that stands for a service.
import type Dockerode from 'dockerode';
import type { Context } from '../core/clock.ts';
import { GamedayError } from '../core/errors.ts';
import { callEngine } from './engine-call.ts';
import {
  composeNumberLabel,
  composeOneOffLabel,
  composeProjectLabel,
  composeServiceLabel,
  ours,
} from './labels.ts';

export interface ListedContainer {
  readonly id: string;
  readonly name: string;
  readonly project: string;
  readonly service: string;
  /** Which of a scaled service's containers, from 1. */
  readonly number: number;
  readonly state: string;
  /** As `docker ps` words it, e.g. `Exited (137) 3 seconds ago`. */
  readonly status: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Network name → address, without those that have none. */
  readonly addresses: Readonly<Record<string, string>>;
}

/** All of both projects, dead ones too; one-off containers of `compose run` are left out. */
export const listContainers = async (
  docker: Dockerode,
  system: string,
  ctx: Context,
): Promise<readonly ListedContainer[]> => {
  const listed = await callEngine(`list the containers of ${system}`, ctx, (abortSignal) =>
    docker.listContainers({ all: true, filters: ours(system), abortSignal }),
  );
  return listed
    .filter((info) => info.Labels[composeOneOffLabel] !== 'True' && composeServiceLabel in info.Labels)
    .map(toListed)
    .sort((left, right) => left.number - right.number);
};

/** The first container of a service; a GamedayError when there is none. */
export const containerOf = async (
  docker: Dockerode,
  system: string,
  service: string,
  ctx: Context,
): Promise<ListedContainer> => {
  const containers = await listContainers(docker, system, ctx);
  const found = containers.find((container) => container.service === service);
  if (found !== undefined) return found;
  throw unknownService(system, service, containers);
};

export const unknownService = (
  system: string,
  service: string,
  containers: readonly ListedContainer[],
): GamedayError =>
  new GamedayError({
    code: 'unknown-service',
    message: `the stack ${system} has no container of a service "${service}"`,
    hint: `there are: ${[...new Set(containers.map((container) => container.service))].sort().join(', ') || 'none'}`,
  });

const toListed = (info: Dockerode.ContainerInfo): ListedContainer => ({
  id: info.Id,
  name: (info.Names[0] ?? info.Id).replace(/^\//, ''),
  project: info.Labels[composeProjectLabel] ?? '',
  service: info.Labels[composeServiceLabel] ?? '',
  number: Number(info.Labels[composeNumberLabel] ?? 1),
  state: info.State,
  status: info.Status,
  labels: info.Labels,
  addresses: Object.fromEntries(
    Object.entries(info.NetworkSettings?.Networks ?? {})
      .map(([network, { IPAddress }]) => [network, IPAddress] as const)
      .filter(([, address]) => address !== ''),
  ),
});
