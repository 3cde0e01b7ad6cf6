// Prometheus rule files → their alerts and recorded series. Tolerant: extensions (Mimir, Thanos, PrometheusRule) pass, PromQL that doesn't parse is a fact.
import { parseDuration } from '../../../core/duration.ts';
import type { Problem } from '../../../core/errors.ts';
import { parsePromql } from '../../../core/promql/parse.ts';
import type { AlertRule } from '../../../core/rules.ts';
import { shown } from '../../../core/yaml/words.ts';
import { parseYaml, type YamlFile, type YamlPath } from '../../../core/yaml/yaml-file.ts';
import type { KnownAlert, RuleFacts } from '../rule.ts';
import { asList, asMapping, asText, isMapping, type Facts } from './facts.ts';

/** Of one file, which may hold several YAML documents. */
export const readRuleFile = (file: string, text: string): Facts<RuleFacts> => {
  const parts = documentsOf(text).map((document) => readDocument(parseYaml(file, document)));
  const problems = parts.flatMap((part) => part.problems);
  if (problems.length > 0) return { facts: null, problems };
  return { facts: mergeRules(parts.flatMap(({ facts }) => facts ?? [])), problems: [] };
};

/** The rules of several files as one. */
export const mergeRules = (files: readonly RuleFacts[]): RuleFacts => ({
  file: [...new Set(files.map(({ file }) => file))].join(', '),
  alerts: files.flatMap(({ alerts }) => alerts),
  records: files.flatMap(({ records }) => records),
});

/** Each document of a file on the lines where it stands; the lines of the others are empty. */
const documentsOf = (text: string): readonly string[] => {
  if (!/^---/m.test(text)) return [text];
  const documents: string[][] = [[]];
  text.split('\n').forEach((line, index) => {
    const own = /^---(\s|$)/.test(line);
    if (own) documents.push(Array.from({ length: index }, () => ''));
    documents.at(-1)?.push(own ? '' : line);
  });
  const filled = documents.filter((lines) => lines.some((line) => /^\s*[^\s#]/.test(line)));
  return filled.length === 0 ? [text] : filled.map((lines) => lines.join('\n'));
};

const readDocument = (yaml: YamlFile): Facts<RuleFacts> => {
  if (yaml.problems.length > 0) return { facts: null, problems: yaml.problems };
  const top = asMapping(yaml.value);
  // The custom resource of the Prometheus operator holds the same below `spec`.
  const path: YamlPath = isMapping(top['spec']) ? ['spec', 'groups'] : ['groups'];
  const groups = path.length === 2 ? asMapping(top['spec'])['groups'] : top['groups'];
  if (!Array.isArray(groups)) {
    const message = `${path.join('.')}: expected a list of rule groups, got ${shown(groups)}`;
    const hint = 'this should be a Prometheus rule file: groups: [{ name, rules: [{ alert, expr }] }]';
    return { facts: null, problems: [yaml.problemAt(path, message, hint)] };
  }
  const rules = groups.flatMap((group, index) =>
    asList(asMapping(group)['rules']).map((rule, at) => ({
      rule: asMapping(rule),
      group: asMapping(group),
      path: [...path, index, 'rules', at],
    })),
  );
  const problems = rules.flatMap(({ rule, path: at }) => shapeProblems(yaml, rule, at));
  if (problems.length > 0) return { facts: null, problems };
  return {
    facts: {
      file: yaml.file,
      alerts: rules.flatMap(({ rule, group, path: at }) => alertOf(yaml, rule, group, at) ?? []),
      records: rules.flatMap(({ rule }) => asText(rule['record']) ?? []),
    },
    problems: [],
  };
};

type Mapping = Readonly<Record<string, unknown>>;

const shapeProblems = (yaml: YamlFile, rule: Mapping, path: YamlPath): readonly Problem[] => {
  if (asText(rule['alert']) === null && asText(rule['record']) === null)
    return [
      yaml.problemAt(path, 'expected a rule with alert or record', 'write alert: NAME and expr: PROMQL'),
    ];
  if (asText(rule['expr']) === null)
    return [yaml.problemAt([...path, 'expr'], `expr: expected PromQL, got ${shown(rule['expr'])}`)];
  return [];
};

const alertOf = (yaml: YamlFile, rule: Mapping, group: Mapping, path: YamlPath): KnownAlert | null => {
  const name = asText(rule['alert']);
  if (name === null) return null;
  const expr = asText(rule['expr']) ?? '';
  const alert: AlertRule = {
    name,
    expr,
    forMs: durationMs(rule['for']) ?? 0,
    keepFiringForMs: durationMs(rule['keep_firing_for']) ?? 0,
    labels: texts(rule['labels']),
    annotations: texts(rule['annotations']),
    group: asText(group['name']) ?? '',
    intervalMs: durationMs(group['interval']),
    path,
  };
  const problem = parsePromql(expr).problem?.message ?? null;
  return { ...alert, file: yaml.file, line: yaml.placeOf([...path, 'alert'], 'key').line, problem };
};

const durationMs = (value: unknown): number | null => parseDuration(asText(value) ?? '');

const texts = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(asMapping(value)).map(([name, text]) => [name, asText(text) ?? '']));
