// What init could not know stands in the files as TODO, and validate finds it there.
import type { Problem } from '../../core/errors.ts';
import { pathText } from '../../core/yaml/words.ts';
import type { YamlFile, YamlPath } from '../../core/yaml/yaml-file.ts';

/** A text that begins with it, the value of a variable (`KEY=TODO`), the host of a URL; or a key. */
const marked = /^(?:[A-Za-z_]\w*=)?TODO\b|^\w+:\/\/TODO\b/;

/** Every TODO with its place, and what follows the word as the hint. */
export const checkTodos = (yaml: YamlFile): readonly Problem[] => findTodos(yaml, yaml.value, []);

/** The same in a program: a string that begins with it. */
export const checkTodoStrings = (file: string, text: string): readonly Problem[] =>
  text.split('\n').flatMap((line, index) => {
    const at = line.search(/(?<=['"`])(?:\w+:\/\/)?TODO\b/);
    return at < 0
      ? []
      : [{ file, line: index + 1, column: at + 1, message: stillOpen, hint: 'write the value in its place' }];
  });

/** Without what is only wrong since something on its line is still to be filled in. */
export const withoutFollowing = (
  problems: readonly Problem[],
  todos: readonly Problem[],
): readonly Problem[] => {
  const open = new Set(todos.map(({ file, line }) => `${file}:${line}`));
  return problems.filter(({ file, line }) => line === null || !open.has(`${file}:${line}`));
};

const stillOpen = 'still to be filled in';

const findTodos = (yaml: YamlFile, value: unknown, path: YamlPath): readonly Problem[] => {
  if (typeof value === 'string') return marked.test(value) ? [problemOf(yaml, value, path, 'value')] : [];
  if (Array.isArray(value)) return value.flatMap((one, index) => findTodos(yaml, one, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => {
    const at = [...path, key];
    return [
      ...(marked.test(key) ? [problemOf(yaml, key, at, 'key')] : []),
      // What annotations say is for people to read.
      ...(key === 'annotations' ? [] : findTodos(yaml, one, at)),
    ];
  });
};

const problemOf = (yaml: YamlFile, text: string, path: YamlPath, part: 'key' | 'value'): Problem => {
  const rest = /^\w+:\/\//.test(text) ? '' : text.replace(/^.*?TODO[\s:_-]*/s, '').split('\n')[0];
  const what = part === 'key' ? path.slice(0, -1) : path;
  return yaml.problemAt(path, `${pathText(what)}: ${stillOpen}`, rest || hintFor(part), part);
};

const hintFor = (part: 'key' | 'value'): string =>
  part === 'key'
    ? 'write the name in place of TODO, one line for each: the comment above says of what'
    : 'write the value in place of TODO';
