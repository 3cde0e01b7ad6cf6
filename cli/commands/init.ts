// gameday init: a scenario's folder for somebody's own stack, from its Compose file and its runbook.
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { GamedayError, invalidInput } from '../../core/errors.ts';
import { parseYaml } from '../../core/yaml/yaml-file.ts';
import { initFiles } from '../../drills/init/init-files.ts';
import { checkScenario } from '../../drills/scenario/load.ts';
import { readText } from '../../drills/scenario/read-folder.ts';
import { counted } from '../../reports/text.ts';
import { readDocument } from '../../runbooks/lint/document.ts';
import { lintDocument } from '../../runbooks/lint/lint.ts';
import { rules as lintRules } from '../../runbooks/lint/rules.ts';
import { print } from '../output.ts';

interface InitArgs {
  readonly compose: string;
  readonly runbook: readonly string[];
  readonly rules?: string;
  readonly name?: string;
  readonly scenarios?: string;
}

export const handle = ({ compose, runbook, rules, name, scenarios = 'scenarios' }: InitArgs): number => {
  const composeText = demandText(compose, 'a Compose file');
  const yaml = parseYaml(compose, composeText);
  if (yaml.problems.length > 0) throw invalidInput(yaml.problems);
  const system = name ?? systemName(compose, yaml.value);
  const folder = join(scenarios, system);
  if (existsSync(folder)) throw inTheWay(folder);
  const { files, notes } = initFiles({
    system,
    compose: composeText,
    runbooks: runbook.map((file) => demandText(file, 'the Markdown file of a runbook')),
    rules: rules === undefined ? null : demandText(rules, 'a file of Prometheus rules'),
  });
  writeAll(folder, files);
  addGameDay(scenarios, system);
  print(told(folder, files, notes));
  return 0;
};

const demandText = (file: string, wanted: string): string => {
  const text = readText(file);
  if (text !== null) return text;
  throw new GamedayError({
    code: 'no-file',
    exitCode: 64,
    message: `${file}: no such file`,
    hint: `it should be ${wanted}`,
  });
};

/** `name:` in the file, else its folder's, in letters that Compose takes. */
const systemName = (file: string, value: unknown): string => {
  const given = (value as { readonly name?: unknown } | null)?.name;
  const wished = typeof given === 'string' ? given : basename(dirname(resolve(file)));
  const name = wished
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return name === '' ? 'system' : name;
};

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
    mkdirSync(unfinished, { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(unfinished, name), text);
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
};

/** A folder without game days gets a first one. One that has some is its owner's. */
const addGameDay = (scenarios: string, system: string): void => {
  const file = join(scenarios, 'gamedays.yaml');
  if (!existsSync(file))
    writeFileSync(file, `# Game days: lists of drills, by name.\ndefault:\n  - ${system}/placebo\n`);
};

const told = (folder: string, files: Readonly<Record<string, string>>, notes: readonly string[]): string => {
  const nothingKnown = { compose: null, rules: null, metrics: null };
  const document = readDocument('runbook.md', files['runbook.md'] ?? '');
  const { findings } = lintDocument(document, nothingKnown, lintRules);
  const high = findings.filter(({ level }) => level === 'high').length;
  const { problems } = checkScenario(folder);
  return [
    ...Object.keys(files).map((name) => `wrote ${join(folder, name)}`),
    ...notes.map((note) => `  ${note}`),
    '',
    `still missing: ${counted(problems.length, 'thing')}; gameday validate ${basename(folder)} says where`,
    `the runbook: ${counted(findings.length, 'finding')}, ${high} of them high; gameday lint ${join(folder, 'runbook.md')}`,
  ].join('\n');
};
