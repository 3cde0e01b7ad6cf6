// This user's cache.
import { homedir } from 'node:os';
import { cacheFolders, cacheRoot, type CacheFolders } from '../stack/cache.ts';

export const theCache = (): CacheFolders => cacheFolders(cacheRoot(process.env, homedir()));
