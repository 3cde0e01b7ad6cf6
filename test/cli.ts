// Runs the gameday command as a user does, and gives what came of it.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../reports/schema.ts';

export const root = join(import.meta.dirname, '..');

export interface CliResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCli {
  readonly pid: number;
  /** What it has printed for people so far. */
  stderr(): string;
  readonly ended: Promise<CliResult>;
}

export interface CliOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export const startGameday = (args: readonly string[], options: CliOptions = {}): RunningCli =>
  startProgram([process.execPath, join(root, 'bin/gameday.js'), ...args], options);

/** Any program, which dies with the test. */
export const startProgram = (
  argv: readonly string[],
  { cwd = root, env = {} }: CliOptions = {},
): RunningCli => {
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', ...argv], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<CliResult>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return { pid: child.pid ?? 0, stderr: () => stderr, ended };
};

export const gameday = (args: readonly string[], options: CliOptions = {}): Promise<CliResult> =>
  startGameday(args, options).ended;

export const reportOf = (folder: string): Report =>
  JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;
