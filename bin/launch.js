// Runs a program of ours under Node 24, so that it dies when we or the npm above us die. Plain JavaScript: older Nodes run it.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { dieWithNpm } from './npm-line.js';

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
