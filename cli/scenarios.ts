// Finds, loads and paces the scenarios that a command line names.
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { GamedayError } from '../core/errors.ts';
import { allKinds } from '../drills/scenario/kinds.ts';
import { loadScenario } from '../drills/scenario/load.ts';
import { loadLibrary, selectDrills } from '../drills/scenario/select.ts';
import { paceScenario, type PacedScenario } from '../drills/scenario/pace-scenario.ts';
import type { Scenario } from '../drills/scenario/scenario.ts';
import { packageRoot } from './package.ts';

/** `--scenarios`, else ./scenarios if there is one, else those that come with gameday. As people should see it. */
export const scenariosFolder = (flag: string | undefined): string => {
  if (flag !== undefined) {
    if (existsSync(flag)) return flag;
    throw new GamedayError({
      code: 'no-scenarios',
      exitCode: 64,
      message: `--scenarios ${flag}: no such folder`,
      hint: 'give a folder that holds one folder for each scenario, and gamedays.yaml',
    });
  }
  if (existsSync('scenarios')) return 'scenarios';
  const own = join(packageRoot, 'scenarios');
  const shown = relative(process.cwd(), own);
  return shown.startsWith('..') ? own : shown;
};

/** One scenario at `pace`, else at its own default. */
export const pacedScenario = (
  name: string,
  flag: string | undefined,
  pace: number | undefined,
): PacedScenario => atPace(loadScenario(join(scenariosFolder(flag), name), allKinds), pace);

/** A game day: drills of one system. */
export interface GameDaySelection {
  readonly name: string;
  readonly paced: PacedScenario;
  readonly drills: readonly string[];
}

export const selectGameDay = (
  what: readonly string[],
  flag: string | undefined,
  pace: number | undefined,
): GameDaySelection => {
  const { gameDay, drills } = selectDrills(loadLibrary(scenariosFolder(flag)), what);
  const [scenario, another] = [...new Set(drills.map((selected) => selected.scenario))];
  if (scenario === undefined) throw noDrills(what);
  if (another !== undefined) throw severalSystems([scenario.name, another.name]);
  return { name: gameDay, paced: atPace(scenario, pace), drills: drills.map(({ drill }) => drill) };
};

const atPace = (scenario: Scenario, pace: number | undefined): PacedScenario =>
  paceScenario(scenario, demandPace(pace ?? scenario.spec.pace.default));

const noDrills = (what: readonly string[]): GamedayError =>
  new GamedayError({
    code: 'no-drills',
    exitCode: 64,
    message: `${what.join(' ')}: no drill in it`,
    hint: 'gameday list shows game days and drills',
  });

const severalSystems = (names: readonly string[]): GamedayError =>
  new GamedayError({
    code: 'several-systems',
    exitCode: 64,
    message: `not yet: a run over several systems (${names.join(', ')})`,
    hint: 'run gameday once for each of them',
  });

const demandPace = (pace: number): number => {
  if (Number.isFinite(pace) && pace >= 1) return pace;
  throw new GamedayError({
    code: 'invalid-pace',
    exitCode: 64,
    message: `--pace: expected a number of at least 1, got ${pace}`,
    hint: '1 is real time, 30 makes 30 s of every 15 min',
  });
};
