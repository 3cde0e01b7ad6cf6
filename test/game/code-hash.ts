// A hash of all that a play depends on: results that another state of the code gave are no results of this one.
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../cli.ts';

const product = ['bin', 'cli', 'core', 'drills', 'probes', 'reports', 'runbooks', 'scenarios', 'stack'];
const isCode = (file: string): boolean =>
  !/\.test\.ts$|(^|\/)(fixtures|testing|runs|artefacts|node_modules)\/|^reports\/test\//.test(file);

/** `proof`: the folder of what the product is put to, where that is not among the results' own keys. */
export const codeHash = (...proof: readonly string[]): string => {
  const hash = createHash('sha256');
  const files = globSync(`{${[...product, ...proof].join(',')}}/**/*.{ts,js,yaml,md,json}`, { cwd: root });
  for (const file of [...files.filter(isCode).toSorted(), 'package-lock.json'])
    hash.update(`${file}\0${readFileSync(join(root, file), 'utf8')}\0`);
  return hash.digest('hex').slice(0, 12);
};
