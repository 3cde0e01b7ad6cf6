// npm run check: types, lint, format and unit tests at the same time; under a minute.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { systemClock } from '../core/clock.ts';

const root = join(import.meta.dirname, '..');
const bin = (path: string, ...args: readonly string[]): readonly string[] => [
  join(root, 'node_modules', path),
  ...args,
];

const checks: Readonly<Record<string, readonly string[]>> = {
  types: bin('typescript/bin/tsc', '-p', '.'),
  lint: bin('eslint/bin/eslint.js', '.'),
  format: bin('prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'),
  tests: bin('vitest/vitest.mjs', 'run', '--project', 'unit', '--reporter=dot'),
};

const check = (name: string, argv: readonly string[]): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const startMs = systemClock.monotonicMs();
    const child = spawn(process.execPath, argv, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    child.once('error', reject);
    child.once('exit', (code) => {
      const seconds = ((systemClock.monotonicMs() - startMs) / 1000).toFixed(1);
      if (code !== 0) process.stdout.write(Buffer.concat(output));
      process.stdout.write(`${name}: ${code === 0 ? 'ok' : 'FAILED'} (${seconds} s)\n`);
      resolve(code === 0);
    });
  });

const results = await Promise.all(Object.entries(checks).map(([name, argv]) => check(name, argv)));
process.exitCode = results.every(Boolean) ? 0 : 1;
