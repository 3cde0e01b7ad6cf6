// npm start, npm test and the like on a clean clone: installs the npm packages if they are missing or old, then runs the task under Node 24.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNode, launch, wantedMajor } from './launch.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lockFile = join(root, 'package-lock.json');
const stampFile = join(root, 'node_modules', '.gameday-installed');

const tasks = {
  start: ['bin/gameday.js', 'run', 'default'],
  test: ['test/run.ts'],
  'test:full': ['test/run.ts', '--full'],
  check: ['test/check.ts'],
  bench: ['bench/main.ts'],
};

const wantedStamp = () => createHash('sha256').update(readFileSync(lockFile)).digest('hex');
const isInstalled = () =>
  existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wantedStamp() && findNode(root) !== null;

const install = () => {
  if (isInstalled()) return 0;
  process.stderr.write(
    'gameday: installing its npm packages as package-lock.json lists them (Node 24 among them), once\n',
  );
  const { status } = spawnSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) return 70;
  writeFileSync(stampFile, wantedStamp());
  return 0;
};

/** One at a time: the lock file itself is what everybody locks, and the kernel frees it. */
const installAlone = () =>
  isInstalled()
    ? 0
    : spawnSync('flock', [lockFile, process.execPath, fileURLToPath(import.meta.url), 'install'], {
        stdio: 'inherit',
      }).status;

const main = async ([task, ...rest]) => {
  if (task === 'install') return install();
  if (!(task in tasks)) {
    process.stderr.write(`usage: node bin/setup.js ${Object.keys(tasks).join('|')}\n`);
    return 64;
  }
  const status = installAlone();
  if (status !== 0) {
    process.stderr.write(
      'gameday: npm ci failed, see above\n  hint: check the registry that npm uses (npm config get registry) and try again\n',
    );
    return 70;
  }
  const node = findNode(root);
  if (node === null) {
    process.stderr.write(
      `gameday: the npm package "node" brought no Node ${wantedMajor}\n  hint: allow its install script: npm rebuild node --foreground-scripts\n`,
    );
    return 70;
  }
  const [program, ...args] = tasks[task];
  const path = `${dirname(node)}:${process.env.PATH}`;
  return await launch(
    [node, '--disable-warning=ExperimentalWarning', join(root, program), ...args, ...rest],
    { ...process.env, PATH: path },
  );
};

process.exitCode = await main(process.argv.slice(2));
