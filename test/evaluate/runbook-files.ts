// Finds the runbooks that a table of labels is about: by name where one is given, else by the hash of their text, whatever the files are called.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { invalidInput } from '../../core/errors.ts';
import { readTsv } from './tsv.ts';

export interface RunbookFile {
  /** As the labels call it. */
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

export interface Source {
  readonly name: string;
  readonly repository: string;
  readonly path: string;
  readonly commit: string;
  readonly sha256: string;
}

export const readSources = (file: string, text: string): readonly Source[] =>
  readTsv(file, text, ['file', 'repository', 'path', 'commit', 'sha256']).map(({ cells }) => ({
    name: cells['file'] ?? '',
    repository: cells['repository'] ?? '',
    path: cells['path'] ?? '',
    commit: cells['commit'] ?? '',
    sha256: cells['sha256'] ?? '',
  }));

export const findRunbooks = (
  names: readonly string[],
  folders: readonly string[],
  named: ReadonlyMap<string, string>,
  sources: readonly Source[],
): readonly RunbookFile[] => {
  const byHash = filesByHash(folders);
  const found = names.map((name) => {
    const path = named.get(name);
    if (path !== undefined) return { name, ...readNamed(path, folders) };
    const hash = sources.find((source) => source.name === name)?.sha256;
    return { name, ...(hash === undefined ? undefined : byHash.get(hash)) };
  });
  const missing = found.filter((one) => one.text === undefined).map(({ name }) => name);
  if (missing.length > 0) throw invalidInput(missing.map((name) => notFound(name, folders, sources)));
  return found as readonly RunbookFile[];
};

type FileText = Pick<RunbookFile, 'path' | 'text'>;

const filesByHash = (folders: readonly string[]): ReadonlyMap<string, FileText> =>
  new Map(
    folders
      .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
      .filter((path) => statSync(path).isFile())
      .map((path) => ({ path, text: withoutNote(readFileSync(path, 'utf8')) }))
      .map((file) => [sha256(file.text), file]),
  );

/** Collections put a comment with the source in front; the lines of labels are those of the original. */
export const withoutNote = (text: string): string => text.replace(/^<!-- source: [^\n]*-->\r?\n/, '');

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A path as it is, or inside one of the folders. */
const readNamed = (path: string, folders: readonly string[]): FileText => {
  const at = [path, ...folders.map((folder) => join(folder, path))].find(
    (one) => statSync(one, { throwIfNoEntry: false })?.isFile() === true,
  );
  if (at === undefined) throw invalidInput([noFile(path, folders)]);
  return { path: at, text: withoutNote(readFileSync(at, 'utf8')) };
};

const notFound = (name: string, folders: readonly string[], sources: readonly Source[]) => {
  const source = sources.find((one) => one.name === name);
  const hint =
    source === undefined
      ? `say which file it is, e.g. --seed ${name}=FILE`
      : `put ${source.path} of ${source.repository} at ${source.commit} there`;
  return { ...noFile(`the runbook "${name}"`, folders), hint };
};

const noFile = (what: string, folders: readonly string[]) => ({
  file: null,
  line: null,
  column: null,
  message: `${what} is not in ${folders.length === 0 ? 'any folder: none was given' : folders.join(', ')}`,
  hint: 'give its folder by --runbooks DIR',
});
