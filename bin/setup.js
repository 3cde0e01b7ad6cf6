// npm start, npm test and the like on a clean clone: installs the npm packages if they are missing or old, then runs the task under Node 24.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNode, nodeFlags, wantedMajor } from './find-node.js';
import { launch } from './launch.js';

const self = fileURLToPath(import.meta.url);
const root = dirname(dirname(self));
const wantedFile = join(root, 'package-lock.json');
// npm writes it last: a half-done installation has none.
const installedFile = join(root, 'node_modules', '.package-lock.json');

const tasks = {
  start: ['bin/gameday.js', 'run', 'default'],
  test: ['test/run.ts'],
  'test:full': ['test/run.ts', '--full'],
  check: ['test/check.ts'],
  bench: ['bench/main.ts'],
  'evaluate:lint': ['test/evaluate/lint.ts'],
};

const packagesIn = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** Whoever installed them, and by which npm: the versions count. Optional ones may be for other machines. */
const isInstalled = () => {
  if (!existsSync(installedFile) || findNode(root) === null) return false;
  const installed = packagesIn(installedFile);
  return Object.entries(packagesIn(wantedFile)).every(
    ([path, { version, optional }]) =>
      path === '' || installed[path]?.version === version || (optional && installed[path] === undefined),
  );
};

// Standard output is the task's: what npm says goes to standard error.
const quiet = ['ignore', 2, 2];
const say = (text) => void process.stderr.write(`gameday: ${text}\n`);

const busy = 75;

/** One at a time: package-lock.json itself is what everybody locks, and the kernel frees it. Gives the exit code. */
const installAlone = async () => {
  if (isInstalled()) return 0;
  const locked = [wantedFile, process.execPath, self, 'install'];
  const status = await launch(['flock', '--nonblock', '-E', String(busy), ...locked], process.env, quiet);
  if (status !== busy) return status;
  say('waiting for another one that installs the npm packages');
  return await launch(['flock', ...locked], process.env, quiet);
};

const install = async () => {
  if (isInstalled()) return 0;
  say('installing its npm packages as package-lock.json lists them (Node 24 among them), once');
  const options = ['--include=dev', '--include=optional', '--no-fund', '--no-audit', '--loglevel=error'];
  return await launch(['npm', '--prefix', root, 'ci', ...options], process.env, quiet);
};

// A shell's code for a command that it can't find.
const commandMissing = 127;

const installationFailed = (status) => {
  if (status === 64) return 64;
  if (status === commandMissing) {
    say('flock or npm is missing, see above\n  hint: flock comes with the package util-linux');
    return 64;
  }
  say(
    "its npm packages can't be installed\n  hint: see what npm says above; check the registry that it uses (npm config get registry) and try again",
  );
  return 70;
};

const main = async ([task, ...rest]) => {
  if (task === 'install') return await install();
  if (!Object.hasOwn(tasks, task ?? '')) {
    process.stderr.write(`usage: node bin/setup.js ${Object.keys(tasks).join('|')}\n`);
    return 64;
  }
  const status = await installAlone();
  if (status !== 0) return installationFailed(status);
  const node = findNode(root);
  if (node === null) {
    say(
      `needs Node ${wantedMajor} or newer; npm brought no node-linux-${process.arch}\n  hint: there are such packages for x64 and arm64; elsewhere start npm with a newer Node`,
    );
    return 64;
  }
  const [program, ...args] = tasks[task];
  const path = `${dirname(node)}:${process.env.PATH}`;
  return await launch([node, ...nodeFlags, join(root, program), ...args, ...rest], {
    ...process.env,
    PATH: path,
  });
};

process.exitCode = await main(process.argv.slice(2));
