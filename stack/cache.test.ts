// The lock between processes, with real processes; and where the cache is.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../core/clock.ts';
import { cacheFolders, cacheRoot, exclusively, type LockHolder } from './cache.ts';

const ctx = { clock: systemClock, signal: new AbortController().signal };
let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gameday-cache-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Another process that says `held` once it has the lock and keeps it until it is killed. */
const holdElsewhere = async (file: string): Promise<ChildProcess> => {
  const program = `
    import { exclusively } from ${JSON.stringify(new URL('./cache.ts', import.meta.url).href)};
    import { systemClock } from ${JSON.stringify(new URL('../core/clock.ts', import.meta.url).href)};
    const ctx = { clock: systemClock, signal: new AbortController().signal };
    await exclusively(${JSON.stringify(file)}, ctx, { purpose: 'builds images' }, () => {
      process.stdout.write('held');
      return new Promise(() => setInterval(() => {}, 1000));
    });`;
  const args = ['--input-type=module', '--eval', program];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
};

describe('exclusively', () => {
  it('says who holds the lock, waits, and gets it when that process is killed', async () => {
    const file = join(folder, 'x.lock');
    const holder = await holdElsewhere(file);
    const waits: LockHolder[] = [];
    const onWait = (by: LockHolder): void => {
      waits.push(by);
      holder.kill('SIGKILL');
    };
    const result = await exclusively(file, ctx, { purpose: 'tests', onWait }, () => Promise.resolve('mine'));
    expect(result).toBe('mine');
    expect(waits).toEqual([{ pid: holder.pid, purpose: 'builds images' }]);
  });

  it('is not kept by a child of the holder that outlives it', async () => {
    const file = join(folder, 'x.lock');
    const child = await exclusively(file, ctx, { purpose: 'tests' }, () =>
      Promise.resolve(spawn('sleep', ['60'], { stdio: 'ignore' })),
    );
    try {
      await expect(exclusively(file, ctx, { purpose: 'tests' }, () => Promise.resolve(1))).resolves.toBe(1);
    } finally {
      child.kill('SIGKILL');
    }
  });

  it('lets one in at a time within a process, and the next after a failure', async () => {
    const file = join(folder, 'x.lock');
    let inside = 0;
    const work = async (fails: boolean): Promise<void> => {
      inside += 1;
      expect(inside).toBe(1);
      await ctx.clock.sleep(5);
      inside -= 1;
      if (fails) throw new Error('on purpose');
    };
    const all = [false, true, false].map((fails) =>
      exclusively(file, ctx, { purpose: 'tests' }, () => work(fails)),
    );
    const outcomes = await Promise.allSettled(all);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('stops waiting when the signal aborts', async () => {
    const file = join(folder, 'x.lock');
    const abort = new AbortController();
    const outer = exclusively(file, ctx, { purpose: 'tests' }, async () => {
      const onWait = (): void => abort.abort(new Error('enough'));
      const waiting = { clock: systemClock, signal: abort.signal };
      await exclusively(file, waiting, { purpose: 'tests', onWait }, () => Promise.resolve());
    });
    await expect(outer).rejects.toThrow('enough');
  });

  it('says what to do where it cannot lock', async () => {
    const attempt = exclusively('/proc/gameday.lock', ctx, { purpose: 'tests' }, () => Promise.resolve());
    await expect(attempt).rejects.toMatchObject({ code: 'cache-unusable', exitCode: 64 });
  });
});

describe('the cache folder', () => {
  it.each([
    [{ GAMEDAY_CACHE: '/a', XDG_CACHE_HOME: '/b' }, '/a'],
    [{ GAMEDAY_CACHE: '', XDG_CACHE_HOME: '/b' }, '/b/gameday'],
    [{}, '/home/me/.cache/gameday'],
  ])('%j is %s', (env, expected) => {
    expect(cacheRoot(env, '/home/me')).toBe(expected);
  });

  it('has all its folders once it is asked for', () => {
    const { storeLock, ...folders } = cacheFolders(join(folder, 'deep', 'cache'));
    expect(Object.values(folders).every((path) => existsSync(path))).toBe(true);
    expect(existsSync(storeLock)).toBe(false);
  });
});
