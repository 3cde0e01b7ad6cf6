// What `docker exec` started in other containers lives on when its client is ended: found by its command line, and ended too.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type Dockerode from 'dockerode';
import type { Context } from '../core/clock.ts';
import { GamedayError } from '../core/errors.ts';
import { listContainers } from './containers.ts';
import { callEngine, statusOf } from './engine-call.ts';
import { execIn, type CommandLine } from './exec.ts';
import { createKernel } from './kernel.ts';

const kernel = createKernel();
const endWithinMs = 10_000;
const lookEveryMs = 50;
// A client may have asked for its command in the moment before it was ended: the engine then starts it a little later.
const quietLooks = 3;

/**
 * `clients` are the command lines of what was ended in the operator. A GamedayError (`exec-not-ended`) when what they
 * started still runs after 10 s; what a paused container holds ends as soon as it goes on, and isn't waited for.
 */
export const endOutlived = async (
  docker: Dockerode,
  system: string,
  clients: readonly CommandLine[],
  ctx: Context,
): Promise<void> => {
  const execs = clients.filter(isDockerExec);
  if (execs.length === 0) return;
  const untilMs = ctx.clock.monotonicMs() + endWithinMs;
  for (let quiet = 0; quiet < quietLooks;) {
    const found = await endFound(docker, system, execs, ctx);
    quiet = found === 0 ? quiet + 1 : 0;
    if (ctx.clock.monotonicMs() > untilMs) throw notEnded(system, found);
    await ctx.clock.sleep(lookEveryMs, ctx.signal);
  }
};

const notEnded = (system: string, left: number): GamedayError =>
  new GamedayError({
    code: 'exec-not-ended',
    message: `${left} command(s) that the operator started in containers of ${system} could not be ended within ${endWithinMs} ms`,
  });

/** How many of the clients' commands are at work in containers that aren't paused; each was sent what ends it. */
const endFound = async (
  docker: Dockerode,
  system: string,
  execs: readonly CommandLine[],
  ctx: Context,
): Promise<number> => {
  let found = 0;
  for (const { id, name, state } of await listContainers(docker, system, ctx)) {
    if (state !== 'running' && state !== 'paused') continue;
    const pids = await startedBy(docker, id, execs, ctx);
    for (const pid of pids) await endTree(docker.getContainer(id), name, pid, ctx);
    if (state === 'running') found += pids.length;
  }
  return found;
};

const isDockerExec = (line: CommandLine): boolean =>
  /^docker(-compose)?$/.test(basename(line[0] ?? '')) && line.includes('exec');

/** The engine's numbers of the processes whose command line is the end of one of the clients'; 0 while it starts one. */
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

/** All that a command started, what left its session included: held first, so that nothing forks meanwhile. */
const endTree = async (
  container: Dockerode.Container,
  name: string,
  enginePid: number,
  ctx: Context,
): Promise<void> => {
  let sessions: ReadonlySet<number> = new Set();
  for (const signal of ['STOP', 'STOP', 'KILL'] as const) {
    const all = await processesOf(container.id);
    const root = all.find((process) => process.enginePid === enginePid);
    const tree = [
      ...descendants(all, root),
      ...all.filter((process) => process === root || sessions.has(process.session)),
    ];
    sessions = new Set([...sessions, ...tree.map(({ session }) => session)]);
    await send(signal, container, name, tree, ctx);
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

const send = async (
  signal: 'STOP' | 'KILL',
  container: Dockerode.Container,
  name: string,
  tree: readonly Process[],
  ctx: Context,
): Promise<void> => {
  if (tree.length === 0) return;
  try {
    for (const { pid } of tree) sendOne(`SIG${signal}`, pid);
  } catch {
    // Not ours to end, where gameday isn't root: then by a shell in the container.
    const argv = ['sh', '-c', 'kill -s "$@"', 'sh', signal, ...tree.map(({ ownPid }) => String(ownPid))];
    await execIn(container, name, { argv, user: '0' }, ctx);
  }
};

const sendOne = (signal: 'SIGSTOP' | 'SIGKILL', pid: number): void => {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return;
    throw error;
  }
};
