#!/usr/bin/env node
// The command `gameday`: finds a Node 24 and runs the program under it.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const self = fileURLToPath(import.meta.url);
const root = dirname(dirname(self));
const args = process.argv.slice(2);

// A checkout runs its sources; the published package has them compiled, since Node strips no types under node_modules.
const source = join(root, 'cli', 'main.ts');
const program = existsSync(source) ? source : join(root, 'dist', 'cli', 'main.js');

/** Asked for by itself, the help is there at once: Node 24 and yargs take their time. A test compares it with yargs'. */
const readyText = () => {
  if (args.length !== 1 || (process.stdout.columns ?? 80) < 80) return null;
  if (args[0] === '--help' || args[0] === '-h') return readFileSync(join(root, 'bin', 'help.txt'), 'utf8');
  if (args[0] !== '--version') return null;
  return `${JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version}\n`;
};

const missingNode = (wanted) =>
  [
    `gameday needs Node ${wanted} or newer; this is ${process.version}, and its own was not installed with it.`,
    `  hint: npm install --include=optional brings node-linux-${process.arch} (there are such packages for x64 and arm64), or start gameday with a newer Node`,
    '',
  ].join('\n');

const main = async () => {
  const { findNode, nodeFlags, wantedMajor } = await import('./find-node.js');
  const { dieWithNpm } = await import('./npm-line.js');
  const node = findNode(root);
  if (node === null) {
    process.stderr.write(missingNode(wantedMajor));
    process.exitCode = 64;
  } else if (node === process.execPath) {
    const { cacheRoot, prepareNode } = await import('./prepare-node.js');
    const { bundleFor } = await import('./bundle.js');
    prepareNode();
    dieWithNpm();
    const bundle = await bundleFor(args, program, cacheRoot());
    if (bundle === null) await import(pathToFileURL(program).href);
    else (await import('./run-compiled.js')).runCompiled(bundle);
  } else {
    const { launch } = await import('./launch.js');
    process.exitCode = await launch([node, ...nodeFlags, self, ...args], process.env);
  }
};

const text = readyText();
if (text === null) await main();
else process.stdout.write(text);
