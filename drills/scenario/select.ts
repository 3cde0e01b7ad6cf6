// From what a person types (`default`, `flash-sale-engine`, `flash-sale-engine/broker-killed`) to a list of drills.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { invalidInput, type Problem } from '../../core/errors.ts';
import { suggestion } from '../../core/suggest.ts';
import { checkShape } from '../../core/yaml/check-shape.ts';
import { parseYaml, type YamlFile } from '../../core/yaml/yaml-file.ts';
import { allKinds, type Kinds } from './kinds.ts';
import { checkScenario } from './load.ts';
import { readText } from './read-folder.ts';
import type { Scenario } from './scenario.ts';
import { gamedaysSchema } from './schema.ts';

/** The folder of scenarios as loaded: whatever is wrong anywhere in it stands in `problems`. */
export interface Library {
  readonly folder: string;
  readonly scenarios: readonly Scenario[];
  /** Drills as `scenario/drill`, by name of the game day. */
  readonly gameDays: Readonly<Record<string, readonly string[]>>;
  readonly problems: readonly Problem[];
}

export interface SelectedDrill {
  readonly scenario: Scenario;
  readonly drill: string;
}

export interface Selection {
  /** The name of the game day, or what was typed. */
  readonly gameDay: string;
  readonly drills: readonly SelectedDrill[];
}

/** Its folders with a scenario.yaml. */
export const scenarioNames = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder).filter((name) => existsSync(join(folder, name, 'scenario.yaml')))
    : [];

/** Never throws for bad files. */
export const loadLibrary = (folder: string, kinds: Kinds = allKinds): Library => {
  const names = scenarioNames(folder);
  const checked = names.map((name) => ({ name, ...checkScenario(join(folder, name), kinds) }));
  const scenarios = checked.flatMap(({ scenario }) => (scenario === null ? [] : [scenario]));
  const file = join(folder, 'gamedays.yaml');
  const text = readText(file);
  const yaml = parseYaml(file, text ?? '{}');
  const shaped = checkShape(yaml, gamedaysSchema);
  const gameDays = shaped.value ?? {};
  const broken = checked.filter(({ scenario }) => scenario === null).map(({ name }) => name);
  return {
    folder,
    scenarios,
    gameDays,
    problems: [
      ...checked.flatMap(({ problems }) => problems),
      ...shaped.problems,
      ...checkGameDays(yaml, gameDays, scenarios, broken),
    ],
  };
};

/** Every drill as `scenario/drill`. */
export const listDrills = (scenarios: readonly Scenario[]): readonly string[] =>
  scenarios.flatMap(({ name, spec }) => Object.keys(spec.drills).map((drill) => `${name}/${drill}`));

/** Throws `invalidInput` (exit 64) for bad files and for names that are unknown. No arguments: the game day `default`. */
export const selectDrills = (library: Library, args: readonly string[]): Selection => {
  if (library.problems.length > 0) throw invalidInput(library.problems);
  const wanted = args.length === 0 ? ['default'] : args;
  const known = listDrills(library.scenarios);
  const found = wanted.map((name) => ({ name, drills: idsOf(library, known, name) }));
  const problems = found.flatMap(({ name, drills }) =>
    drills === null ? [unknownName(library, known, name)] : [],
  );
  if (problems.length > 0) throw invalidInput(problems);
  return {
    gameDay: wanted.join(' '),
    drills: found.flatMap(({ drills }) => (drills ?? []).flatMap((id) => drillOf(library, id))),
  };
};

const idsOf = (library: Library, known: readonly string[], name: string): readonly string[] | null => {
  if (known.includes(name)) return [name];
  if (Object.hasOwn(library.gameDays, name)) return library.gameDays[name] ?? null;
  return library.scenarios.some((scenario) => scenario.name === name)
    ? known.filter((id) => id.startsWith(`${name}/`))
    : null;
};

const drillOf = ({ scenarios }: Library, id: string): readonly SelectedDrill[] => {
  const [name, drill = ''] = id.split('/');
  return scenarios.filter((scenario) => scenario.name === name).map((scenario) => ({ scenario, drill }));
};

const unknownName = (library: Library, known: readonly string[], name: string): Problem => {
  const all = [
    ...Object.keys(library.gameDays),
    ...library.scenarios.map((scenario) => scenario.name),
    ...known,
  ];
  const message = `no game day, scenario or drill "${name}" in ${library.folder}`;
  return { file: null, line: null, column: null, message, hint: suggestion(name, all) };
};

// A scenario that could not be loaded has problems of its own; its drills are not called unknown on top.
const checkGameDays = (
  yaml: YamlFile,
  gameDays: Library['gameDays'],
  scenarios: readonly Scenario[],
  broken: readonly string[],
): readonly Problem[] => {
  const known = listDrills(scenarios);
  return Object.entries(gameDays).flatMap(([name, drills]) =>
    drills.flatMap((id, index) => {
      if (known.includes(id) || broken.includes(id.split('/')[0] ?? '')) return [];
      return [
        yaml.problemAt([name, index], `${name}[${index}]: no drill "${id}"`, suggestion(id, known, 'drills')),
      ];
    }),
  );
};
