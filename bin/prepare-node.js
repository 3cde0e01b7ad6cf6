// What Node 24 is told before it loads the program: where compiled code is kept.
import module from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

// The same folder as cacheRoot in stack/cache.ts.
export const cacheRoot = () =>
  process.env.GAMEDAY_CACHE || join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'gameday');

export const prepareNode = () => {
  const folder = join(cacheRoot(), 'compiled');
  module.enableCompileCache(folder);
  // For the program too when it runs itself again, in an engine's network or as the watchdog.
  process.env.NODE_COMPILE_CACHE = folder;
};
