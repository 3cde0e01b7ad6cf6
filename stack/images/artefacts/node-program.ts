// The Node that runs gameday, for the container programs: one version inside and outside.
import { cpSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { findCommand } from '../../packages.ts';
import type { Artefact } from '../artefact.ts';

export const nodeProgram: Artefact = {
  name: 'node',
  source: 'npm package node, the one that runs gameday',
  version: process.versions.node,
  commands: [],
  inputs: () => [process.version, process.arch, String(statSync(process.execPath).size)],
  make: async ({ folder, run }) => {
    const program = join(folder, 'node');
    cpSync(process.execPath, program);
    // 18 MB of symbols. binutils come with compilers; without them the image is a little larger.
    if ((await findCommand('strip', '')) !== null) await run('strip', [program]);
  },
  remedy: 'needs the npm package node@24: start gameday by its own command, which finds it',
};
