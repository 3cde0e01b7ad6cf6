// gameday validate: every mistake of scenario files with its place, all at once; and how many findings the linter has.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GamedayError, invalidInput, problemText, type Problem } from '../../core/errors.ts';
import { idlePromises } from '../../drills/bindings/check-bindings.ts';
import { leftOut } from '../../drills/policy/check-steps.ts';
import { stepsSource } from '../../drills/policy/survey.ts';
import { allKinds } from '../../drills/scenario/kinds.ts';
import { checkScenario } from '../../drills/scenario/load.ts';
import { paceScenario } from '../../drills/scenario/pace-scenario.ts';
import { planDrill } from '../../drills/scenario/plan.ts';
import { proceduresOf } from '../../drills/scenario/procedures.ts';
import type { Scenario } from '../../drills/scenario/scenario.ts';
import { loadLibrary, scenarioNames } from '../../drills/scenario/select.ts';
import { findingsText, scenarioFindings } from '../lint/scenario-findings.ts';
import { print, printJson, say } from '../output.ts';
import { scenariosFolder } from '../scenarios.ts';
import { missingImages } from '../system-images.ts';

interface ValidateArgs {
  readonly scenario?: readonly string[];
  readonly scenarios?: string;
  readonly json: boolean;
}

export const handle = async ({ scenario = [], scenarios, json }: ValidateArgs): Promise<number> => {
  const folder = scenariosFolder(scenarios);
  const names = scenario.length === 0 ? scenarioNames(folder) : scenario;
  if (names.length === 0) throw nothingToCheck(folder);
  const checked = names.map((name) => checkScenario(join(folder, name), allKinds));
  const problems =
    scenario.length === 0 ? loadLibrary(folder).problems : checked.flatMap((one) => one.problems);
  const all = await Promise.all(names.map((name) => scenarioFindings(join(folder, name))));
  const found = all.filter((one) => one !== null);
  const loaded = checked.flatMap((one) => one.scenario ?? []);
  const notTaken = loaded.flatMap(leftOutIn);
  for (const one of found) say(findingsText(one));
  for (const line of loaded.flatMap(idleIn)) say(line);
  for (const one of notTaken) say(problemText(one));
  const undrilled = loaded.flatMap(undrilledIn);
  const undetectable = loaded.flatMap(undetectableIn);
  for (const one of [...undrilled, ...undetectable]) say(problemText(one));
  if (problems.length > 0) throw invalidInput(problems);
  const missing = (await Promise.all(loaded.map((one) => missingImages(one, undefined)))).flat();
  if (missing.length > 0) throw invalidInput(missing);
  if (json) printJson({ schema: 1, valid: names, lint: found, notTaken, undrilled, undetectable });
  else print(names.map((name) => `${join(folder, name)}: valid`).join('\n'));
  return 0;
};

/** Green because nothing was looked at would be a lie. */
const nothingToCheck = (folder: string): GamedayError => {
  const isOne = existsSync(join(folder, 'scenario.yaml'));
  return new GamedayError({
    code: 'no-scenarios',
    exitCode: 64,
    message: `${folder}: expected a folder with a scenario.yaml in it, found ${isOne ? 'a scenario' : 'none'}`,
    hint: isOne
      ? `did you mean --scenarios ${dirname(folder)}?`
      : 'gameday init writes one from a Compose file and a runbook',
  });
};

/** Told, never refused: no drill runs them. */
const leftOutIn = (scenario: Scenario): readonly Problem[] =>
  leftOut(join(scenario.folder, 'runbook.md'), scenario.spec.drills, stepsSource(scenario));

const idleIn = ({ folder, runbook, bindings }: Scenario): readonly string[] =>
  idlePromises(bindings, runbook).map(
    (command) =>
      `${join(folder, 'bindings.yaml')}: the runbook has no command "${command}": its promise is idle`,
  );

/** Told, never refused: a runbook is drilled bit by bit. */
const undrilledIn = ({ spec, yaml }: Scenario): readonly Problem[] =>
  proceduresOf(spec).flatMap(({ id, title, drills }) => {
    if (drills.length > 0) return [];
    const message = `procedures.${id}: "${title}" has no drill`;
    return [yaml.problemAt(['procedures', id], message, 'name it under procedures of a drill', 'key')];
  });

/** Told, never refused: another pace may do. A run would break nothing then (exit 4). */
const undetectableIn = (scenario: Scenario): readonly Problem[] => {
  const paced = paceScenario(scenario, scenario.spec.pace.default);
  return Object.keys(scenario.spec.drills).flatMap((drill) =>
    planDrill(scenario, drill, paced).undetectable.map(({ signal, reason }) =>
      scenario.yaml.problemAt(
        ['drills', drill, 'detect'],
        `drills.${drill}.detect: ${signal} can't be judged: ${reason}`,
        `\`steady\` says how a metric is before the fault, the fault's \`effects\` what becomes of it; gameday run ${scenario.name}/${drill} --plan shows the times`,
        'key',
      ),
    ),
  );
};
