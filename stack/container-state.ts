// A container's state in our words, from the engine's description of it.
import type Dockerode from 'dockerode';
import type { ContainerState } from './stack.ts';

/** Docker's own, where neither image nor Compose file says otherwise. */
const defaultStopGraceSeconds = 10;

/** The types lack what the engine has said since API 1.25. */
interface StopConfig {
  readonly StopTimeout?: number | null;
}

export const containerState = (service: string, info: Dockerode.ContainerInspectInfo): ContainerState => ({
  service,
  id: info.Id,
  name: info.Name.replace(/^\//, ''),
  status: statusOf(info.State.Status),
  exitCode: info.State.ExitCode,
  oomKilled: info.State.OOMKilled,
  startedAt: info.State.StartedAt,
  init: info.HostConfig.Init === true,
  memoryLimitBytes: limitOf(info.HostConfig.Memory),
  memorySwapLimitBytes: limitOf(info.HostConfig.MemorySwap),
  networks: Object.fromEntries(
    Object.entries(info.NetworkSettings.Networks).map(([name, { IPAddress, Aliases }]) => [
      name,
      {
        address: IPAddress,
        aliases: ((Aliases ?? []) as readonly string[]).filter((alias) => !isOwnId(alias, info.Id)),
      },
    ]),
  ),
  stopGraceSeconds: (info.Config as StopConfig).StopTimeout ?? defaultStopGraceSeconds,
});

const statuses = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'] as const;

const statusOf = (text: string): ContainerState['status'] =>
  statuses.find((status) => status === text) ?? 'dead';

/** A lifted limit stays in the engine's books as a number that no machine reaches. */
const limitOf = (bytes: number | undefined): number =>
  bytes === undefined || bytes > Number.MAX_SAFE_INTEGER ? 0 : bytes;

// The engine adds the short id by itself; given back to it as an alias, it would outlive the container's recreation.
const isOwnId = (alias: string, id: string): boolean => alias.length >= 12 && id.startsWith(alias);
