// Where gameday's own files are, in the checkout and in the published package.
import { readFileSync } from 'node:fs';
import { basename, dirname, extname, join, relative } from 'node:path';

const here = dirname(import.meta.dirname);
/** The folder with package.json, scenarios/ and stack/: compiled code stands in its dist/. */
export const packageRoot: string = basename(here) === 'dist' ? dirname(here) : here;

/** A page of gameday's own, as the path from here: in a project that has gameday installed it stands under node_modules. */
export const docsPage = (name: string): string => {
  const page = join(packageRoot, 'docs', name);
  const path = relative(process.cwd(), page);
  return path.startsWith('..') ? page : path;
};

export const packageVersion = (): string => {
  const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
};

/** How to run this program again: without the launcher, which would look for an npm above it. */
export const ownCommand = (): readonly string[] => [
  process.execPath,
  ...process.execArgv,
  join(import.meta.dirname, `main${extname(import.meta.filename)}`),
];
