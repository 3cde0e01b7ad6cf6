// A YAML file as a value with the place of everything in it, so that every later complaint can name line and column.
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type Pair,
  type YAMLError,
} from 'yaml';
import { messageOf, type Problem } from '../errors.ts';
import { wrongReferences } from './references.ts';

export type YamlPath = readonly PropertyKey[];

/** Lines and columns count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface YamlFile {
  readonly file: string;
  readonly text: string;
  /** Plain data; null when the file is no YAML. */
  readonly value: unknown;
  /** Syntax errors and duplicate keys. */
  readonly problems: readonly Problem[];
  /** Where the value at `path` begins, or its key; for what isn't there, its nearest ancestor. */
  placeOf(path: YamlPath, part?: 'key' | 'value'): Place;
  /** The place of an offset inside the text value at `path`; exact for plain and quoted one-liners and for blocks (`|`). */
  placeInside(path: YamlPath, offset: number): Place;
  problemAt(path: YamlPath, message: string, hint?: string | null, part?: 'key' | 'value'): Problem;
}

/** Never throws: what is wrong stands in `problems`. */
export const parseYaml = (file: string, text: string): YamlFile => {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    merge: true,
    prettyErrors: false,
    logLevel: 'error',
  });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const syntax = telling([...document.errors, ...document.warnings]).map((error): Problem => {
    const [message, hint] = readable(error, text);
    return { file, ...placeAt(error.pos[0]), message, hint };
  });
  const references = (syntax.length > 0 ? [] : wrongReferences(document, text)).map(
    ({ offset, message, hint }): Problem => ({ file, ...placeAt(offset), message, hint }),
  );
  const { value, problems } = valueOf(file, document, [...syntax, ...references]);
  const placeOf: YamlFile['placeOf'] = (path, part = 'value') => placeAt(offsetOf(document, path, part));
  return {
    file,
    text,
    value,
    problems,
    placeOf,
    placeInside: (path, offset) => placeAt(offsetInside(document, text, path, offset)),
    problemAt: (path, message, hint = null, part = 'value') => ({
      file,
      ...placeOf(path, part),
      message,
      hint,
    }),
  };
};

/** What the parser refuses only now (aliases that multiply without end) has no place of its own. */
const valueOf = (
  file: string,
  document: Document,
  problems: readonly Problem[],
): Pick<YamlFile, 'value' | 'problems'> => {
  if (problems.length > 0) return { value: null, problems };
  try {
    return { value: document.toJS({ maxAliasCount: 1000 }), problems };
  } catch (error) {
    const message = `not valid YAML: ${messageOf(error)}`;
    return { value: null, problems: [{ file, line: 1, column: 1, message, hint: null }] };
  }
};

// After the first error of syntax everything is one more; duplicate keys stand for themselves.
const telling = (errors: readonly YAMLError[]): readonly YAMLError[] => {
  const first = errors.find(({ code }) => code !== 'DUPLICATE_KEY');
  return errors.filter(
    (error) =>
      error === first || (error.code === 'DUPLICATE_KEY' && error.pos[0] < (first?.pos[0] ?? Infinity)),
  );
};

const readable = ({ code, message, pos }: YAMLError, text: string): readonly [string, string | null] => {
  if (code === 'MULTIPLE_DOCS')
    return ['a second document begins here, where one was expected', 'remove the --- or the rest'];
  if (code !== 'DUPLICATE_KEY') return [`not valid YAML: ${message.split('\n')[0] ?? message}`, null];
  const key = /^[^:\s]+/.exec(text.slice(pos[0]))?.[0] ?? '';
  return [`the key "${key}" stands here for the second time`, 'remove one of the two, or rename it'];
};

type Found = { readonly node: Node | null; readonly pair: Pair | null };

const follow = (
  document: Document,
  path: YamlPath,
): { readonly found: Found; readonly complete: boolean } => {
  let found: Found = { node: document.contents, pair: null };
  for (const step of path) {
    const node = isAlias(found.node) ? found.node.resolve(document) : found.node;
    const next = child(node ?? null, step);
    if (next === null) return { found, complete: false };
    found = next;
  }
  return { found, complete: true };
};

const child = (node: Node | null, step: PropertyKey): Found | null => {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
    return pair === undefined ? null : { node: pair.value as Node | null, pair };
  }
  if (!isSeq(node)) return null;
  const item = node.items[Number(step)];
  return item === undefined ? null : { node: item as Node, pair: null };
};

// What is missing is told at the key of its nearest ancestor: its value may begin lines below.
const offsetOf = (document: Document, path: YamlPath, part: 'key' | 'value'): number => {
  const { found, complete } = follow(document, path);
  const key = (found.pair?.key as Node | null | undefined)?.range?.[0];
  const value = found.node?.range?.[0];
  return (complete && part === 'value' ? (value ?? key) : (key ?? value)) ?? 0;
};

const offsetInside = (document: Document, text: string, path: YamlPath, offset: number): number => {
  const start = offsetOf(document, path, 'value');
  const node = follow(document, path).found.node;
  if (!isScalar(node)) return start;
  if (node.type === 'PLAIN') return start + offset;
  if (node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE') return start + 1 + offset;
  return node.type === 'BLOCK_LITERAL' ? offsetInBlock(text, start, String(node.value), offset) : start;
};

// A block's lines are its value's lines behind an indent that is the same on each.
const offsetInBlock = (text: string, start: number, value: string, offset: number): number => {
  const before = value.slice(0, offset).split('\n');
  let lineStart = text.indexOf('\n', start) + 1;
  const indent = /^ */.exec(text.slice(lineStart))?.[0].length ?? 0;
  for (let line = 1; line < before.length; line++) lineStart = text.indexOf('\n', lineStart) + 1;
  return lineStart + indent + (before.at(-1)?.length ?? 0);
};
