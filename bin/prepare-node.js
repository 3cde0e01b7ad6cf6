// What Node 24 is told before it loads the program: where compiled code is kept, and which of its warnings tell a user nothing.
import module from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

// The same folder as cacheRoot in stack/cache.ts.
const cacheRoot = () =>
  process.env.GAMEDAY_CACHE || join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'gameday');

export const prepareNode = () => {
  module.enableCompileCache(join(cacheRoot(), 'compiled'));
};
