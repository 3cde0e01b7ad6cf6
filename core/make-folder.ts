// A folder with all that are above it.
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * The first folder that had to be made, or null. One at a time: where a file system refuses folders as /proc does, Node's own
 * recursive call tries for ever.
 */
export const makeFolder = (folder: string): string | null => {
  if (existsSync(folder)) return null;
  const above = makeFolder(dirname(folder));
  mkdirSync(folder);
  return above ?? folder;
};
