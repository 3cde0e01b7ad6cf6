// gameday heal: undoes what a dead run left injected, and removes what it left behind.
import { existsSync } from 'node:fs';
import { systemClock } from '../../core/clock.ts';
import { isLost, leaseState, takeLease } from '../../drills/lease.ts';
import { connectEngine } from '../../stack/engine/connect-engine.ts';
import { insideEngine } from '../../stack/engine/reexec.ts';
import { exitCodes } from '../../core/verdicts.ts';
import { nearest } from '../../core/suggest.ts';
import { scenarioNames } from '../../drills/scenario/select.ts';
import { sweepDead } from '../end-engines.ts';
import { usageError } from '../errors.ts';
import { healLeft } from '../heal-left.ts';
import { leaseFile, systemsLeased } from '../lease-files.ts';
import { say } from '../output.ts';
import { heldEngines, runOurselves, type Here } from '../place.ts';
import { reachEngine } from '../reach-engine.ts';
import { scenariosFolder } from '../scenarios.ts';
import { theCache } from '../cache.ts';

interface HealArgs {
  readonly scenario?: string;
  readonly engine?: string;
  readonly by: 'heal' | 'watchdog';
}

export const handle = async ({ scenario, engine: flag, by }: HealArgs): Promise<number> => {
  const cache = theCache();
  const inside = insideEngine(process.env, cache);
  if (inside !== null) {
    const privateEngine = process.env['GAMEDAY_PRIVATE_ENGINE'] ?? null;
    const here = { engine: await connectEngine(inside), cache, privateEngine };
    const systems = (await heldEngines(cache))
      .filter(({ id }) => id === privateEngine)
      .map(({ system }) => system);
    return await healAll(here, systems, by);
  }
  const swept = await sweepDead(cache, systemClock);
  if (swept.length > 0) say(`removed what dead runs left of their engines: ${swept.join(', ')}`);
  const wanted = (system: string): boolean =>
    scenario === undefined || scenario === '' || scenario === system;
  const held = (await heldEngines(cache)).filter(({ system }) => wanted(system));
  let code: number = exitCodes.pass;
  for (const { holderPid, id } of held) code = Math.max(code, await runOurselves(holderPid, id));
  const engine = await reachEngine(flag ?? null, cache, scenario || null);
  const systems = engine === null ? [] : systemsLeased(cache, engine.id).filter(wanted);
  if (swept.length + held.length + systems.length === 0) {
    if (by === 'heal' && scenario) refuseMisspelt(scenario);
    say('nothing to heal: no run has left anything');
  }
  if (engine === null) return code;
  return Math.max(code, await healAll({ engine, cache, privateEngine: null }, systems, by));
};

/** "Nothing to heal" of a system that is called otherwise would leave somebody's fault where it is. */
const refuseMisspelt = (system: string): void => {
  const known = scenarioNames(scenariosFolder(undefined));
  const meant = known.includes(system) ? null : nearest(system, known);
  if (meant !== null)
    throw usageError(`no scenario "${system}", and nothing to heal`, `did you mean ${meant}?`);
};

const healAll = async (here: Here, systems: readonly string[], by: HealArgs['by']): Promise<number> => {
  let clean = true;
  for (const system of systems) clean = (await healSystem(here, system, by)) && clean;
  return clean ? exitCodes.pass : exitCodes.cleanup;
};

const healSystem = async (here: Here, system: string, by: HealArgs['by']): Promise<boolean> => {
  const file = leaseFile(here, system);
  const state = existsSync(file) ? leaseState(file) : null;
  if (state?.holder === undefined || state.holder === null) {
    say(`${system}: nothing to heal`);
    return true;
  }
  if (!isLost(state, systemClock)) {
    say(
      `${system}: ${state.holder.purpose} (pid ${state.holder.process.pid}) is at work, it heals by itself`,
    );
    return true;
  }
  const { lease, left } = takeLease(file, by, state.holder.journal, systemClock);
  let clean = false;
  try {
    const ctx = { clock: systemClock, signal: systemClock.deadline(300_000) };
    clean = left === null || (await healLeft({ here, system, left, lease, by, ctx }));
    return clean;
  } finally {
    // What could not be healed or proved is tried again by the next one.
    if (clean) lease.release();
    else lease.leave();
  }
};
