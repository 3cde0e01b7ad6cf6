// gameday validate: every mistake of scenario files with its place, all at once.
import { join } from 'node:path';
import { invalidInput } from '../../core/errors.ts';
import { allKinds } from '../../drills/scenario/kinds.ts';
import { checkScenario } from '../../drills/scenario/load.ts';
import { loadLibrary } from '../../drills/scenario/select.ts';
import { print, printJson, say } from '../output.ts';
import { scenariosFolder } from '../scenarios.ts';

interface ValidateArgs {
  readonly scenario?: readonly string[];
  readonly scenarios?: string;
  readonly json: boolean;
}

export const handle = ({ scenario = [], scenarios, json }: ValidateArgs): number => {
  const folder = scenariosFolder(scenarios);
  const { problems, names } = scenario.length === 0 ? checkAll(folder) : checkSome(folder, scenario);
  if (problems.length > 0) throw invalidInput(problems);
  if (json) printJson({ schema: 1, valid: names });
  else print(names.map((name) => `${join(folder, name)}: valid`).join('\n'));
  if (names.length === 0) say(`${folder} holds no scenario (a folder with a scenario.yaml)`);
  return 0;
};

const checkAll = (folder: string) => {
  const { problems, scenarios } = loadLibrary(folder);
  return { problems, names: scenarios.map(({ name }) => name) };
};

const checkSome = (folder: string, names: readonly string[]) => ({
  problems: names.flatMap((name) => checkScenario(join(folder, name), allKinds).problems),
  names,
});
