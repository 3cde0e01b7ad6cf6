// Where gameday's own files are, in the checkout and in the published package.
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const here = dirname(import.meta.dirname);
/** The folder with package.json, scenarios/ and stack/: compiled code stands in its dist/. */
export const packageRoot: string = basename(here) === 'dist' ? dirname(here) : here;

export const packageVersion = (): string => {
  const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string };
  return version;
};
