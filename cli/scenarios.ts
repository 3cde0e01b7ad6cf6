// Finds, loads and paces the scenarios that a command line names.
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { GamedayError } from '../core/errors.ts';
import { faultKinds } from '../drills/faults/kinds.ts';
import type { Kinds } from '../drills/scenario/kinds.ts';
import { loadScenario } from '../drills/scenario/load.ts';
import { paceScenario, type PacedScenario } from '../drills/scenario/pace-scenario.ts';
import type { Scenario } from '../drills/scenario/scenario.ts';
import { probeKinds } from '../probes/kinds.ts';
import { packageRoot } from './package.ts';

export const kinds: Kinds = { probes: probeKinds, faults: faultKinds };

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

export const loadNamed = (name: string, flag: string | undefined): Scenario =>
  loadScenario(join(scenariosFolder(flag), name), kinds);

/** At `pace`, else the scenario's own default. */
export const pacedScenario = async (
  name: string,
  flag: string | undefined,
  pace: number | undefined,
): Promise<PacedScenario> => {
  const scenario = loadNamed(name, flag);
  return paceScenario(scenario, demandPace(pace ?? scenario.spec.pace.default));
};

const demandPace = (pace: number): number => {
  if (Number.isFinite(pace) && pace >= 1) return pace;
  throw new GamedayError({
    code: 'invalid-pace',
    exitCode: 64,
    message: `--pace: expected a number of at least 1, got ${pace}`,
    hint: '1 is real time, 30 makes 30 s of every 15 min',
  });
};
