// A YAML file against a schema: every mistake at once, each with its place, what was wanted, what was found.
import type { z, ZodType } from 'zod';
import type { Problem } from '../errors.ts';
import { suggestion } from '../suggest.ts';
import { pathText, shown } from './words.ts';
import type { YamlFile, YamlPath } from './yaml-file.ts';

export interface Shaped<T> {
  /** Null when there are problems. */
  readonly value: T | null;
  readonly problems: readonly Problem[];
}

/** Syntax errors come first: a file that is no YAML isn't checked further. */
export const checkShape = <T>(yaml: YamlFile, schema: ZodType<T>): Shaped<T> => {
  if (yaml.problems.length > 0) return { value: null, problems: yaml.problems };
  const result = schema.safeParse(yaml.value, { error: rememberKeys, reportInput: true });
  if (result.success) return { value: result.data, problems: [] };
  const { issues } = result.error;
  const telling = issues.filter((issue) => !followsFrom(issue, issues));
  return { value: null, problems: telling.flatMap((issue) => problemsOf(yaml, issue, [])) };
};

// Zod's finished issues don't say which keys were possible; the raw ones still know their schema, so the message carries them.
const rememberKeys: z.core.$ZodErrorMap = (issue) => {
  if (issue.code !== 'unrecognized_keys') return undefined;
  const definition = issue.inst?._zod.def as { readonly shape?: object } | undefined;
  return Object.keys(definition?.shape ?? {}).join(' ');
};

type Issue = z.core.$ZodIssue;

// A misspelt key is missing too: once is enough.
const followsFrom = (issue: Issue, all: readonly Issue[]): boolean =>
  issue.code === 'custom' &&
  issue.params?.['absent'] === true &&
  all.some((other) => other.code === 'unrecognized_keys' && pathText(other.path) === pathText(issue.path));

const problemsOf = (yaml: YamlFile, issue: Issue, parent: YamlPath): readonly Problem[] => {
  const path = [...parent, ...issue.path];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => unknownKey(yaml, path, key, issue.message));
  if (issue.code === 'invalid_union') {
    const best = nearestBranch(issue.errors);
    if (best !== null) return best.flatMap((inner) => problemsOf(yaml, inner, path));
  }
  if (issue.code === 'invalid_key') {
    return [
      yaml.problemAt(
        path,
        `${pathText(path)}: ${issue.issues[0]?.message ?? 'not a valid name'}`,
        null,
        'key',
      ),
    ];
  }
  if (issue.input === undefined && issue.code !== 'custom') {
    const type =
      'expected' in issue && issue.expected !== 'string' ? `expected ${wantedType(issue.expected)}` : '';
    const wanted = ownMessage(issue) ?? type;
    return [
      yaml.problemAt(path, `${pathText(path)}: this key is missing${wanted === '' ? '' : ` (${wanted})`}`),
    ];
  }
  const [message, hint] = wrongValue(issue);
  return [yaml.problemAt(path, `${pathText(path)}: ${message}`, hint)];
};

const unknownKey = (yaml: YamlFile, path: YamlPath, key: string, known: string): Problem => {
  const keys = known.split(' ').filter((word) => word !== '');
  return yaml.problemAt(
    [...path, key],
    `${pathText([...path, key])}: unknown key`,
    suggestion(key, keys),
    'key',
  );
};

const wrongValue = (issue: Issue): readonly [string, string | null] => {
  const found = issue.input === undefined ? '' : `, got ${foundText(issue)}`;
  if (issue.code === 'invalid_type')
    return [`${ownMessage(issue) ?? `expected ${wantedType(issue.expected)}`}${found}`, null];
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    const hint = typeof issue.input === 'string' ? suggestion(issue.input, values) : null;
    return [`expected ${values.join(' or ')}${found}`, hint];
  }
  if (issue.code === 'too_small')
    return [`expected ${limit(issue.origin, 'at least', issue.minimum)}${found}`, null];
  if (issue.code === 'too_big')
    return [`expected ${limit(issue.origin, 'at most', issue.maximum)}${found}`, null];
  const hint = issue.code === 'custom' ? (issue.params?.['hint'] as string | undefined) : undefined;
  const scalar = typeof issue.input !== 'object';
  return [`${ownMessage(issue) ?? 'expected another kind of value'}${scalar ? found : ''}`, hint ?? null];
};

// What a schema says in words of its own; zod's are not ours.
const ownMessage = ({ message }: Issue): string | null =>
  message.startsWith('Invalid input') ? null : message;

// A list that is too short or too long is told by its length.
const foundText = ({ code, input }: Issue): string =>
  Array.isArray(input) && (code === 'too_small' || code === 'too_big') ? String(input.length) : shown(input);

const limit = (origin: string, rule: string, bound: number | bigint): string => {
  if (origin === 'array') return `${rule} ${bound} ${bound === 1 ? 'item' : 'items'}`;
  return origin === 'string'
    ? bound === 1
      ? 'a text that is not empty'
      : `${rule} ${bound} characters`
    : `${rule} ${bound}`;
};

// Of a union's branches the one that came furthest says best what was meant.
const nearestBranch = (branches: readonly (readonly Issue[])[]): readonly Issue[] | null => {
  const depth = (branch: readonly Issue[]): number =>
    Math.max(...branch.map(({ path, code }) => path.length + (code === 'unrecognized_keys' ? 1 : 0)));
  const sorted = [...branches].sort((a, b) => depth(b) - depth(a) || a.length - b.length);
  return sorted[0] !== undefined && depth(sorted[0]) > 0 ? sorted[0] : null;
};

const types: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a mapping',
  record: 'a mapping',
  array: 'a list',
  tuple: 'a list',
};
const wantedType = (expected: string): string => types[expected] ?? expected;
