// A run at a terminal of its own: keys can be typed, and its window can be closed.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../../core/clock.ts';
import { root, type CliResult } from '../../cli.ts';
import { emptyFolder, runArgs, type CrashRun } from './crash-run.ts';
import type { CrashStack } from './crash-stack.ts';

export interface TerminalRun extends CrashRun {
  type(keys: string): void;
  /** The window is closed: whoever reads or writes there gets an error, and the kernel sends SIGHUP. */
  closeWindow(): void;
  /** The run's own exit code, whatever has become of the terminal. */
  code(): Promise<number>;
}

const endsWithinMs = 120_000;

export const startAtTerminal = (
  stack: CrashStack,
  drill: string,
  out: string,
  ...args: readonly string[]
): TerminalRun => {
  emptyFolder(out);
  const codeFile = join(out, 'exit-code');
  const argv = [process.execPath, join(root, 'bin/gameday.js'), ...runArgs(stack, drill, out, ...args)];
  // As an interactive shell does: it gets the hang-up and passes it on to its job. Then it says how that ended.
  const command = `exec 3<&0
${argv.map((word) => `'${word}'`).join(' ')} <&3 & job=$!
trap 'kill -HUP $job' HUP
while kill -0 $job 2>/dev/null; do wait $job; code=$?; done
echo $code >'${codeFile}'`;
  const script = ['--quiet', '--flush', '--command', command, '/dev/null'];
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', 'script', ...script], {
    cwd: root,
    env: { ...process.env, ...stack.cache.env, SHELL: '/bin/sh', TERM: 'xterm', CI: '' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let shown = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (shown += text));
  // Keys that are typed into a closed window are nobody's.
  child.stdin.on('error', () => undefined);
  const ended = new Promise<CliResult>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, stdout: shown, stderr: shown }));
  });
  return {
    pid: child.pid ?? 0,
    out,
    stderr: () => shown,
    ended,
    type: (keys) => void child.stdin.write(keys),
    closeWindow: () => void child.kill('SIGKILL'),
    async code() {
      const limit = systemClock.deadline(endsWithinMs);
      while (!existsSync(codeFile) || readFileSync(codeFile, 'utf8') === '') {
        if (limit.aborted) throw new Error(`the run did not end:\n${shown}`);
        await systemClock.sleep(50);
      }
      return Number(readFileSync(codeFile, 'utf8'));
    },
  };
};
