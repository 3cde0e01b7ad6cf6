// What `docker exec` started in other containers lives on when its client is ended: found by its command line, and ended too.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type Dockerode from 'dockerode';
import type { Context } from '../core/clock.ts';
import { listContainers } from './containers.ts';
import { callEngine, statusOf } from './engine-call.ts';
import { execIn, type CommandLine } from './exec.ts';
import { createKernel } from './kernel.ts';

const kernel = createKernel();

/** `clients` are the command lines of what was ended in the operator. */
export const endOutlived = async (
  docker: Dockerode,
  system: string,
  clients: readonly CommandLine[],
  ctx: Context,
): Promise<void> => {
  const execs = clients.filter(isDockerExec);
  if (execs.length === 0) return;
  for (const { id, name, state } of await listContainers(docker, system, ctx)) {
    // In a paused one it ends as soon as it goes on.
    if (state !== 'running' && state !== 'paused') continue;
    const pids = await startedBy(docker, id, execs, ctx);
    for (const pid of pids) await endTree(docker.getContainer(id), name, pid, ctx);
  }
};

const isDockerExec = (line: CommandLine): boolean =>
  /^docker(-compose)?$/.test(basename(line[0] ?? '')) && line.includes('exec');

/** The engine's numbers of the processes whose command line is the end of one of the clients'. */
const startedBy = async (
  docker: Dockerode,
  id: string,
  clients: readonly CommandLine[],
  ctx: Context,
): Promise<readonly number[]> => {
  const found = await unlessGone(
    callEngine('look for commands that outlived their client', ctx, (abortSignal) =>
      docker.getContainer(id).inspect({ abortSignal }),
    ),
  );
  const execs = await Promise.all((found?.ExecIDs ?? []).map((exec) => inspectExec(docker, exec, ctx)));
  return execs.flatMap((exec) => {
    if (exec === null || !exec.Running) return [];
    const line = [exec.ProcessConfig.entrypoint, ...exec.ProcessConfig.arguments];
    return clients.some((client) => endsWith(client, line)) ? [exec.Pid] : [];
  });
};

const inspectExec = (
  docker: Dockerode,
  id: string,
  ctx: Context,
): Promise<Dockerode.ExecInspectInfo | null> =>
  unlessGone(
    callEngine('look at a command', ctx, (abortSignal) => docker.getExec(id).inspect({ abortSignal })),
  );

/** A container that went meanwhile took its processes along. */
const unlessGone = async <Found>(asked: Promise<Found>): Promise<Found | null> => {
  try {
    return await asked;
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
};

const endsWith = (client: CommandLine, line: CommandLine): boolean =>
  client.length > line.length && line.every((word, index) => client.at(index - line.length) === word);

interface Process {
  readonly pid: number;
  readonly parentPid: number;
  readonly session: number;
  readonly enginePid: number;
  readonly ownPid: number;
}

// What is being ended may fork meanwhile.
const rounds = 5;

const endTree = async (
  container: Dockerode.Container,
  name: string,
  enginePid: number,
  ctx: Context,
): Promise<void> => {
  let sessions: readonly number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const all = await processesOf(container.id);
    const root = all.find((process) => process.enginePid === enginePid);
    if (root !== undefined) sessions = [...sessions, root.session];
    const tree = [...descendants(all, root), ...all.filter(({ session }) => sessions.includes(session))];
    if (tree.length === 0) return;
    await kill(container, name, tree, ctx);
  }
};

const descendants = (all: readonly Process[], root: Process | undefined): readonly Process[] => {
  if (root === undefined) return [];
  return all
    .filter(({ parentPid }) => parentPid === root.pid)
    .flatMap((child) => [child, ...descendants(all, child)]);
};

const processesOf = async (containerId: string): Promise<readonly Process[]> => {
  const listed = (await kernel.processes(containerId)) ?? [];
  const alive = listed.filter(({ state }) => state !== 'Z' && state !== 'X');
  return (await Promise.all(alive.map(({ pid }) => processOf(pid)))).filter((process) => process !== null);
};

const processOf = async (pid: number): Promise<Process | null> => {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const numbers = (name: string): readonly number[] =>
      (new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? '').split(/\s+/).map(Number);
    // Outermost namespace first; the last is the container's own, the engine's is the one above.
    const levels = numbers('NSpid');
    const ownPid = levels.at(-1) ?? pid;
    return {
      pid,
      ownPid,
      enginePid: levels.at(-2) ?? ownPid,
      parentPid: numbers('PPid')[0] ?? 0,
      session: numbers('NSsid')[0] ?? 0,
    };
  } catch {
    // Gone: that is what is wanted.
    return null;
  }
};

const kill = async (
  container: Dockerode.Container,
  name: string,
  tree: readonly Process[],
  ctx: Context,
): Promise<void> => {
  try {
    for (const { pid } of tree) killOne(pid);
  } catch {
    // Not ours to kill, where gameday isn't root: then by a shell in the container.
    const argv = ['sh', '-c', 'kill -s KILL "$@"', 'sh', ...tree.map(({ ownPid }) => String(ownPid))];
    await execIn(container, name, { argv, user: '0' }, ctx);
  }
};

const killOne = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return;
    throw error;
  }
};
