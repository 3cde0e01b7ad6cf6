// The Node that runs our programs. Plain JavaScript: older Nodes run it.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';

export const wantedMajor = 24;

/** Without two warnings: SQLite is experimental in Node 24, and a user's scenarios need no package.json that says `module`. */
export const nodeFlags = [
  '--disable-warning=ExperimentalWarning',
  '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
];

/** The path of a Node 24: the present one, or the one that npm installed with gameday; null when there is none. */
export const findNode = (root) => {
  if (Number(process.versions.node.split('.')[0]) >= wantedMajor) return process.execPath;
  try {
    const found = createRequire(join(root, 'package.json')).resolve(
      `node-linux-${process.arch}/package.json`,
    );
    const binary = join(dirname(found), 'bin', 'node');
    return existsSync(binary) ? binary : null;
  } catch {
    // Optional packages were left out, or there is none for this machine.
    return null;
  }
};
