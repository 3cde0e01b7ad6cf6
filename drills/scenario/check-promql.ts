// Every PromQL expression and every series of scenario.yaml has to parse.
import type { Problem } from '../../core/errors.ts';
import { selectorsOf } from '../../core/promql/facts.ts';
import { parsePromql } from '../../core/promql/parse.ts';
import { pathText } from '../../core/yaml/words.ts';
import type { YamlPath } from '../../core/yaml/yaml-file.ts';
import { parseSeries } from '../detectability/series-name.ts';
import { effectsIn } from './fault-effects.ts';
import { queryKey } from './probe-query.ts';
import type { Loaded } from './scenario.ts';

export const checkPromql = (loaded: Loaded): readonly Problem[] => {
  const { value, yaml } = loaded.spec;
  if (value === null) return [];
  const expressions: readonly (readonly [YamlPath, string])[] = [
    ...Object.entries(value.slis).map(([name, { promql }]) => [['slis', name, 'promql'], promql] as const),
    ...Object.entries(value.probes).flatMap(([name, { kind, config }]) => {
      const query = queryKey(kind, config);
      return query === null ? [] : [[['probes', name, kind, query.key], query.text] as const];
    }),
  ];
  const series = [
    ...Object.keys(value.steady).map((name) => ['steady', name]),
    ...Object.entries(value.drills).flatMap(([drill, spec]) =>
      effectsIn(['drills', drill], spec).flatMap(({ path, effects }) =>
        Object.keys(effects).map((name) => [...path, name]),
      ),
    ),
  ];
  return [
    ...expressions.flatMap(([path, text]) => {
      const { problem } = parsePromql(text);
      if (problem === null) return [];
      const place = yaml.placeInside(path, problem.offset);
      const hint = problem.hint ?? `expression: ${text.trim()}`;
      return [
        { file: yaml.file, ...place, message: `${pathText(path)}: does not parse: ${problem.message}`, hint },
      ];
    }),
    ...series.flatMap((path) => {
      const name = String(path.at(-1) ?? '');
      if (parseSeries(name) !== null) return [];
      const message = `${pathText(path.slice(0, -1))}: expected a series, got "${name}"`;
      return [yaml.problemAt(path, message, seriesHint(name), 'key')];
    }),
  ];
};

const seriesHint = (name: string): string =>
  selectorsOf(name).some(({ matchers }) => matchers.some(({ op }) => op !== '='))
    ? 'name one series, each label by = and its value (status="500"), not by a pattern: =~, != and !~ are for alerts'
    : 'write a metric, with labels if need be: up{job="gateway"}';
