// gameday validate: every mistake of scenario files with its place, all at once; and how many findings the linter has.
import { join } from 'node:path';
import { invalidInput, problemText, type Problem } from '../../core/errors.ts';
import { visible } from '../../core/visible.ts';
import { idlePromises } from '../../drills/bindings/check-bindings.ts';
import { leftOut } from '../../drills/policy/check-steps.ts';
import { allKinds } from '../../drills/scenario/kinds.ts';
import { checkScenario } from '../../drills/scenario/load.ts';
import { loadLibrary, scenarioNames } from '../../drills/scenario/select.ts';
import { findingsText, scenarioFindings } from '../lint/scenario-findings.ts';
import { print, printJson, say } from '../output.ts';
import { scenariosFolder } from '../scenarios.ts';

interface ValidateArgs {
  readonly scenario?: readonly string[];
  readonly scenarios?: string;
  readonly json: boolean;
}

export const handle = async ({ scenario = [], scenarios, json }: ValidateArgs): Promise<number> => {
  const folder = scenariosFolder(scenarios);
  const names = scenario.length === 0 ? scenarioNames(folder) : scenario;
  const problems = scenario.length === 0 ? loadLibrary(folder).problems : problemsOf(folder, names);
  const all = await Promise.all(names.map((name) => scenarioFindings(join(folder, name))));
  const found = all.filter((one) => one !== null);
  for (const one of found) say(findingsText(one));
  const notTaken = names.flatMap((name) => leftOutIn(join(folder, name)));
  for (const name of names) for (const line of idleIn(join(folder, name))) say(line);
  for (const one of notTaken) say(visible(problemText(one)));
  if (problems.length > 0) throw invalidInput(problems);
  if (json) printJson({ schema: 1, valid: names, lint: found, notTaken });
  else print(names.map((name) => `${join(folder, name)}: valid`).join('\n'));
  if (names.length === 0) say(`${folder} holds no scenario (a folder with a scenario.yaml)`);
  return 0;
};

const problemsOf = (folder: string, names: readonly string[]) =>
  names.flatMap((name) => checkScenario(join(folder, name), allKinds).problems);

/** Told, never refused: no drill runs them. */
const leftOutIn = (folder: string): readonly Problem[] => {
  const { scenario } = checkScenario(folder, allKinds);
  if (scenario === null) return [];
  const { spec, runbook, bindings } = scenario;
  return leftOut(join(folder, 'runbook.md'), spec.drills, runbook, bindings);
};

const idleIn = (folder: string): readonly string[] => {
  const { scenario } = checkScenario(folder, allKinds);
  if (scenario === null) return [];
  return idlePromises(scenario.bindings, scenario.runbook).map(
    (command) =>
      `${join(folder, 'bindings.yaml')}: the runbook has no command "${command}": its promise is idle`,
  );
};
