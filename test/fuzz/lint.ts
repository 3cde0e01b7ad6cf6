// Lint against random and mutated Markdown: no crash, no hang, nothing started. node_modules/.bin/node test/fuzz/lint.ts [--count N] [--seed N] [--from N]
import { spawn } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../../core/clock.ts';

const root = join(import.meta.dirname, '..', '..');

/** Of CPU time, for one input of at most 100 kB: whatever else the machine has to do. */
const limitMs = 10_000;

export interface FuzzResult {
  /** Null when every input was linted. */
  readonly problem: string | null;
  /** What took longest, e.g. "input 7: 31 ms". */
  readonly slowest: string;
}

export const fuzzLint = (seed: number, from: number, count: number): Promise<FuzzResult> =>
  new Promise((resolve, reject) => {
    // The permission model: no process, no thread, no native code, no file written, and only our own files read.
    const readable = [root, realpathSync(join(root, 'node_modules'))];
    const rights = ['--permission', ...readable.map((folder) => `--allow-fs-read=${folder}`)];
    const program = join(import.meta.dirname, 'lint-inputs.ts');
    const child = spawn(process.execPath, [...rights, program, ...[seed, from, count].map(String)], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {},
    });
    let current = '';
    let sinceMs = 0;
    let hung = false;
    let errors = '';
    const done = new AbortController();
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      sinceMs = cpuMs(child.pid);
      current = text.trim().split('\n').at(-1) ?? '';
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    const watch = async (): Promise<void> => {
      while (!done.signal.aborted) {
        await systemClock.sleep(200, done.signal);
        hung = current !== '' && cpuMs(child.pid) - sinceMs > limitMs;
        if (hung) child.kill('SIGKILL');
      }
    };
    watch().catch(() => undefined);
    child.once('error', reject);
    child.once('close', () => {
      done.abort();
      const again = `node_modules/.bin/node test/fuzz/lint.ts --seed ${seed} --from ${current} --count 1`;
      const [word, slowest, ms] = current.split(' ');
      const what = hung ? `takes more than ${limitMs} ms` : errors.trim();
      resolve({
        slowest: `input ${slowest}: ${ms} ms`,
        problem: word === 'done' ? null : `input ${current}: ${what}\n  again: ${again}`,
      });
    });
  });

/** What a process has used until now, to 10 ms. */
const cpuMs = (pid: number | undefined): number => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [user, system] = text.slice(text.lastIndexOf(')')).split(' ').slice(12, 14);
    return (Number(user) + Number(system)) * 10;
  } catch {
    // It has just ended, and hangs no more.
    return 0;
  }
};

if (import.meta.main) {
  const options = { count: { type: 'string' }, seed: { type: 'string' }, from: { type: 'string' } } as const;
  const { values } = parseArgs({ options });
  const seed = Number(values.seed ?? systemClock.now().getTime() % 1_000_000);
  const count = Number(values.count ?? 10_000);
  process.stdout.write(`seed ${seed}, ${count} inputs\n`);
  const { problem, slowest } = await fuzzLint(seed, Number(values.from ?? 0), count);
  process.stdout.write(problem === null ? `no crash, no hang; slowest: ${slowest}\n` : `${problem}\n`);
  process.exitCode = problem === null ? 0 : 1;
}
