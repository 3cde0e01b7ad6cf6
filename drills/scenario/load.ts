// Loads a scenario's folder: reads every file, checks each by itself and all against each other, tells all problems at once.
import { join } from 'node:path';
import { invalidInput, type Problem } from '../../core/errors.ts';
import { alertRules, readRules } from '../../core/rules.ts';
import { checkShape, type Shaped } from '../../core/yaml/check-shape.ts';
import { parseYaml, type YamlFile } from '../../core/yaml/yaml-file.ts';
import { parseRunbook } from '../../runbooks/parse.ts';
import { checkBindings } from '../bindings/check-bindings.ts';
import { bindingsSchema, noBindings } from '../bindings/schema.ts';
import { checkTodos, checkTodoStrings, withoutFollowing } from '../init/todo.ts';
import { checkSteps } from '../policy/check-steps.ts';
import { checkConfigs } from './check-configs.ts';
import { checkMonitored } from './check-monitored.ts';
import { checkReferences } from './check-references.ts';
import { checkSystem } from './check-system.ts';
import { checkWorkloadText } from './check-workload.ts';
import { readCompose, unescapeDollars, type ComposeFile } from './compose-file.ts';
import { readEdges } from './edges.ts';
import { allKinds, type Kinds } from './kinds.ts';
import { readFolder, readText, type FolderFile } from './read-folder.ts';
import type { Loaded, Scenario } from './scenario.ts';
import { scenarioSchema } from './schema.ts';

/**
 * Throws `invalidInput` (exit 64) with every problem of every file. `folder` as people should see it in messages. Given `drills`,
 * the scenario has those alone: what is wrong with another one is no matter of theirs.
 */
export const loadScenario = (
  folder: string,
  kinds: Kinds = allKinds,
  drills?: readonly string[],
): Scenario => {
  const { scenario, problems } = checkScenario(folder, kinds, drills);
  if (scenario === null) throw invalidInput(problems);
  return scenario;
};

export interface CheckedScenario {
  /** Null when there are problems. */
  readonly scenario: Scenario | null;
  readonly problems: readonly Problem[];
}

/** The same without throwing. */
export const checkScenario = (
  folder: string,
  kinds: Kinds = allKinds,
  drills?: readonly string[],
): CheckedScenario => {
  const { texts, problems: missing } = readFolder(folder);
  const read = <T>(
    name: FolderFile,
    check: (yaml: YamlFile) => Shaped<T>,
  ): Shaped<T> & { readonly yaml: YamlFile } => {
    const whole = parseYaml(join(folder, name), texts[name] ?? '');
    const yaml = name === 'scenario.yaml' && drills !== undefined ? onlyDrills(whole, drills) : whole;
    return texts[name] === undefined ? { value: null, problems: [], yaml } : { ...check(yaml), yaml };
  };
  const spec = read('scenario.yaml', (yaml) => checkShape(yaml, scenarioSchema(kinds)));
  const compose = read('compose.yaml', readCompose);
  const monitoring = read('monitoring.yaml', readCompose);
  const rules = read('alerts.yaml', readRules);
  const bindings = read('bindings.yaml', (yaml) => checkShape(yaml, bindingsSchema));
  const edges = monitoring.value === null ? null : readEdges(monitoring.value, monitoring.yaml);
  const contents = [compose, monitoring].map(({ value, yaml }) => readContents(folder, missing, value, yaml));
  const loaded: Loaded = {
    folder,
    kinds,
    spec,
    compose,
    monitoring,
    edges: edges?.edges ?? null,
    alerts: rules.value === null ? null : alertRules(rules.value),
    runbook: texts['runbook.md'] === undefined ? null : parseRunbook(texts['runbook.md']),
    bindings: texts['bindings.yaml'] === undefined ? { ...bindings, value: noBindings } : bindings,
  };
  const files = [spec, compose, monitoring, rules, bindings];
  const workload = readWorkload(folder, spec.value?.load.workload);
  const todos = [
    ...files.flatMap(({ yaml }) => checkTodos(yaml)),
    ...(workload === null ? [] : checkTodoStrings(workload.file, workload.text)),
  ];
  const found = [
    ...missing,
    ...[...files, ...(edges === null ? [] : [edges]), ...contents].flatMap((part) => part.problems),
    ...checkConfigs(loaded),
    ...checkSystem(loaded),
    ...checkMonitored(loaded),
    ...checkReferences(loaded),
    ...(workload === null ? [] : checkWorkloadText(workload.file, workload.text)),
    ...checkRunbook(loaded),
  ];
  const problems = [...todos, ...withoutFollowing(found, todos)];
  if (problems.length > 0) return { scenario: null, problems };
  return { scenario: scenarioOf(loaded, rules.value, texts, contents), problems };
};

