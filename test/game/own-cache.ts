// A cache of the test's own with this machine's images: so that nobody else's stack is met, and everything in it is the test's.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { systemClock } from '../../core/clock.ts';
import { cacheFolders, cacheRoot, type CacheFolders } from '../../stack/cache.ts';
import { listRecords } from '../../stack/engine/engine-record.ts';
import { cloneStore } from '../../stack/engine/image-store.ts';
import { stopPrivateEngine } from '../../stack/engine/stop-engine.ts';

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
  await execa('cp', ['-al', `${machine.downloads}/.`, folders.downloads]);
  cpSync(machine.bin, folders.bin, { recursive: true, verbatimSymlinks: true });
  const ctx = { clock: systemClock, signal: systemClock.deadline(300_000) };
  await cloneStore(machine, folders.store, ctx);
  return {
    folders,
    env: { GAMEDAY_CACHE: folders.root, DOCKER_HOST: '', DOCKER_CONTEXT: 'default' },
    async remove() {
      for (const { id } of await listRecords(folders)) await stopPrivateEngine(folders, id, systemClock);
      // A watchdog on its way out may still write there.
      rmSync(folders.root, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
};
