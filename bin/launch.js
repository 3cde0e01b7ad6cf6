// Runs a program of ours under Node 24, so that it dies when we or the npm above us die. Plain JavaScript: older Nodes run it.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

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

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGWINCH'];

// The program must not start when its parent died before that could have become a signal.
const startWithParent = '[ "$PPID" = "$0" ] || exit 1; exec "$@"';

/** Starts `argv` with our standard streams; resolves with its exit code (128 + n when signal n ended it). */
export const launch = (argv, env, stdio = 'inherit') =>
  new Promise((resolve) => {
    const args = ['--pdeathsig', 'KILL', 'sh', '-c', startWithParent, String(process.pid), ...argv];
    // A session of its own: a terminal's signal comes to us alone, and so reaches it exactly once.
    const child = spawn('setpriv', args, { stdio, env, detached: true });
    const forward = (signal) => child.kill(signal);
    for (const signal of forwarded) process.on(signal, forward);
    dieWithNpm();
    const settle = (code) => {
      for (const signal of forwarded) process.off(signal, forward);
      resolve(code);
    };
    child.once('error', ({ message }) => {
      process.stderr.write(
        `gameday: setpriv can't be run: ${message}\n  hint: it comes with the package util-linux; see that it is in the PATH\n`,
      );
      settle(64);
    });
    child.once('exit', (code, signal) => settle(code ?? 128 + constants.signals[signal]));
  });

let watched = false;

/** npm and npx start us through a shell and can't tell us when they are killed: so their line is watched. */
export const dieWithNpm = () => {
  if (watched || npmLine.length === 0) return;
  watched = true;
  const watch = setInterval(() => {
    if (npmLine.every(({ pid, parent }) => parentOf(pid) === parent)) return;
    process.kill(process.pid, 'SIGKILL');
  }, 200);
  watch.unref();
};

/** From ourselves up to the nearest npm: who must go on being whose child. Empty when no npm started us. */
const readNpmLine = () => {
  const line = [];
  for (let pid = process.pid; line.length < 6;) {
    const parent = parentOf(pid);
    if (parent === null || parent <= 1) return [];
    line.push({ pid, parent });
    const command = commandOf(parent);
    if (/(^|[/\0 ])(npm|npx)(-cli\.js)?([\0 ]|$)/.test(command)) return line;
    if (!/(^|\/)(sh|dash|bash)\0/.test(command) && !/(^|\/)node\0/.test(command)) return [];
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

// Read once, at the start: while we work, npm may be killed, and the line would no longer lead to it.
const npmLine = readNpmLine();
