// A stack looked at from outside gameday: by the engine's and Toxiproxy's own APIs, and the kernel.
import { existsSync, globSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { execa } from 'execa';
import type { CacheFolders } from '../../stack/cache.ts';

export interface SeenContainer {
  readonly name: string;
  readonly id: string;
  readonly startedAt: string;
  readonly status: string;
  /** By the kernel, whatever the engine says. */
  readonly limitBytes: string;
  /** Commands that are stopped (T), by the kernel. */
  readonly stopped: readonly string[];
  readonly frozen: boolean;
}

export interface SeenStack {
  readonly containers: readonly SeenContainer[];
  /** `name enabled [toxics]`, sorted. */
  readonly proxies: readonly string[];
  /** Command lines of runbook commands that are still at work in a container. */
  readonly commands: readonly string[];
}

export interface Outside {
  look(): Promise<SeenStack>;
  /** HTTP status of a service's page, from inside the engine's network; 0 where nobody answers. */
  status(service: string, port: number, path: string): Promise<number>;
  /** What stands there; empty where nobody answers. */
  page(service: string, port: number, path: string): Promise<string>;
  /** All containers, as the engine tells them. */
  inspect(): Promise<readonly Inspected[]>;
  /** What the engine answers to a GET. */
  ask(path: string): Promise<unknown>;
  /** Standard output of a command in a container. */
  exec(container: string, ...command: readonly string[]): Promise<string>;
}

export interface Inspected {
  readonly Id: string;
  readonly Name: string;
  readonly State: { readonly StartedAt: string; readonly Status: string; readonly Pid: number };
  readonly Config: { readonly Env: readonly string[] | null; readonly Image: string };
  readonly HostConfig: { readonly MemorySwap: number };
  readonly Mounts: readonly { readonly Name?: string; readonly Destination: string }[];
  readonly NetworkSettings: {
    readonly Networks: Readonly<
      Record<string, { readonly IPAddress: string; readonly Aliases: readonly string[] | null }>
    >;
  };
}

export const outsideOf = (cache: CacheFolders, socket: string, holderPid: number): Outside => {
  const [program] = globSync(join(cache.downloads, 'docker-tools-*/docker'));
  if (program === undefined) throw new Error(`no docker command in ${cache.downloads}`);
  const ask = (path: string): Promise<unknown> => askEngine(socket, path);
  const inspectAll = async (): Promise<readonly Inspected[]> => {
    const all = (await ask('/containers/json?all=1')) as readonly { readonly Id: string }[];
    return (await Promise.all(all.map(({ Id }) => ask(`/containers/${Id}/json`)))) as readonly Inspected[];
  };
  const get = async (service: string, url: (address: string) => string, ...more: readonly string[]) => {
    const found = (await inspectAll()).find(({ Name }) => Name.includes(`-${service}-`));
    const address = Object.values(found?.NetworkSettings.Networks ?? {})[0]?.IPAddress ?? '';
    const curl = ['curl', '--silent', '--max-time', '5', ...more, url(address)];
    return await execa('nsenter', ['--target', String(holderPid), '--net', '--', ...curl], { reject: false });
  };
  return {
    ask,
    inspect: inspectAll,
    async exec(container, ...command) {
      return (await execa(program, ['--host', `unix://${socket}`, 'exec', container, ...command])).stdout;
    },
    async page(service, port, path) {
      return (await get(service, (address) => `http://${address}:${port}${path}`)).stdout;
    },
    async look() {
      const inspected = await inspectAll();
      const { stdout } = await get('toxiproxy', (address) => `http://${address}:8474/proxies`);
      return {
        containers: inspected.map(seen).toSorted((a, b) => a.name.localeCompare(b.name)),
        proxies: proxiesIn(stdout),
        commands: inspected.flatMap(({ Id }) => commandsIn(Id)),
      };
    },
    async status(service, port, path) {
      const asked = await get(
        service,
        (address) => `http://${address}:${port}${path}`,
        '-o',
        '/dev/null',
        '-w',
        '%{http_code}',
      );
      return Number(asked.stdout);
    },
  };
};

const askEngine = (socket: string, path: string): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const asking = request({ socketPath: socket, path }, (answer) => {
      text(answer).then((body) => resolve(JSON.parse(body)), reject);
    });
    asking.once('error', reject);
    asking.end();
  });

const seen = ({ Id, Name, State }: Inspected): SeenContainer => ({
  name: Name.slice(1),
  id: Id,
  startedAt: State.StartedAt,
  status: State.Status,
  limitBytes: cgroupText(Id, 'memory', ['memory.limit_in_bytes', 'memory.max']),
  stopped: processesOf(Id)
    .filter((pid) => /^State:\s+T/m.test(textOf(`/proc/${pid}/status`)))
    .map(commandOf),
  frozen: /FROZEN|frozen 1/.test(cgroupText(Id, 'freezer', ['freezer.state', 'cgroup.events'])),
});

const proxiesIn = (json: string): readonly string[] => {
  const proxies = JSON.parse(json) as Readonly<
    Record<string, { readonly enabled: boolean; readonly toxics: readonly { readonly name: string }[] }>
  >;
  return Object.entries(proxies)
    .map(([name, { enabled, toxics }]) => `${name} ${enabled} [${toxics.map((toxic) => toxic.name).join()}]`)
    .toSorted();
};

const cgroupsOf = (id: string): readonly string[] =>
  globSync([`/sys/fs/cgroup/*/gameday-*/${id}`, `/sys/fs/cgroup/gameday-*/${id}`]);

const cgroupText = (id: string, controller: string, files: readonly string[]): string =>
  cgroupsOf(id)
    .filter(
      (folder) =>
        folder.startsWith(`/sys/fs/cgroup/${controller}/`) || folder.startsWith('/sys/fs/cgroup/gameday-'),
    )
    .flatMap((folder) => files.map((name) => join(folder, name)).filter((file) => existsSync(file)))
    .map(textOf)
    .join('')
    .trim();

/** Of a container, as this machine numbers them: the engine has a PID namespace of its own. */
export const processesOf = (id: string): readonly string[] => [
  ...new Set(
    cgroupsOf(id).flatMap((folder) => textOf(join(folder, 'cgroup.procs')).split('\n').filter(Boolean)),
  ),
];

const commandsIn = (id: string): readonly string[] =>
  processesOf(id)
    .filter((pid) => textOf(`/proc/${pid}/environ`).includes('GAMEDAY_EXEC='))
    .map(commandOf);

/** Processes that use this cache, outside of its engines: runners, watchdogs, healers. The holders of engines are none. */
export const ownProcesses = (
  cache: CacheFolders,
): readonly { readonly pid: number; readonly command: string }[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => textOf(`/proc/${pid}/environ`).includes(`GAMEDAY_CACHE=${cache.root}`))
    .filter((pid) => linkOf(`/proc/${pid}/ns/pid`) === linkOf('/proc/self/ns/pid'))
    .map((pid) => ({ pid: Number(pid), command: commandOf(pid) }))
    .filter(({ command }) => command !== '' && !/^unshare .*inside\.sh/.test(command));

const commandOf = (pid: string): string => textOf(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // It ended while we looked.
    return '';
  }
};

const linkOf = (file: string): string => {
  try {
    return readlinkSync(file);
  } catch {
    // It ended while we looked.
    return '';
  }
};
