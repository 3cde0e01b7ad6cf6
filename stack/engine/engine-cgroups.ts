// The cgroup folders of a private engine: the one thing of it that outlives its processes.
import { existsSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const cgroupRoot = '/sys/fs/cgroup';

/** The engine's folder in each hierarchy: one for cgroup v2, one per controller for v1. Those that exist. */
export const cgroupFolders = (cgroupParent: string): readonly string[] =>
  ['', ...subfolders(cgroupRoot)]
    .map((hierarchy) => join(cgroupRoot, hierarchy, cgroupParent))
    .filter((folder) => existsSync(folder));

/** Under cgroup v1 a paused container can't even be killed. */
export const thaw = (cgroupParent: string): void => {
  const freezer = join(cgroupRoot, 'freezer', cgroupParent);
  for (const folder of existsSync(freezer) ? withDescendants(freezer) : []) {
    const file = join(folder, 'freezer.state');
    if (existsSync(file)) writeFileSync(file, 'THAWED');
  }
};

/** False while something still runs in one of them. */
export const removeCgroups = (cgroupParent: string): boolean =>
  cgroupFolders(cgroupParent)
    .flatMap((folder) => withDescendants(folder).reverse())
    .map(removeFolder)
    .every((removed) => removed);

const removeFolder = (folder: string): boolean => {
  try {
    rmdirSync(folder);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT') return true;
    if (code === 'EBUSY' || code === 'ENOTEMPTY') return false;
    throw error;
  }
};

const withDescendants = (folder: string): string[] => [
  folder,
  ...subfolders(folder).flatMap((name) => withDescendants(join(folder, name))),
];

const subfolders = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch (error) {
    // Somebody else removed it in the meantime.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
};