/** The places stay those of the whole file. */
const onlyDrills = (yaml: YamlFile, names: readonly string[]): YamlFile => {
  const drills = drillsIn(yaml);
  if (drills === null) return yaml;
  const kept = Object.entries(drills).filter(([name]) => names.includes(name));
  return { ...yaml, value: { ...(yaml.value as object), drills: Object.fromEntries(kept) } };
};

/** As scenario.yaml has them, unchecked; null where it has none that could be read. */
export const drillsIn = ({ value }: YamlFile): Readonly<Record<string, unknown>> | null => {
  const drills = (value as { readonly drills?: unknown } | null)?.drills;
  return typeof drills === 'object' && drills !== null && !Array.isArray(drills)
    ? (drills as Readonly<Record<string, unknown>>)
    : null;
};

/** Null where there is none: that is told where it is named. */
const readWorkload = (folder: string, name: string | undefined) => {
  const file = join(folder, name ?? '');
  const text = name === undefined ? null : readText(file);
  return text === null ? null : { file, text };
};

/** The runbook against its bindings, and what the drills would run of it. */
const checkRunbook = ({ folder, runbook, bindings, spec }: Loaded): readonly Problem[] => {
  if (runbook === null || bindings.value === null) return [];
  const home = spec.value?.operator.cwd ?? '';
  return [
    ...checkBindings(bindings.yaml, bindings.value, runbook),
    ...checkSteps(join(folder, 'runbook.md'), spec.value?.drills ?? {}, {
      runbook,
      bindings: bindings.value,
      home,
    }),
  ];
};

interface Contents {
  readonly contents: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
}

// What the configs of a Compose file hold, written there or in a file beside it.
const readContents = (
  folder: string,
  missing: readonly Problem[],
  compose: ComposeFile | null,
  yaml: YamlFile,
): Contents => {
  const contents: Record<string, string> = {};
  const problems: Problem[] = [];
  for (const [name, { content, file }] of Object.entries(compose?.configs ?? {})) {
    const text = content === undefined ? readText(join(folder, file ?? '')) : unescapeDollars(content);
    const told = missing.some((problem) => problem.file === join(folder, file ?? ''));
    if (text !== null) contents[name] = text;
    else if (!told)
      problems.push(
        yaml.problemAt(['configs', name, 'file'], `configs.${name}: no such file: ${file ?? ''}`),
      );
  }
  return { contents, problems };
};

const scenarioOf = (
  loaded: Loaded,
  rules: Scenario['rules'] | null,
  texts: Readonly<Partial<Record<string, string>>>,
  [system, monitoring]: readonly Contents[],
): Scenario => {
  const { spec, compose, edges, alerts, runbook, bindings } = loaded;
  if (spec.value === null || compose.value === null || loaded.monitoring.value === null || rules === null) {
    throw new TypeError('a scenario without problems lacks a file');
  }
  return {
    name: spec.value.system,
    folder: loaded.folder,
    kinds: loaded.kinds,
    spec: spec.value,
    yaml: spec.yaml,
    compose: compose.value,
    monitoring: loaded.monitoring.value,
    edges: edges ?? [],
    rules,
    alerts: alerts ?? [],
    runbook: runbook ?? parseRunbook(''),
    bindings: bindings.value ?? noBindings,
    texts: texts as Readonly<Record<string, string>>,
    contents: { system: system?.contents ?? {}, monitoring: monitoring?.contents ?? {} },
  };
};
