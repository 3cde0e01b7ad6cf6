// The user's engine, for healing: one that does not answer is no word that nothing is left on it.
import { homedir } from 'node:os';
import { systemClock } from '../core/clock.ts';
import { GamedayError, messageOf } from '../core/errors.ts';
import { isLost, leaseState } from '../drills/lease.ts';
import { connectEngine, type Engine } from '../stack/engine/connect-engine.ts';
import { findEngine } from '../stack/engine/find-engine.ts';
import type { CacheFolders } from '../stack/cache.ts';
import { usersLeases } from './lease-files.ts';

/** Null when there is none, and no run has left anything on one. */
export const reachEngine = async (
  flag: string | null,
  cache: CacheFolders,
  system: string | null,
): Promise<Engine | null> => {
  let why: GamedayError | null = null;
  try {
    const target = await findEngine({ flag, env: process.env, home: homedir() });
    if (target !== null) return await connectEngine(target);
  } catch (error) {
    if (!(error instanceof GamedayError && error.code === 'engine-unreachable')) throw error;
    why = error;
  }
  const left = leftOn(cache, system);
  if (left.length > 0) throw notReached(left, why);
  if (why !== null) throw why;
  return null;
};

interface LostLease {
  readonly file: string;
  readonly purpose: string;
}

/** On any engine: which one does not answer, nobody can ask. */
const leftOn = (cache: CacheFolders, system: string | null): readonly LostLease[] =>
  usersLeases(cache, system).flatMap((file) => {
    const state = leaseState(file);
    if (state === null || state.holder === null || !isLost(state, systemClock)) return [];
    return [{ file, purpose: state.holder.purpose }];
  });

const notReached = (left: readonly LostLease[], why: GamedayError | null): GamedayError =>
  new GamedayError({
    code: 'not-healed',
    exitCode: 5,
    message: [
      why === null ? 'no Docker Engine answers' : messageOf(why),
      ...left.map(({ purpose, file }) => `${purpose} ended without healing on one: its lease is ${file}`),
    ].join('\n'),
    hint: 'start that engine (or give it by --engine or DOCKER_HOST) and run gameday heal again; remove the lease if that engine is gone for good',
    cause: why,
  });
