// The cache outside the clone: what was downloaded and built, the image store, the private engines' folders.
import { mkdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Context } from '../core/clock.ts';
import { GamedayError, messageOf } from '../core/errors.ts';

export interface CacheFolders {
  readonly root: string;
  /** Programs that were built: `docker-compose`, `toxiproxy-server` … */
  readonly bin: string;
  /** What came from package registries, as it came. */
  readonly downloads: string;
  /** The image store: the data folder of the engine that builds images. Changed only under `storeLock`. */
  readonly store: string;
  /** One folder per private engine. */
  readonly engines: string;
  /** One lease per stack. */
  readonly state: string;
  readonly log: string;
  /** Held by whoever builds images or reads the store. */
  readonly storeLock: string;
}

/** Makes the folders that are missing. `root` comes from cli/, which knows the environment. */
export const cacheFolders = (root: string): CacheFolders => {
  const at = (name: string): string => join(resolve(root), name);
  const folders = {
    root: resolve(root),
    bin: at('bin'),
    downloads: at('downloads'),
    store: at('store'),
    engines: at('engines'),
    state: at('state'),
    log: at('log'),
  };
  for (const folder of Object.values(folders)) {
    orUnusable(folder, () => mkdirSync(folder, { recursive: true }));
  }
  return { ...folders, storeLock: join(folders.state, 'store.lock') };
};

/** Where the cache is: `$GAMEDAY_CACHE`, else `$XDG_CACHE_HOME/gameday`, else `~/.cache/gameday`. */
export const cacheRoot = (env: Readonly<Record<string, string | undefined>>, home: string): string =>
  env['GAMEDAY_CACHE'] || join(env['XDG_CACHE_HOME'] || join(home, '.cache'), 'gameday');

/** The process that holds a lock, as far as it can be told. */
export interface LockHolder {
  readonly pid: number | null;
  readonly purpose: string;
}

export interface ExclusiveOptions {
  /** What the lock is held for, told to whoever waits, e.g. `builds images`. */
  readonly purpose: string;
  /** Called once, when the lock is not free at once. */
  readonly onWait?: (holder: LockHolder) => void;
}

/**
 * Runs `work` while no other process (or other call) holds `file`. The kernel frees the lock when its holder dies, however
 * it dies, and no child process inherits it. Not re-entrant: asking for a lock within its own work waits for ever.
 */
export const exclusively = async <Result>(
  file: string,
  ctx: Context,
  options: ExclusiveOptions,
  work: () => Promise<Result>,
): Promise<Result> => {
  const lock = openLock(file);
  try {
    await waitForLock(lock, file, ctx, options);
    await writeFile(holderFile(file), JSON.stringify({ pid: process.pid, purpose: options.purpose }));
    return await work();
  } finally {
    // Closing gives up the lock. The lock file itself is never opened otherwise: closing any descriptor of it would free it.
    lock.close();
  }
};

const openLock = (file: string): DatabaseSync =>
  orUnusable(file, () => {
    mkdirSync(dirname(file), { recursive: true });
    return new DatabaseSync(file, { timeout: 0 });
  });

const orUnusable = <Result>(path: string, attempt: () => Result): Result => {
  try {
    return attempt();
  } catch (error) {
    throw new GamedayError({
      code: 'cache-unusable',
      exitCode: 64,
      message: `can't use ${path}: ${messageOf(error)}`,
      hint: 'the cache must be on a local file system that can be written; set GAMEDAY_CACHE to such a folder',
      cause: error,
    });
  }
};

const waitForLock = async (
  lock: DatabaseSync,
  file: string,
  ctx: Context,
  { onWait }: ExclusiveOptions,
): Promise<void> => {
  let told = false;
  while (!tryLock(lock, file)) {
    if (!told) {
      told = true;
      onWait?.(await lockHolder(file));
    }
    await ctx.clock.sleep(100, ctx.signal);
  }
};

const tryLock = (lock: DatabaseSync, file: string): boolean =>
  orUnusable(file, () => {
    try {
      lock.exec('BEGIN EXCLUSIVE');
      return true;
    } catch (error) {
      if (isBusy(error)) return false;
      throw error;
    }
  });

const sqliteBusy = 5;
// The low byte is the primary code, the rest says which kind of busy.
const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === sqliteBusy;

const holderFile = (file: string): string => `${file}.holder`;

const lockHolder = async (file: string): Promise<LockHolder> => {
  try {
    const { pid, purpose } = JSON.parse(await readFile(holderFile(file), 'utf8')) as LockHolder;
    return { pid, purpose };
  } catch {
    // Its holder has not written it yet, or is writing it: only the wording of a message depends on it.
    return { pid: null, purpose: 'works' };
  }
};
