// From what a person types (`default`, `flash-sale-engine`, `flash-sale-engine/broker-killed`) to a list of drills.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { invalidInput, type Problem } from '../../core/errors.ts';
import { nearest, suggestion } from '../../core/suggest.ts';
import { checkShape } from '../../core/yaml/check-shape.ts';
import { parseYaml, type YamlFile } from '../../core/yaml/yaml-file.ts';
import type { ExpectedFailure } from '../../core/journal/events.ts';
import { expectedFailuresKey, gamedaysSchema } from './gamedays-schema.ts';
import { allKinds, type Kinds } from './kinds.ts';
import { checkScenario, drillsIn, type CheckedScenario } from './load.ts';
import { readText } from './read-folder.ts';
import type { Scenario } from './scenario.ts';

/** The folder of scenarios as loaded: whatever is wrong anywhere in it stands in `problems`. */
export interface Library {
  readonly folder: string;
  readonly scenarios: readonly Scenario[];
  /** Drills as `scenario/drill`, by name of the game day. */
  readonly gameDays: Readonly<Record<string, readonly string[]>>;
  /** By `scenario/drill`: what is known to fail. */
  readonly expectedFailures: Readonly<Record<string, ExpectedFailure>>;
  /** Every drill as `scenario/drill`, also of scenarios that were not loaded. */
  readonly known: readonly string[];
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
  const checked = scenarioNames(folder).map((name) => ({
    name,
    ...checkScenario(join(folder, name), kinds),
  }));
  const { yaml, gameDays, expectedFailures, problems } = readGameDays(folder);
  const scenarios = scenariosOf(checked);
  const broken = checked.filter(({ scenario }) => scenario === null).map(({ name }) => name);
  const known = listDrills(scenarios);
  return {
    folder,
    scenarios,
    gameDays,
    expectedFailures,
    known,
    problems: [
      ...checked.flatMap((one) => one.problems),
      ...problems,
      ...checkGameDays(yaml, gameDays, known, broken),
      ...checkExpected(yaml, Object.keys(expectedFailures), known, broken),
    ],
  };
};

/** Only what the arguments ask for is loaded and checked: a drill that is not filled in yet is in nobody else's way. */
export const loadAsked = (folder: string, args: readonly string[], kinds: Kinds = allKinds): Library => {
  const outlines = outlinesIn(folder);
  const known = outlines.flatMap(({ name, drills }) => (drills ?? []).map((drill) => `${name}/${drill}`));
  const { yaml, gameDays, expectedFailures, problems } = readGameDays(folder);
  const asked = args.filter((name) => Object.hasOwn(gameDays, name) && !known.includes(name));
  const askedDays = Object.fromEntries(asked.map((name) => [name, gameDays[name] ?? []]));
  const ids = args.flatMap((name) => gameDays[name] ?? [name]);
  const checked = outlines.flatMap(({ name, drills }) => {
    const own = ids.filter((id) => id === name || id.startsWith(`${name}/`));
    if (own.length === 0) return [];
    const wanted = own.includes(name) ? drills : drills?.filter((drill) => own.includes(`${name}/${drill}`));
    // Nothing of it that is known: the drill's name is the mistake, not what else the scenario lacks.
    if (wanted?.length === 0 && !own.includes(name)) return [];
    return [{ name, ...checkScenario(join(folder, name), kinds, wanted ?? undefined) }];
  });
  const unreadable = outlines.flatMap(({ name, drills }) => (drills === null ? [name] : []));
  return {
    folder,
    scenarios: scenariosOf(checked),
    gameDays,
    expectedFailures,
    known,
    problems: [
      ...checked.flatMap((one) => one.problems),
      // Also where only drills are named: with a mistake in this file nobody knows what is known to fail.
      ...problems,
      ...checkGameDays(yaml, askedDays, known, unreadable),
      ...checkExpected(yaml, Object.keys(expectedFailures), known, unreadable),
    ],
  };
};

export interface Outline {
  readonly name: string;
  /** Unchecked; null where scenario.yaml can't be read that far. */
  readonly drills: readonly string[] | null;
}

/** Each scenario with the names of its drills, also of one that is not valid. */
export const outlinesIn = (folder: string): readonly Outline[] =>
  scenarioNames(folder).map((name) => {
    const file = join(folder, name, 'scenario.yaml');
    const drills = drillsIn(parseYaml(file, readText(file) ?? ''));
    return { name, drills: drills === null ? null : Object.keys(drills) };
  });

const scenariosOf = (checked: readonly CheckedScenario[]): readonly Scenario[] =>
  checked.flatMap(({ scenario }) => (scenario === null ? [] : [scenario]));

