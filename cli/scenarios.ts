// Finds, loads and paces the scenarios that a command line names.
import { existsSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { GamedayError } from '../core/errors.ts';
import type { ExpectedFailure } from '../core/journal/events.ts';
import { withoutApprovals } from '../drills/bindings/schema.ts';
import { allKinds } from '../drills/scenario/kinds.ts';
import { loadScenario } from '../drills/scenario/load.ts';
import { readText } from '../drills/scenario/read-folder.ts';
import { loadAsked, selectDrills } from '../drills/scenario/select.ts';
import { paceScenario, type PacedScenario } from '../drills/scenario/pace-scenario.ts';
import type { Scenario } from '../drills/scenario/scenario.ts';
import { parseRunbook } from '../runbooks/parse.ts';
import { packageRoot } from './package.ts';

/** `--scenarios`, else ./scenarios if there is one, else those that come with gameday. As people should see it. */
export const scenariosFolder = (flag: string | undefined): string => {
  if (flag !== undefined) {
    if (isFolder(flag)) return flag;
    throw new GamedayError({
      code: 'no-scenarios',
      exitCode: 64,
      message: `--scenarios ${flag}: ${existsSync(flag) ? 'expected a folder, found a file' : 'no such folder'}`,
      hint: 'give a folder that holds one folder for each scenario, and gamedays.yaml',
    });
  }
  if (isFolder('scenarios')) return 'scenarios';
  const own = join(packageRoot, 'scenarios');
  const shown = relative(process.cwd(), own);
  return shown.startsWith('..') ? own : shown;
};

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** One scenario at `pace`, else at its own default, without its drills: nobody asks for any. */
export const pacedScenario = (
  name: string,
  flag: string | undefined,
  pace: number | undefined,
): PacedScenario => atPace(loadScenario(join(scenariosFolder(flag), name), allKinds, []), pace);

/** A game day: drills of one system. */
export interface GameDaySelection {
  readonly name: string;
  readonly paced: PacedScenario;
  readonly drills: readonly string[];
  readonly runbook: RunbookFile;
  /** By `scenario/drill`: what is known to fail. */
  readonly expectedFailures: Readonly<Record<string, ExpectedFailure>>;
}

export interface RunbookFile {
  /** As reports name it. */
  readonly name: string;
  readonly text: string;
  /** Another one than the scenario's own (`--runbook`): what it lacks is told by the report, not by a refusal. */
  readonly foreign: boolean;
}

export const selectGameDay = (
  what: readonly string[],
  flag: string | undefined,
  pace: number | undefined,
  runbookFile?: string,
): GameDaySelection => {
  const library = loadAsked(scenariosFolder(flag), what);
  const { gameDay, drills } = selectDrills(library, what);
  const [scenario, another] = [...new Set(drills.map((selected) => selected.scenario))];
  if (scenario === undefined) throw noDrills(what);
  if (another !== undefined) throw severalSystems([scenario.name, another.name]);
  const runbook = readRunbook(scenario, runbookFile);
  const played = runbook.foreign
    ? {
        ...scenario,
        runbook: parseRunbook(runbook.text),
        bindings: withoutApprovals(scenario.bindings),
      }
    : scenario;
  return {
    name: gameDay,
    paced: atPace(played, pace),
    drills: drills.map(({ drill }) => drill),
    runbook,
    expectedFailures: library.expectedFailures,
  };
};

const readRunbook = ({ texts }: Scenario, file: string | undefined): RunbookFile => {
  if (file === undefined) return { name: 'runbook.md', text: texts['runbook.md'] ?? '', foreign: false };
  const text = readText(file);
  if (text !== null) return { name: basename(file), text, foreign: true };
  throw new GamedayError({
    code: 'no-runbook',
    exitCode: 64,
    message: `--runbook ${file}: no such file`,
    hint: 'give a Markdown file whose sections are to be played in place of the scenario’s own',
  });
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
