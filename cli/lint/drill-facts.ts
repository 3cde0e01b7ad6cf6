// What `gameday coverage` is told of drills: a scenario's folder or a folder of scenarios, and the reports of past runs.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { invalidInput, type Problem } from '../../core/errors.ts';
import { journalsIn } from '../../core/journal/run-files.ts';
import type { Facts } from '../../runbooks/lint/context/facts.ts';
import type { DrillFacts, PlayedDrill } from '../../runbooks/matrix/model.ts';
import { readDrills, readPlayed } from '../../runbooks/matrix/read-drills.ts';
import { unreadable } from '../unreadable.ts';
import { isMarkdown } from './runbook-files.ts';

export const drillsIn = (folder: string): readonly DrillFacts[] => {
  const inside = [folder, ...foldersIn(folder)].map((one) => join(one, 'scenario.yaml')).filter(existsSync);
  if (inside.length === 0) {
    const hint = 'a scenario is a folder with a scenario.yaml';
    throw invalidInput([problem(folder, 'no scenario in this folder', hint)]);
  }
  const read = inside.map((file) =>
    readDrills(file, readFileSync(file, 'utf8'), basename(dirname(resolve(file)))),
  );
  const problems = read.flatMap((one) => one.problems);
  if (problems.length > 0) throw invalidInput(problems);
  return read.flatMap(({ facts }) => facts ?? []);
};

export interface PastRuns {
  readonly played: readonly PlayedDrill[];
  /** Runs that do not count, and why: one that is broken keeps no other from counting. */
  readonly passedOver: readonly Problem[];
}

/** A folder of runs, or that of one run. */
export const playedIn = (folder: string): PastRuns => {
  if (!existsSync(folder))
    throw invalidInput([problem(folder, 'no such folder', 'runs are kept in reports/runs')]);
  if (!statSync(folder).isDirectory())
    throw invalidInput([problem(folder, 'expected a folder of runs, found a file', 'name the folder')]);
  const read = [folder, ...foldersIn(folder)].map(readRun);
  return {
    played: read.flatMap(({ facts }) => facts ?? []),
    passedOver: read.flatMap(({ problems }) => problems),
  };
};

const readRun = (folder: string): Facts<readonly PlayedDrill[]> => {
  const file = join(folder, 'report.json');
  try {
    if (existsSync(file)) return readPlayed(file, readFileSync(file, 'utf8'));
  } catch (error) {
    return { facts: null, problems: [unreadable(file, error)] };
  }
  const onlyJournal = journalsIn(folder) !== null;
  const hint = `gameday report ${folder} writes its report, which counts then`;
  return {
    facts: null,
    problems: onlyJournal ? [problem(folder, 'a journal and no report.json', hint)] : [],
  };
};

/** Markdown files that lie beside the given ones. */
export const neighboursOf = (uris: readonly string[]): readonly string[] =>
  [...new Set(uris.map(dirname))]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter(isMarkdown)
        .map((name) => join(folder, name)),
    )
    .map((path) => relative('.', resolve(path)));

// Links to runs (`latest`) would count them twice.
const foldersIn = (folder: string): readonly string[] => {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
};

const problem = (file: string, message: string, hint: string): Problem => ({
  file,
  line: null,
  column: null,
  message,
  hint,
});
