// gameday init: a scenario's folder for somebody's own stack, from its Compose file and its runbook.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { GamedayError, invalidInput, messageOf, type Problem } from '../../core/errors.ts';
import { makeFolder } from '../../core/make-folder.ts';
import { readRules } from '../../core/rules.ts';
import { parseYaml } from '../../core/yaml/yaml-file.ts';
import { checkCompose } from '../../drills/init/compose/check-compose.ts';
import { initFiles } from '../../drills/init/init-files.ts';
import { checkScenario } from '../../drills/scenario/load.ts';
import { counted } from '../../reports/text.ts';
import { usageError } from '../errors.ts';
import { decodeText, noRunbook } from '../lint/runbook-files.ts';
import { findingsText, scenarioFindings } from '../lint/scenario-findings.ts';
import { print } from '../output.ts';
import { docsPage } from '../package.ts';
import { besideOf } from '../read-beside.ts';
import { unreadable } from '../unreadable.ts';

interface InitArgs {
  readonly compose: string;
  readonly runbook: readonly string[];
  readonly rules?: readonly string[];
  readonly name?: string;
  readonly scenarios?: string;
}

export const handle = async ({
  compose,
  runbook,
  rules = [],
  name,
  scenarios = 'scenarios',
}: InitArgs): Promise<number> => {
  const sources = readSources({ compose, runbook, rules });
  const system = name ?? systemName(compose, sources.compose);
  if (!systemPattern.test(system))
    throw usageError(`--name ${system}: expected small letters, digits and dashes`);
  const folder = join(scenarios, system);
  if (existsSync(folder)) throw inTheWay(folder);
  const { files, notes, undrilled } = initFiles({ system, ...sources, readBeside: besideOf(compose) });
  writeAll(folder, files);
  const written = [...Object.keys(files).map((file) => join(folder, file)), ...addGameDay(scenarios, system)];
  print(
    [
      ...written.map((file) => `wrote ${file}`),
      ...listed(`changed in ${join(folder, 'compose.yaml')}:`, notes),
      ...listed('no drill for:', undrilled),
      '',
      await nextSteps(folder, scenarios),
    ].join('\n'),
  );
  return 0;
};

interface SourceFiles {
  readonly compose: string;
  readonly runbook: readonly string[];
  readonly rules: readonly string[];
}

/** Throws with every mistake of every file. */
const readSources = ({ compose, runbook, rules }: SourceFiles) => {
  const problems: Problem[] = [];
  const read = (file: string, check: (text: string) => readonly Problem[]): string => {
    try {
      const text = decodeText(readFileSync(file));
      problems.push(...check(text));
      return text;
    } catch (error) {
      problems.push(unreadable(file, error));
      return '';
    }
  };
  const texts = {
    compose: read(compose, (text) => checkCompose(compose, text)),
    runbooks: runbook.map((uri) => ({ uri, text: read(uri, (text) => checkRunbook(uri, text)) })),
    rules: rules.map((file) => read(file, (text) => readRules(parseYaml(file, text)).problems)),
  };
  if (problems.length > 0) throw invalidInput(problems);
  return texts;
};

const checkRunbook = (file: string, text: string): readonly Problem[] => {
  const other = noRunbook(file);
  if (other !== null) return [other];
  if (text.trim() !== '') return [];
  const message = 'expected a runbook, found an empty file';
  return [{ file, line: 1, column: 1, message, hint: 'drills are made of its sections and alerts' }];
};

const systemPattern = /^[a-z0-9][a-z0-9-]*$/;

/** `name:` in the file, else its folder's, in letters that Compose takes. */
const systemName = (file: string, text: string): string => {
  const given = (parseYaml(file, text).value as { readonly name?: unknown }).name;
  const named = typeof given === 'string' && !given.includes('$') ? given : '';
  return (
    [named, basename(dirname(resolve(file))), 'system'].map(slug).find((name) => name !== '') ?? 'system'
  );
};

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');

const inTheWay = (folder: string): GamedayError =>
  new GamedayError({
    code: 'folder-exists',
    exitCode: 64,
    message: `${folder}: there is such a folder already`,
    hint: 'give another name by --name, or move the folder away',
  });

/** All of it or nothing: the folder gets its name when every file is written. */
const writeAll = (folder: string, files: Readonly<Record<string, string>>): void => {
  const unfinished = join(dirname(folder), `.${basename(folder)}-${process.pid}`);
  try {
    makeFolder(unfinished);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(unfinished, name), text);
    renameSync(unfinished, folder);
  } catch (error) {
    throw invalidInput([
      {
        file: folder,
        line: null,
        column: null,
        message: `can not be written: ${messageOf(error)}`,
        hint: null,
      },
    ]);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
};

/** A folder without game days gets a first one. One that has some is its owner's. */
const addGameDay = (scenarios: string, system: string): readonly string[] => {
  const file = join(scenarios, 'gamedays.yaml');
  if (existsSync(file)) return [];
  writeFileSync(file, `# Game days: lists of drills, by name.\ndefault:\n  - ${system}/placebo\n`);
  return [file];
};

const listed = (title: string, items: readonly string[]): readonly string[] =>
  items.length === 0 ? [] : ['', title, ...items.map((item) => `  ${item}`)];

const nextSteps = async (folder: string, scenarios: string): Promise<string> => {
  const { problems } = checkScenario(folder);
  const findings = await scenarioFindings(folder);
  const system = basename(folder);
  const where = scenarios === 'scenarios' ? '' : ` --scenarios ${scenarios}`;
  return [
    problems.length === 0
      ? `nothing is missing; gameday run ${system}/placebo${where} is the first drill`
      : `still missing: ${counted(problems.length, 'thing')}; gameday validate ${system}${where} says where`,
    ...(findings === null ? [] : [findingsText(findings)]),
    `${docsPage('own-system.md')} leads from here to the first drill`,
  ].join('\n');
};
