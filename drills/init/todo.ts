// What init could not know stands in the files as TODO, and validate finds it there.
import type { Problem } from '../../core/errors.ts';
import { pathText } from '../../core/yaml/words.ts';
import type { YamlFile, YamlPath } from '../../core/yaml/yaml-file.ts';

export const todo = 'TODO';

/** Every text that still begins with TODO, with its place and what follows the word as the hint. */
export const checkTodos = (yaml: YamlFile): readonly Problem[] => findTodos(yaml, yaml.value, []);

const findTodos = (yaml: YamlFile, value: unknown, path: YamlPath): readonly Problem[] => {
  if (typeof value === 'string') return value.startsWith(todo) ? [problemOf(yaml, value, path)] : [];
  if (Array.isArray(value)) return value.flatMap((one, index) => findTodos(yaml, one, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => findTodos(yaml, one, [...path, key]));
};

const problemOf = (yaml: YamlFile, value: string, path: YamlPath): Problem => {
  const rest = value.slice(todo.length).replace(/^[\s:_-]+/, '');
  return yaml.problemAt(path, `${pathText(path)}: still to be filled in`, rest === '' ? null : rest);
};
