// The watchdog: waits for the death of the process that it guards, then heals or sweeps; ends silently when all went well.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { systemClock } from '../../core/clock.ts';
import { isLost, leaseState } from '../../drills/lease.ts';
import { engineFolder } from '../../stack/engine/engine-record.ts';
import { sweepEngines } from '../../stack/engine/stop-engine.ts';
import { liveness, type ProcessIdentity } from '../../stack/processes.ts';
import { say } from '../output.ts';
import { ownCommand } from '../package.ts';
import { theCache } from '../cache.ts';

interface WatchdogArgs {
  readonly parent: string;
  readonly engine?: string;
  readonly lease?: string;
  readonly token?: number;
  readonly journal?: string;
  readonly scenario?: string;
}

const everyMs = 300;

export const handle = async (args: WatchdogArgs): Promise<number> => {
  const parent = JSON.parse(args.parent) as ProcessIdentity;
  if (args.engine !== undefined) return await guardEngine(args.engine, parent);
  if (args.lease !== undefined && args.token !== undefined)
    return await guardLease(args.lease, args.token, args);
  throw new TypeError('a watchdog guards an engine or a lease');
};

const guardEngine = async (id: string, parent: ProcessIdentity): Promise<number> => {
  const cache = theCache();
  while (liveness(parent) !== 'dead') {
    if (!existsSync(engineFolder(cache, id))) return 0;
    await systemClock.sleep(everyMs);
  }
  const swept = await sweepEngines(cache, systemClock);
  if (swept.length > 0)
    say(`${systemClock.now().toISOString()} swept the engines ${swept.join(', ')} of dead runs`);
  return 0;
};

const guardLease = async (lease: string, token: number, args: WatchdogArgs): Promise<number> => {
  for (;;) {
    // Its folder may go with the stack: then there is nothing to heal.
    const state = existsSync(lease) ? leaseState(lease) : null;
    if (state === null || state.holder === null || state.token !== token) return 0;
    if (isLost(state, systemClock)) break;
    await systemClock.sleep(everyMs);
  }
  say(`${systemClock.now().toISOString()} ${args.journal ?? lease}: its run is dead or suspended, healing`);
  return await heal(args);
};

const heal = ({ scenario = '' }: WatchdogArgs): Promise<number> =>
  new Promise((resolve, reject) => {
    const [command = process.execPath, ...program] = ownCommand();
    const child = spawn(command, [...program, 'heal', scenario, '--by', 'watchdog'], {
      stdio: 'inherit',
      cwd: '/',
    });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 70));
  });
