// What every benchmark needs: programs run and timed, medians, tables.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { systemClock } from '../core/clock.ts';

export const root = join(import.meta.dirname, '..');
export const gamedayProgram: readonly string[] = [process.execPath, join(root, 'bin', 'gameday.js')];

export interface Timed {
  readonly ms: number;
  /** When each line of standard error came, ms after the start. */
  readonly lines: readonly { readonly atMs: number; readonly text: string }[];
}

/** Throws with the program's own words when it exits with none of the `good` codes. */
export const timed = (argv: readonly string[], good: readonly number[] = [0]): Promise<Timed> =>
  new Promise((resolve, reject) => {
    const startMs = systemClock.monotonicMs();
    const sinceMs = (): number => systemClock.monotonicMs() - startMs;
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', ...argv], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const lines: { atMs: number; text: string }[] = [];
    child.stderr.setEncoding('utf8').on('data', (text: string) => lines.push({ atMs: sinceMs(), text }));
    child.once('error', reject);
    child.once('close', (code) => {
      if (good.includes(code ?? -1)) resolve({ ms: sinceMs(), lines });
      else reject(new Error(`${argv.join(' ')}: exit ${code}\n${lines.map(({ text }) => text).join('')}`));
    });
  });

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
};

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** A Markdown table; the first row is its head. */
export const table = ([head = [], ...rows]: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

export const promise = (kept: boolean, text: string): string => `${kept ? 'Kept' : 'NOT KEPT'}: ${text}`;
