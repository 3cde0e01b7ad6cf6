// Container programs as one file each, by esbuild. Bundled again only when a file that went into it has changed.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { CacheFolders } from '../cache.ts';

export interface Bundle {
  readonly file: string;
  readonly hash: string;
}

interface BundleRecord extends Bundle {
  /** Path, size and time of change of everything that went into it. */
  readonly inputs: readonly (readonly [string, number, number])[];
}

const esbuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  sourcemap: false,
  legalComments: 'none',
  minifySyntax: true,
  logLevel: 'silent',
  // CommonJS packages inside the bundle still ask for Node's own modules by require.
  banner: {
    js: "import { createRequire as gamedayRequire } from 'node:module'; const require = gamedayRequire(import.meta.url);",
  },
} as const;

export const bundle = async (entry: string, cache: CacheFolders): Promise<Bundle> => {
  const recordFile = join(cache.downloads, `bundle-${sha256(entry).slice(0, 12)}.json`);
  const known = readRecord(recordFile);
  if (known !== null && existsSync(known.file) && known.inputs.every(unchanged)) return known;
  const fresh = await build(entry, cache);
  await putInPlace(recordFile, JSON.stringify(fresh));
  return fresh;
};

const build = async (entry: string, cache: CacheFolders): Promise<BundleRecord> => {
  const { build: esbuild } = await import('esbuild');
  const { outputFiles, metafile } = await esbuild({
    ...esbuildOptions,
    entryPoints: [entry],
    write: false,
    metafile: true,
  });
  const contents = outputFiles[0]?.contents ?? new Uint8Array();
  const hash = sha256(contents).slice(0, 12);
  const file = join(cache.downloads, `bundle-${hash}.mjs`);
  await putInPlace(file, contents);
  return { file, hash, inputs: Object.keys(metafile.inputs).map((input) => stamp(resolve(input))) };
};

const stamp = (file: string): readonly [string, number, number] => {
  const { size, mtimeMs } = statSync(file);
  return [file, size, mtimeMs];
};

const unchanged = ([file, size, mtimeMs]: readonly [string, number, number]): boolean => {
  const now = statSync(file, { throwIfNoEntry: false });
  return now !== undefined && now.size === size && now.mtimeMs === mtimeMs;
};

const readRecord = (file: string): BundleRecord | null =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as BundleRecord) : null;

const putInPlace = async (file: string, contents: string | Uint8Array): Promise<void> => {
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, contents);
  await rename(unfinished, file);
};

const sha256 = (contents: string | Uint8Array): string => createHash('sha256').update(contents).digest('hex');
