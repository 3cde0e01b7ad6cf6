// The watchdog: waits for the death of the process that it guards, then heals or sweeps; ends silently when all went well.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { systemClock } from '../../core/clock.ts';
import { messageOf } from '../../core/errors.ts';
import { exitCodes } from '../../core/verdicts.ts';
import { isLost, leaseState, type LeaseState } from '../../drills/lease.ts';
import { engineFolder } from '../../stack/engine/engine-record.ts';
import { liveness, type ProcessIdentity } from '../../stack/processes.ts';
import { sweepDead } from '../end-engines.ts';
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
  readonly socket?: string;
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
  const swept = await sweepDead(cache, systemClock);
  if (swept.length > 0) tell(`swept the engines ${swept.join(', ')} of dead runs`);
  return 0;
};

/** After each try in vain, ms: an engine that restarts is there again within minutes. */
const pausesMs = [1, 2, 5, 10, 20, 30, 60, 60, 60, 60, 60].map((seconds) => seconds * 1000);

const guardLease = async (lease: string, given: number, args: WatchdogArgs): Promise<number> => {
  let token = given;
  let tries = 0;
  let code = 0;
  for (;;) {
    const holder = look(lease, token);
    if (holder === 'gone') return code;
    if (holder === 'at work') {
      tries = 0;
      await systemClock.sleep(everyMs);
      continue;
    }
    const pauseMs = pausesMs[tries];
    if (pauseMs === undefined) return givenUp(args, code);
    tries += 1;
    tell(`${args.journal ?? lease}: its run is dead or suspended, healing`);
    code = await heal(args);
    token = brokeOff(lease, code) ?? token;
    if (look(lease, token) !== 'gone') await systemClock.sleep(pauseMs);
  }
};

/** `gone`: it gave the lease back, or another has it. A lease that can't be read is no word that its holder is at work. */
const look = (lease: string, token: number): 'at work' | 'lost' | 'gone' => {
  try {
    const state = stateOf(lease);
    if (state === null || state.holder === null || state.token !== token) return 'gone';
    return isLost(state, systemClock) ? 'lost' : 'at work';
  } catch (error) {
    tell(messageOf(error));
    return 'lost';
  }
};

/** The token of a heal that had begun and then lost the engine, or was killed; null when none did. */
const brokeOff = (lease: string, code: number): number | null => {
  if (code === exitCodes.pass || code === exitCodes.cleanup) return null;
  try {
    const state = stateOf(lease);
    return state?.holder?.purpose === 'watchdog' ? state.token : null;
  } catch {
    // `look` tells it.
    return null;
  }
};

/** Its folder may go with the stack: then there is nothing to heal. */
const stateOf = (lease: string): LeaseState | null => (existsSync(lease) ? leaseState(lease) : null);

const givenUp = ({ scenario = '' }: WatchdogArgs, code: number): number => {
  tell(`given up: run gameday heal ${scenario}`);
  return code;
};

const heal = ({ scenario = '', socket }: WatchdogArgs): Promise<number> =>
  new Promise((resolve) => {
    const [command = process.execPath, ...program] = ownCommand();
    const engine = socket === undefined ? [] : ['--engine', socket];
    const child = spawn(command, [...program, 'heal', scenario, '--by', 'watchdog', ...engine], {
      stdio: 'inherit',
      cwd: '/',
    });
    child.once('error', (error) => {
      tell(messageOf(error));
      resolve(exitCodes.internal);
    });
    child.once('exit', (code) => resolve(code ?? exitCodes.internal));
  });

const tell = (message: string): void => say(`${systemClock.now().toISOString()} ${message}`);
