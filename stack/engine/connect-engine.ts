// The connection to a Docker Engine, once it is known that gameday can work with it.
import { readFileSync, readlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import Docker from 'dockerode';
import { messageOf } from '../../core/errors.ts';
import { holderOf } from './engine-record.ts';
import { notYet, unreachable, type EngineTarget } from './find-engine.ts';

export interface Engine {
  readonly docker: Docker;
  readonly kind: EngineTarget['kind'];
  /** The engine's own name for itself: a private engine's keeps apart what runs at the same time. */
  readonly id: string;
  readonly version: string;
  readonly apiVersion: string;
  readonly socket: string;
  /** The socket's path as the engine sees it: for containers that are given the socket. */
  readonly socketForBindMount: string;
  readonly cgroupVersion: 1 | 2;
  readonly cgroupDriver: 'cgroupfs' | 'systemd';
}

/** Throws GamedayError, exit 64, when it can't be reached or is of a sort that is not supported. */
export const connectEngine = async (target: EngineTarget): Promise<Engine> => {
  const docker = new Docker({ socketPath: target.socket });
  const [version, info] = await ask(docker, target.socket);
  demandLocal(info, target.socket);
  await demandSameNetwork(docker, target.socket);
  return {
    docker,
    kind: target.kind,
    id: info.Name,
    version: version.Version,
    apiVersion: version.ApiVersion,
    socket: target.socket,
    socketForBindMount: target.socket,
    cgroupVersion: info.CgroupVersion === '2' ? 2 : 1,
    cgroupDriver: info.CgroupDriver === 'systemd' ? 'systemd' : 'cgroupfs',
  };
};

interface EngineInfo {
  readonly Name: string;
  readonly OperatingSystem: string;
  readonly SecurityOptions?: readonly string[] | null;
  readonly CgroupVersion?: string;
  readonly CgroupDriver: string;
}

const ask = async (docker: Docker, socket: string) => {
  try {
    return await Promise.all([docker.version(), docker.info() as Promise<EngineInfo>]);
  } catch (error) {
    throw unreachable(socket, messageOf(error), error);
  }
};

const demandLocal = (info: EngineInfo, socket: string): void => {
  if (info.OperatingSystem === 'Docker Desktop') {
    throw notYet(`${socket} is Docker Desktop, whose containers run in a virtual machine`);
  }
  if (info.SecurityOptions?.some((option) => option.includes('name=rootless'))) {
    throw notYet(`${socket} is a rootless engine, whose containers can't be reached by their address`);
  }
};

/** Containers are reached by their address, so the engine's bridge must be an interface that this process sees. */
const demandSameNetwork = async (docker: Docker, socket: string): Promise<void> => {
  // Every private engine calls its bridge docker0, as the machine's engine does: there only the namespace tells.
  const holderPid = holderOf(dirname(dirname(socket)));
  if (holderPid !== null) {
    if (networkNamespace(holderPid) === networkNamespace('self')) return;
    throw notYet(
      `${socket} is a private engine, and this process runs outside its network; prefix the command with nsenter --target ${holderPid} --net`,
    );
  }
  const networks = await docker.listNetworks({ filters: { driver: ['bridge'] } });
  const bridge = networks.find(({ Name }) => Name === 'bridge')?.Options?.['com.docker.network.bridge.name'];
  if (bridge !== undefined && !ownInterfaces().includes(bridge)) {
    throw notYet(`${socket} is an engine whose network (${bridge}) this process does not see`);
  }
};

// Not os.networkInterfaces(): it leaves out a bridge without containers.
const ownInterfaces = (): readonly string[] =>
  readFileSync('/proc/net/dev', 'utf8')
    .split('\n')
    .flatMap((line) => /^\s*([^\s:]+):/.exec(line)?.[1] ?? []);

const networkNamespace = (pid: number | 'self'): string => readlinkSync(`/proc/${pid}/ns/net`);
