// The watchdog's start: a process of its own that outlives us, heals when we die, and ends when all is well.
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { CacheFolders } from '../stack/cache.ts';
import { ownIdentity } from '../stack/processes.ts';
import { ownCommand } from './package.ts';

/** Removes what is left of an engine of ours (cgroups, folders) should this process be killed. */
export const guardEngine = (cache: CacheFolders, engine: string): void =>
  startWatchdog(cache, ['--engine', engine]);

export interface GuardedLease {
  readonly file: string;
  readonly token: number;
  readonly system: string;
  /** To tell which run it is. */
  readonly journal: string;
  /** The engine's: by settings alone another one may be found. */
  readonly socket: string;
}

/** Heals from the journal should this process be killed or suspended past its lease. */
export const guardLease = (
  cache: CacheFolders,
  { file, token, system, journal, socket }: GuardedLease,
): void =>
  startWatchdog(cache, [
    ...['--lease', file, '--token', String(token), '--scenario', system],
    ...['--journal', journal, '--socket', socket],
  ]);

const startWatchdog = (cache: CacheFolders, args: readonly string[]): void => {
  const log = openSync(join(cache.log, 'watchdog.log'), 'a');
  const [command = process.execPath, ...program] = ownCommand();
  const parent = JSON.stringify(ownIdentity());
  // A session of its own: what ends us (Ctrl-C, a closed terminal, a killed process group) must not end it.
  const child = spawn(command, [...program, 'watchdog', '--parent', parent, ...args], {
    detached: true,
    cwd: '/',
    stdio: ['ignore', log, log],
  });
  child.unref();
  closeSync(log);
};
