// The few calls to the container engine that stand-ins make, over its socket. The system is the one of the operator's environment.
import { request } from 'node:http';

export interface Container {
  readonly id: string;
  readonly name: string;
  readonly service: string;
  readonly number: number;
  readonly image: string;
  /** created, running, paused, restarting, exited, dead. */
  readonly state: string;
  readonly exitCode: number;
  readonly oomKilled: boolean;
  readonly pid: number;
  readonly restarts: number;
  /** RFC 3339. */
  readonly createdAt: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly address: string;
  readonly ports: readonly string[];
  readonly env: readonly string[];
  readonly restartPolicy: string;
}

export interface Usage {
  readonly cpuCores: number;
  readonly memoryBytes: number;
}

export interface Engine {
  /** Of all services of the system, in order of service and number. */
  containers(): Promise<readonly Container[]>;
  act(container: Container, action: 'start' | 'stop' | 'restart' | 'kill', signal?: string): Promise<void>;
  usage(container: Container): Promise<Usage>;
}

/** Says no more than the real tools would; the engine's own words are behind it. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}

export const createEngine = (socketPath: string, project: string): Engine => {
  const ask = async <Answer>(method: string, path: string): Promise<Answer> =>
    JSON.parse((await call(socketPath, method, path)) || 'null') as Answer;
  return {
    containers: async () => {
      const filters = encodeURIComponent(
        JSON.stringify({ label: [`com.docker.compose.project=${project}`] }),
      );
      const listed = await ask<readonly { readonly Id: string }[]>(
        'GET',
        `/containers/json?all=1&filters=${filters}`,
      );
      const found = await Promise.all(
        listed.map(({ Id }) => ask<Inspected>('GET', `/containers/${Id}/json`).catch(() => null)),
      );
      return found
        .filter((one) => one !== null && one.Config.Labels['com.docker.compose.oneoff'] !== 'True')
        .map((one) => containerOf(one as Inspected))
        .sort((a, b) => (a.service === b.service ? a.number - b.number : a.service < b.service ? -1 : 1));
    },
    act: async ({ id }, action, signal) => {
      await call(
        socketPath,
        'POST',
        `/containers/${id}/${action}${signal === undefined ? '' : `?signal=${signal}`}`,
      );
    },
    usage: async ({ id }) => usageOf(await ask<Stats>('GET', `/containers/${id}/stats?stream=false`)),
  };
};

interface Inspected {
  readonly Id: string;
  readonly Name: string;
  readonly Created: string;
  readonly RestartCount: number;
  readonly State: {
    readonly Status: string;
    readonly ExitCode: number;
    readonly OOMKilled: boolean;
    readonly Pid: number;
    readonly StartedAt: string;
    readonly FinishedAt: string;
  };
  readonly Config: {
    readonly Image: string;
    readonly Labels: Readonly<Record<string, string>>;
    readonly Env?: readonly string[] | null;
    readonly ExposedPorts?: Readonly<Record<string, unknown>> | null;
  };
  readonly HostConfig: { readonly RestartPolicy?: { readonly Name: string } };
  readonly NetworkSettings: { readonly Networks: Readonly<Record<string, { readonly IPAddress: string }>> };
}

const containerOf = (one: Inspected): Container => ({
  id: one.Id,
  name: one.Name.replace(/^\//, ''),
  service: one.Config.Labels['com.docker.compose.service'] ?? '',
  number: Number(one.Config.Labels['com.docker.compose.container-number'] ?? 1),
  image: one.Config.Image,
  state: one.State.Status,
  exitCode: one.State.ExitCode,
  oomKilled: one.State.OOMKilled,
  pid: one.State.Pid,
  restarts: one.RestartCount,
  createdAt: one.Created,
  startedAt: one.State.StartedAt,
  finishedAt: one.State.FinishedAt,
  address: Object.values(one.NetworkSettings.Networks)[0]?.IPAddress ?? '',
  ports: Object.keys(one.Config.ExposedPorts ?? {}),
  env: one.Config.Env ?? [],
  restartPolicy: one.HostConfig.RestartPolicy?.Name ?? 'no',
});

interface Cpu {
  readonly cpu_usage: { readonly total_usage: number };
  readonly system_cpu_usage?: number;
  readonly online_cpus?: number;
}
interface Stats {
  readonly cpu_stats: Cpu;
  readonly precpu_stats: Cpu;
  readonly memory_stats: { readonly usage?: number };
}

const usageOf = ({ cpu_stats: now, precpu_stats: before, memory_stats }: Stats): Usage => {
  const system = (now.system_cpu_usage ?? 0) - (before.system_cpu_usage ?? 0);
  const own = now.cpu_usage.total_usage - before.cpu_usage.total_usage;
  const cpuCores = system > 0 ? (own / system) * (now.online_cpus ?? 1) : 0;
  return { cpuCores, memoryBytes: memory_stats.usage ?? 0 };
};

const call = (socketPath: string, method: string, path: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const asked = request({ socketPath, method, path, headers: { host: 'docker' } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        // 304: it is so already.
        if ((answer.statusCode ?? 500) < 400) resolve(answer.statusCode === 304 ? '' : text);
        else reject(new EngineError(messageIn(text)));
      });
    });
    asked.on('error', ({ message }) => reject(new EngineError(message)));
    asked.end();
  });

const messageIn = (text: string): string => {
  try {
    return (JSON.parse(text) as { readonly message?: string }).message ?? text;
  } catch {
    return text;
  }
};
