// What a command started ends with it.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../core/clock.ts';
import { runCommand } from './run-command.ts';

let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'gameday-run-'));
});
afterEach(() => rmSync(scratch, { recursive: true }));

const isRunning = (argument: string): boolean =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .some((pid) => commandLine(pid).split('\0').includes(argument));

const commandLine = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    // It ended while we looked.
    return '';
  }
};

const until = async (condition: () => boolean): Promise<void> => {
  const untilMs = systemClock.monotonicMs() + 5_000;
  while (!condition()) {
    if (systemClock.monotonicMs() > untilMs) throw new Error('not within 5 s');
    await systemClock.sleep(10);
  }
};

it.skipIf(process.getuid?.() !== 0)('a cancelled command takes its children with it', async () => {
  const stop = new AbortController();
  const seconds = `86400.${process.pid}`;
  const purpose = { what: 'a thing', remedy: 'none', scratch };
  const ctx = { clock: systemClock, signal: stop.signal };
  const running = runCommand('sh', ['-c', `setsid sleep ${seconds} & wait`], purpose, ctx);
  const ended = expect(running).rejects.toThrow('enough');
  await until(() => isRunning(seconds));
  stop.abort(new Error('enough'));
  await ended;
  await until(() => !isRunning(seconds));
});
