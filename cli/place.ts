// Where a command's work happens: on a user's engine right here, or in the network of a private engine, where it runs itself again.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Context } from '../core/clock.ts';
import { GamedayError } from '../core/errors.ts';
import type { CacheFolders } from '../stack/cache.ts';
import { connectEngine, type Engine } from '../stack/engine/connect-engine.ts';
import { engineFolder, holderOf, isDead, listRecords } from '../stack/engine/engine-record.ts';
import { findEngine, type EngineTarget } from '../stack/engine/find-engine.ts';
import { startPrivateEngine } from '../stack/engine/private-engine.ts';
import { insideEngine, insideEnv, runInside } from '../stack/engine/reexec.ts';
import { installPackages } from '../stack/install-packages.ts';
import { missingPackages } from '../stack/packages.ts';
import { theCache } from './cache.ts';
import { endEngine, sweepDead } from './end-engines.ts';
import { say } from './output.ts';
import { whileInside } from './signals.ts';
import { guardEngine } from './guard.ts';
import { prepareImages } from './prepare-images.ts';
import { ownCommand } from './package.ts';

export interface Here {
  readonly engine: Engine;
  readonly cache: CacheFolders;
  /** The private engine's id; null on a user's engine. */
  readonly privateEngine: string | null;
}

/** `here`: go on. `done`: this process ran itself inside the engine's network, and ended there with that code. */
export type Place = { readonly here: Here } | { readonly done: number };

export interface PlaceOptions {
  readonly engine: string | undefined;
  /** The system whose stack is meant. */
  readonly system: string;
  /** `existing`: only a stack that is up. `owned`: one of this run's own if none is up. `held`: one that stays. */
  readonly need: 'existing' | 'owned' | 'held';
}

export const enterPlace = async (options: PlaceOptions, ctx: Context): Promise<Place> => {
  const cache = theCache();
  const inside = insideEngine(process.env, cache);
  if (inside !== null) {
    const place = await at(inside, cache, process.env['GAMEDAY_PRIVATE_ENGINE'] ?? null);
    // The store's tags may be those of another gameday on this machine; what was built is there already.
    if (options.need !== 'existing') await prepareImages(place.here.engine, cache, ctx);
    return place;
  }
  const target = await findEngine({ flag: options.engine ?? null, env: process.env, home: homedir() });
  if (target !== null) {
    const place = await at(target, cache, null);
    if (options.need !== 'existing') await prepareImages(place.here.engine, cache, ctx);
    return place;
  }
  await sweepDead(cache, ctx.clock);
  const held = await heldEngine(cache, options.system);
  if (held !== null) return { done: await runOurselves(held.holderPid, held.id, suspends(options)) };
  if (options.need === 'existing') throw notUp(options.system);
  return { done: await inNewEngine(cache, options, ctx) };
};

const at = async (
  target: EngineTarget,
  cache: CacheFolders,
  privateEngine: string | null,
): Promise<{ readonly here: Here }> => ({
  here: { engine: await connectEngine(target), cache, privateEngine },
});

/** A private engine's stack file names the system that `up` started on it. */
const stackFile = (cache: CacheFolders, id: string): string => join(engineFolder(cache, id), 'system');

export const heldEngine = async (
  cache: CacheFolders,
  system: string,
): Promise<{ readonly id: string; readonly holderPid: number } | null> => {
  for (const { id, holderPid, system: its } of await heldEngines(cache))
    if (its === system) return { id, holderPid };
  return null;
};

export interface HeldEngine {
  readonly id: string;
  readonly holderPid: number;
  readonly system: string;
}

export const heldEngines = async (cache: CacheFolders): Promise<readonly HeldEngine[]> => {
  const records = await listRecords(cache);
  return records.flatMap((record) => {
    const file = stackFile(cache, record.id);
    const holderPid = holderOf(engineFolder(cache, record.id));
    if (record.life !== 'held' || isDead(cache, record) || holderPid === null || !existsSync(file)) return [];
    return [{ id: record.id, holderPid, system: readFileSync(file, 'utf8') }];
  });
};

export const runOurselves = (holderPid: number, id: string, suspendsUs = false): Promise<number> =>
  whileInside(() =>
    runInside(holderPid, [...ownCommand(), ...process.argv.slice(2)], {
      env: insideEnv(process.env, id),
      signals: process,
      suspendsUs,
    }),
  );

/** `run` has a view to take off the terminal before a shell gets it. */
const suspends = ({ need }: PlaceOptions): boolean => need === 'owned';

/** What every private engine needs of this machine: packages, and images in the store. */
export const prepareEngines = async (cache: CacheFolders, ctx: Context): Promise<void> => {
  const missing = await missingPackages(['engine'], process.env['PATH'] ?? '');
  await installPackages(missing, ctx, { userId: process.getuid?.() ?? -1, onProgress: say });
  await prepareImages(null, cache, ctx);
};

const inNewEngine = async (cache: CacheFolders, options: PlaceOptions, ctx: Context): Promise<number> => {
  const { need, system } = options;
  await prepareEngines(cache, ctx);
  const life = need === 'held' ? 'held' : 'owned';
  const onWait = (): void => say('waiting for another gameday that builds images');
  const engine = await startPrivateEngine(cache, ctx, { life, images: 'clone', onWait });
  if (life === 'held') writeFileSync(stackFile(cache, engine.id), system);
  else guardEngine(cache, engine.id);
  let code = 70;
  try {
    code = await runOurselves(engine.holderPid, engine.id, suspends(options));
    return code;
  } finally {
    if (life === 'owned' || code !== 0) await endEngine(cache, engine.id, ctx.clock);
  }
};

export const notUp = (system: string): GamedayError =>
  new GamedayError({
    code: 'not-up',
    exitCode: 64,
    message: `${system} is not up`,
    hint: `gameday up ${system} starts it; gameday list shows the systems`,
  });
