// The runbooks that a command is given: files, folders with all Markdown below them, `-` for standard input.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { invalidInput, type Problem } from '../../core/errors.ts';
import { stdinPath } from '../arguments.ts';
import { usageError } from '../errors.ts';
import { unreadable } from '../unreadable.ts';

export interface RunbookFile {
  /** Relative to the working folder, with `/`. */
  readonly uri: string;
  readonly text: string;
}

/** Throws with every file that can't be read; each file once, in the order in which they are named. */
export const readRunbooks = (paths: readonly string[], stdinName: string): readonly RunbookFile[] => {
  if (paths.length === 0)
    throw usageError('expected a runbook: a Markdown file, a folder, or - for standard input');
  const problems: Problem[] = [];
  const attempt = <T>(path: string, act: () => readonly T[]): readonly T[] => {
    try {
      return act();
    } catch (error) {
      problems.push(unreadable(path, error, 'file or folder'));
      return [];
    }
  };
  const files = [...new Set(paths.flatMap((path) => attempt(path, () => expand(path))))];
  const runbooks = files.flatMap((path) => attempt(path, () => [readOne(path, stdinName)]));
  problems.push(...files.flatMap((path) => noRunbook(path) ?? []));
  if (problems.length > 0) throw invalidInput(problems);
  if (runbooks.length === 0)
    throw usageError(
      `no Markdown file (*.md, *.markdown) in ${paths.join(', ')}`,
      'name a runbook or the folder it lies in',
    );
  return runbooks;
};

export const isMarkdown = (path: string): boolean => /\.(md|markdown)$/i.test(path);

/** Windows' editors write UTF-16; everything else is read as UTF-8. */
export const decodeText = (bytes: Buffer): string => {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
};

const expand = (path: string): readonly string[] => {
  if (path === stdinPath) return [path];
  return statSync(path).isDirectory() ? markdownBelow(path) : [relative('.', resolve(path))];
};

/** Without node_modules, folders whose name begins with a dot, and what links lead to. */
const markdownBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory())
        return entry.name === 'node_modules' || entry.name.startsWith('.') ? [] : markdownBelow(path);
      return entry.isFile() && isMarkdown(entry.name) ? [relative('.', resolve(path))] : [];
    });

/** YAML read as Markdown has nothing in it, and nothing wrong. */
export const noRunbook = (file: string): Problem | null =>
  /\.(?:ya?ml|json|toml)$/i.test(file)
    ? {
        file,
        line: null,
        column: null,
        message: 'expected a runbook in Markdown',
        hint: 'a Compose file is given by --compose, rules by --rules',
      }
    : null;

const readOne = (path: string, stdinName: string): RunbookFile =>
  path === stdinPath
    ? { uri: stdinName, text: decodeText(readFileSync(0)) }
    : { uri: path.split(sep).join('/'), text: decodeText(readFileSync(path)) };
