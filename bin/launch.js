// Runs a program of ours under Node 24, so that it dies when we or the npm above us die. Plain JavaScript: older Nodes run it.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { createRequire } from 'node:module';
import { join } from 'node:path';

export const wantedMajor = 24;

/** The path of a Node 24: the present one, or that of the npm package `node`; null when there is none. */
export const findNode = (root) => {
  if (Number(process.versions.node.split('.')[0]) >= wantedMajor) return process.execPath;
  try {
    const binary = join(
      createRequire(join(root, 'package.json')).resolve('node/package.json'),
      '..',
      'bin',
      'node',
    );
    return existsSync(binary) ? binary : null;
  } catch {
    // Not installed, or its install script was not allowed to run.
    return null;
  }
};

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGWINCH'];

// The program must not start when its parent died before that could have become a signal.
const startWithParent = '[ "$PPID" = "$0" ] || exit 1; exec "$@"';

/** Starts `argv` with our standard streams; resolves with its exit code (128 + n when signal n ended it). */
export const launch = (argv, env) =>
  new Promise((resolve, reject) => {
    const args = ['--pdeathsig', 'KILL', 'sh', '-c', startWithParent, String(process.pid), ...argv];
    // A session of its own: a terminal's signal comes to us alone, and so reaches it exactly once.
    const child = spawn('setpriv', args, { stdio: 'inherit', env, detached: true });
    for (const signal of forwarded) process.on(signal, () => child.kill(signal));
    dieWithNpm();
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    );
  });

/** npm and npx start us through a shell and can't tell us when they are killed: so their line is watched. */
export const dieWithNpm = () => {
  const line = npmLine();
  if (line.length === 0) return;
  const watch = setInterval(() => {
    if (line.every(({ pid, parent }) => parentOf(pid) === parent)) return;
    process.kill(process.pid, 'SIGKILL');
  }, 200);
  watch.unref();
};

/** From ourselves up to the nearest npm: who must go on being whose child. Empty when no npm started us. */
const npmLine = () => {
  const line = [];
  for (let pid = process.pid; line.length < 4;) {
    const parent = parentOf(pid);
    if (parent === null || parent <= 1) return [];
    line.push({ pid, parent });
    const command = commandOf(parent);
    if (/(^|[/\0 ])(npm|npx)(-cli\.js)?([\0 ]|$)/.test(command)) return line;
    if (!/(^|\/)(sh|dash|bash)\0(-e\0)?-c\0/.test(command) && !/(^|\/)node\0/.test(command)) return [];
    pid = parent;
  }
  return [];
};

const parentOf = (pid) => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    // It is gone: that is the answer.
    return null;
  }
};

const commandOf = (pid) => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    // Gone, or another user's: no npm of ours.
    return '';
  }
};