const readGameDays = (folder: string) => {
  const file = join(folder, 'gamedays.yaml');
  const yaml = parseYaml(file, readText(file) ?? '{}');
  const { value, problems } = checkShape(yaml, gamedaysSchema);
  return { yaml, ...(value ?? { gameDays: {}, expectedFailures: {} }), problems };
};

/** Every drill as `scenario/drill`. */
export const listDrills = (scenarios: readonly Scenario[]): readonly string[] =>
  scenarios.flatMap(({ name, spec }) => Object.keys(spec.drills).map((drill) => `${name}/${drill}`));

/** Throws `invalidInput` (exit 64) for bad files and for names that are unknown. No arguments: the game day `default`. */
export const selectDrills = (library: Library, args: readonly string[]): Selection => {
  if (library.problems.length > 0) throw invalidInput(library.problems);
  const wanted = args.length === 0 ? ['default'] : args;
  const found = wanted.map((name) => ({ name, drills: idsOf(library, name) }));
  const problems = found.flatMap(({ name, drills }) => (drills === null ? [unknownName(library, name)] : []));
  if (problems.length > 0) throw invalidInput(problems);
  return {
    gameDay: wanted.join(' '),
    drills: found.flatMap(({ drills }) => (drills ?? []).flatMap((id) => drillOf(library, id))),
  };
};

const idsOf = (library: Library, name: string): readonly string[] | null => {
  if (library.known.includes(name)) return [name];
  if (Object.hasOwn(library.gameDays, name)) return library.gameDays[name] ?? null;
  return library.scenarios.some((scenario) => scenario.name === name)
    ? library.known.filter((id) => id.startsWith(`${name}/`))
    : null;
};

const drillOf = ({ scenarios }: Library, id: string): readonly SelectedDrill[] => {
  const [name, drill = ''] = id.split('/');
  return scenarios.filter((scenario) => scenario.name === name).map((scenario) => ({ scenario, drill }));
};

const unknownName = ({ folder, gameDays, known }: Library, name: string): Problem => {
  const message = `no game day, scenario or drill "${name}" in ${folder}`;
  const [system = '', drill] = name.split('/');
  const drills = known.filter((id) => systemOf(id) === system).map((id) => id.slice(system.length + 1));
  const hint =
    drill === undefined || drills.length === 0
      ? unknownWord(name, [...new Set([...Object.keys(gameDays), ...known.map(systemOf)])], known)
      : unknownDrill(system, drill, drills);
  return { file: null, line: null, column: null, message, hint };
};

/** The drill itself where only its system was left out; never the list of all drills, which nobody reads. */
const unknownWord = (word: string, names: readonly string[], known: readonly string[]): string => {
  const bare = nearest(word, known.map(drillName));
  const near = nearest(word, names) ?? known.find((id) => drillName(id) === bare) ?? nearest(word, known);
  if (near !== null) return `did you mean "${near}"?`;
  return names.length === 0
    ? 'there are no scenarios'
    : `known: ${names.join(', ')}; gameday list shows their drills`;
};

const drillName = (id: string): string => id.slice(id.indexOf('/') + 1);

const unknownDrill = (system: string, drill: string, drills: readonly string[]): string => {
  const near = nearest(drill, drills);
  return near === null ? `${system} has ${drills.join(', ')}` : `did you mean "${system}/${near}"?`;
};

const systemOf = (id: string): string => id.split('/')[0] ?? '';

// A scenario that could not be loaded has problems of its own; its drills are not called unknown on top.
const checkGameDays = (
  yaml: YamlFile,
  gameDays: Library['gameDays'],
  known: readonly string[],
  broken: readonly string[],
): readonly Problem[] => {
  return Object.entries(gameDays).flatMap(([name, drills]) =>
    drills.flatMap((id, index) => {
      if (known.includes(id) || broken.includes(systemOf(id))) return [];
      return [
        yaml.problemAt([name, index], `${name}[${index}]: no drill "${id}"`, suggestion(id, known, 'drills')),
      ];
    }),
  );
};

const checkExpected = (
  yaml: YamlFile,
  ids: readonly string[],
  known: readonly string[],
  broken: readonly string[],
): readonly Problem[] =>
  ids
    .filter((id) => !known.includes(id) && !broken.includes(systemOf(id)))
    .map((id) =>
      yaml.problemAt(
        [expectedFailuresKey, id],
        `${expectedFailuresKey}: no drill "${id}"`,
        suggestion(id, known, 'drills'),
        'key',
      ),
    );
