// A hash of all that a play depends on: results that another state of the code gave are no results of this one.
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../cli.ts';

const folders = '{bin,cli,core,drills,probes,reports,runbooks,scenarios,stack}';
const isCode = (file: string): boolean =>
  !/\.test\.ts$|(^|\/)(fixtures|testing|runs|test|artefacts|node_modules)\//.test(file);

export const codeHash = (): string => {
  const files = globSync(`${folders}/**/*.{ts,js,yaml,md,json}`, { cwd: root }).filter(isCode).toSorted();
  const hash = createHash('sha256');
  for (const file of [...files, 'package-lock.json'])
    hash.update(`${file}\0${readFileSync(join(root, file), 'utf8')}\0`);
  return hash.digest('hex').slice(0, 12);
};
