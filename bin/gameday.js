#!/usr/bin/env node
// The command `gameday`: finds a Node 24 and runs the program under it.
import { existsSync } from 'node:fs';
import module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dieWithNpm, findNode, launch, wantedMajor } from './launch.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
// A checkout runs its sources; the published package has them compiled, since Node strips no types under node_modules.
const compiled = join(root, 'dist', 'cli', 'main.js');
const program =
  existsSync(compiled) && !existsSync(join(root, 'cli', 'main.ts')) ? compiled : join(root, 'cli', 'main.ts');

const node = findNode(root);
if (node === null) {
  process.stderr
    .write(`gameday needs Node ${wantedMajor} or newer; this is ${process.version}, and the npm package "node" has none.
  hint: npm install (npm 11: npm install-scripts approve node, then npm rebuild node), or start gameday with a newer Node
`);
  process.exitCode = 64;
} else if (node === process.execPath) {
  module.enableCompileCache?.();
  dieWithNpm();
  await import(program);
} else {
  process.exitCode = await launch(
    [node, '--disable-warning=ExperimentalWarning', fileURLToPath(import.meta.url), ...process.argv.slice(2)],
    process.env,
  );
}
