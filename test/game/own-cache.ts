// A cache of the test's own with this machine's images: so that nobody else's stack is met, and everything in it is the test's.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { systemClock } from '../../core/clock.ts';
import { cacheFolders, cacheRoot, type CacheFolders } from '../../stack/cache.ts';
import { cloneStore } from '../../stack/engine/image-store.ts';

export interface OwnCache {
  readonly folders: CacheFolders;
  /** For the programs that are to use it. No engine of the user's: the private one is what is tested. */
  readonly env: Readonly<Record<string, string>>;
  /** Ends the engines in it and removes it. */
  remove(): Promise<void>;
}

export const makeOwnCache = async (): Promise<OwnCache> => {
  const machine = cacheFolders(cacheRoot(process.env, homedir()));
  // Beside the machine's: layers are hard-linked, which needs one file system.
  const folders = cacheFolders(mkdtempSync(join(dirname(machine.root), 'gameday-test-')));
  const remove = guarded(folders);
  await execa('cp', ['-al', `${machine.downloads}/.`, folders.downloads]);
  cpSync(machine.bin, folders.bin, { recursive: true, verbatimSymlinks: true });
  const ctx = { clock: systemClock, signal: systemClock.deadline(300_000) };
  await cloneStore(machine, folders.store, ctx);
  return {
    folders,
    env: { GAMEDAY_CACHE: folders.root, DOCKER_HOST: '', DOCKER_CONTEXT: 'default' },
    remove,
  };
};

/** What removes it, also when this process is killed before it asks for that: `up` leaves engines that outlive whoever called it. */
const guarded = ({ root }: CacheFolders): (() => Promise<void>) => {
  const program = [process.execPath, join(import.meta.dirname, 'cache-guard.ts'), root] as const;
  // In a session of its own: what ends the tests at a terminal doesn't end it.
  const guard = spawn(program[0], program.slice(1), { stdio: ['pipe', 'ignore', 'inherit'], detached: true });
  const ended = once(guard, 'exit');
  guard.unref();
  return async () => {
    guard.ref();
    guard.stdin.end();
    const [code] = (await ended) as [number | null];
    if (code !== 0) throw new Error(`the cache ${root} could not be removed: exit ${code ?? 'by a signal'}`);
  };
};
