// Ends private engines and removes what is left of those that were killed.
import { existsSync } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Clock } from '../../core/clock.ts';
import { GamedayError } from '../../core/errors.ts';
import type { CacheFolders } from '../cache.ts';
import { identify, liveness, type ProcessIdentity } from '../processes.ts';
import { cgroupFolders, removeCgroups, thaw } from './engine-cgroups.ts';
import {
  engineFolder,
  engineProcesses,
  isDead,
  listRecords,
  readRecord,
  type EngineRecord,
} from './engine-record.ts';

/** Called with the folder of an engine that is proved to have ended, before the folder goes. */
export type OnEnded = (folder: string) => void;

/** Ends it if it runs, and removes everything of it. An unknown id is success: it is gone. */
export const stopPrivateEngine = async (
  cache: CacheFolders,
  id: string,
  clock: Clock,
  onEnded?: OnEnded,
): Promise<void> => {
  const record = readRecord(cache, id);
  if (record !== null) await endEngine(cache, record, clock, onEnded);
};

/** Removes what engines left that nothing holds any more; gives their ids. */
export const sweepEngines = async (
  cache: CacheFolders,
  clock: Clock,
  onEnded?: OnEnded,
): Promise<readonly string[]> => {
  const dead = (await listRecords(cache)).filter((record) => isDead(cache, record));
  for (const record of dead) {
    await endEngine(cache, record, clock, onEnded);
  }
  await Promise.all([removeUnfinished(cache), pruneLogs(cache)]);
  return dead.map(({ id }) => id);
};

const endEngine = async (
  cache: CacheFolders,
  record: EngineRecord,
  clock: Clock,
  onEnded?: OnEnded,
): Promise<void> => {
  const { holder, init } = engineProcesses(cache, record);
  // A clone is thrown away, so it needs no orderly end; the image store does.
  if (record.dataFolder === cache.store) await endOrderly(init, clock);
  signalIfAlive(holder, 'SIGKILL');
  signalIfAlive(init, 'SIGKILL');
  thaw(record.cgroupParent);
  const gone = await within(10_000, clock, () => !isAlive(holder) && !isAlive(init));
  const removed = gone && (await within(5_000, clock, () => removeCgroups(record.cgroupParent)));
  if (!removed) throw stillThere(record, holder, init);
  onEnded?.(engineFolder(cache, record.id));
  await removeFolder(cache, record.id);
};

/** Under a name that the next sweep knows: a removal that is cut short may have lost the record already. */
const removeFolder = async (cache: CacheFolders, id: string): Promise<void> => {
  const leftover = join(cache.engines, `.${id}.${process.pid}`);
  try {
    await rename(engineFolder(cache, id), leftover);
  } catch (error) {
    // Somebody else ended it too, and was quicker.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw error;
  }
  await execa('rm', ['-rf', leftover]);
};

const endOrderly = async (init: ProcessIdentity | null, clock: Clock): Promise<void> => {
  signalIfAlive(init, 'SIGTERM');
  await within(15_000, clock, () => !isAlive(init));
};

const isAlive = (identity: ProcessIdentity | null): boolean =>
  identity !== null && liveness(identity) === 'alive';

const signalIfAlive = (identity: ProcessIdentity | null, signal: NodeJS.Signals): void => {
  if (identity === null || !isAlive(identity)) return;
  try {
    process.kill(identity.pid, signal);
  } catch (error) {
    // It ended between the look and the signal.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
};

const within = async (limitMs: number, clock: Clock, done: () => boolean): Promise<boolean> => {
  const deadline = clock.monotonicMs() + limitMs;
  while (!done()) {
    if (clock.monotonicMs() > deadline) return false;
    await clock.sleep(10);
  }
  return true;
};

const stillThere = (
  record: EngineRecord,
  holder: ProcessIdentity | null,
  init: ProcessIdentity | null,
): GamedayError => {
  const pids = [holder, init].flatMap((process) =>
    process !== null && isAlive(process) ? [process.pid] : [],
  );
  const folders = cgroupFolders(record.cgroupParent);
  return new GamedayError({
    code: 'engine-not-ended',
    exitCode: 5,
    message: `the private engine ${record.id} can't be ended: processes ${pids.join(', ') || 'none'}, cgroups ${folders.join(', ') || 'none'}`,
    hint: 'see what its processes wait for (ps -o pid,stat,wchan,cmd), then run gameday heal',
  });
};

/** Folders of starters that died before the record was complete. */
const removeUnfinished = async (cache: CacheFolders): Promise<void> => {
  const unfinished = (await readdir(cache.engines)).filter((name) => {
    const [, pid] = /^\.[^.]+\.(\d+)$/.exec(name) ?? [];
    return pid !== undefined && identify(Number(pid)) === null;
  });
  await Promise.all(
    unfinished.map((name) => rm(join(cache.engines, name), { recursive: true, force: true })),
  );
};

const keptLogs = 20;

/** Engine logs tell why something failed, so the latest stay; ids are random: a log without an engine's folder is an ended one's. */
const pruneLogs = async (cache: CacheFolders): Promise<void> => {
  const names = await readdir(cache.log);
  const ended = names.filter((name) => {
    const [, id] = /^engine-(\w+)\.log$/.exec(name) ?? [];
    return id !== undefined && !existsSync(engineFolder(cache, id));
  });
  const aged = await Promise.all(
    ended.map(async (name) => {
      const file = join(cache.log, name);
      // Another gameday may have pruned it in the meantime: then it counts as the oldest.
      const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: 0 }));
      return { file, mtimeMs };
    }),
  );
  const old = aged.toSorted((a, b) => b.mtimeMs - a.mtimeMs).slice(keptLogs);
  await Promise.all(old.map(({ file }) => rm(file, { force: true })));
};
